/** What S3 does wrong, or says in its own words, and what the log makes of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Fault, type S3Server, startS3Server, TEST_KEY } from '../../test/s3-server.ts'
import { HeadMoved, type MemoryLog } from '../memory/log.ts'
import { all, append, draft, drafts, edited, entriesAfter } from './conformance/drafts.ts'
import { erasureOf } from './conformance/erasing.ts'
import { parseS3Url, type S3Options, s3Log } from './s3.ts'
import { openS3Log } from './s3-client.ts'

/** Batches are gathered soon, so that short stories come to it. */
const levels = { 1: { members: 2, commits: 100 }, 2: { members: 2, commits: 100 } }

let server: S3Server
let options: S3Options
const opened: MemoryLog[] = []

beforeEach(async () => {
  server = await startS3Server()
  server.addBucket('memories')
  const { url: endpoint } = server
  options = { bucket: 'memories', prefix: 'm/', endpoint, region: 'eu-west-1', credentials: TEST_KEY }
})
afterEach(async () => {
  for (const log of opened.splice(0)) await log.close()
  await server.close()
})

async function open(more: Partial<S3Options> = {}): Promise<MemoryLog> {
  const log = await s3Log({ ...options, ...more })
  opened.push(log)
  return log
}

/** A log whose process dies when this many objects have been stored. */
function openDying(stored: number): Promise<MemoryLog> {
  let puts = 0
  return openS3Log({ ...options, levels }, ({ middlewareStack }) =>
    middlewareStack.add(
      (next, context) => async (args) => {
        if (puts >= stored) throw new Error('Dead.')
        const result = await next(args)
        if (context.commandName === 'PutObjectCommand') puts++
        return result
      },
      { step: 'finalizeRequest', priority: 'low', name: 'dies' },
    ),
  )
}

const count = (kind: string) => server.requests.get(kind) ?? 0

describe('an append to S3', () => {
  it.each<[string, Fault]>([
    ['is told to slow down', { method: 'PUT', when: 'before', how: 'SlowDown' }],
    ['meets an internal error', { method: 'PUT', when: 'before', how: 'InternalError' }],
    ['meets an internal error after all was stored', { method: 'PUT', when: 'after', how: 'InternalError' }],
    ['loses its connection', { method: 'PUT', when: 'before', how: 'cut' }],
    ['loses its connection after all was stored', { method: 'PUT', when: 'after', how: 'cut' }],
    ['is too slow for the server', { method: 'PUT', when: 'before', how: 'RequestTimeout' }],
    ['meets another conditional write', { method: 'PUT', when: 'before', how: 'ConditionalRequestConflict' }],
    [
      'meets one and has been stored all the same',
      { method: 'PUT', when: 'after', how: 'ConditionalRequestConflict' },
    ],
  ])('that %s is made once', async (_, fault) => {
    const log = await open()
    server.order(fault)
    await append(log, 0, [draft('a')])
    await append(log, 1, [draft('b')])
    expect((await all(await open())).map(({ number }) => number)).toEqual([1, 2])
  })

  it('does not take another writer’s commit for its own when its own was not stored', async () => {
    const [mine, other] = [await open(), await open()]
    await mine.head()
    await append(other, 0, [draft('other')])
    server.order({ method: 'PUT', when: 'before', how: 'cut' })
    await expect(mine.append(0, await entriesAfter(mine, 0, [draft('mine')]))).rejects.toBeInstanceOf(
      HeadMoved,
    )
    expect((await all(mine)).map(({ changes }) => changes[0]?.path)).toEqual(['/memories/other.md'])
  })

  it('that fails for good is an error, and the log can be written when the trouble is over', async () => {
    const log = await open()
    server.order({ method: 'PUT', when: 'before', how: 'AccessDenied' })
    await expect(append(log, 0, [draft('a')])).rejects.toMatchObject({ name: 'AccessDenied' })
    await append(log, 0, [draft('b')])
    expect(await log.text('doc_b', 1)).toBe('b')
  })

  it('leaves no long text behind when it loses the race', async () => {
    const [mine, other] = [await open(), await open()]
    await mine.head()
    await append(other, 0, [draft('a')])
    const late = await entriesAfter(mine, 0, [draft('long', 'x'.repeat(300_000))])
    await expect(mine.append(0, late)).rejects.toBeInstanceOf(HeadMoved)
    expect(server.keys('memories')).toEqual(['m/log/000000000001'])
  })

  it('is one request', async () => {
    const log = await open()
    await append(log, 0, [draft('a')])
    const entries = await entriesAfter(log, 1, drafts(5))
    const before = new Map(server.requests)
    await log.append(1, entries)
    expect(count('PUT')).toBe((before.get('PUT') ?? 0) + 1)
    expect(count('GET')).toBe(before.get('GET'))
  })
})

describe('opening', () => {
  it('a log of 1,000 lone commits takes few requests', async () => {
    const log = await open()
    for (let i = 0; i < 1000; i++) await log.append(i, await entriesAfter(log, i, [draft(`d${i}`)]))
    await log.close()
    const before = count('GET') + count('LIST')
    const next = await open()
    expect((await all(next)).map(({ number }) => number)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i + 1),
    )
    // 15 segments of 64 batches, the batches after them, lists, and the look for what comes next.
    expect(count('GET') + count('LIST') - before).toBeLessThan(15 + 64 + 8)
    expect(await next.text('doc_d500', 501)).toBe('d500')
  })

  it('does without segments that are missing, and writes them again', async () => {
    server.order({ method: 'PUT', key: 'segments/', when: 'before', how: 'AccessDenied', times: 3 })
    const log = await open({ levels })
    for (let i = 0; i < 9; i++) await append(log, i, [draft(`d${i}`)])
    await log.close()
    const next = await open({ levels })
    expect(await all(next)).toHaveLength(9)
    await next.close()
    expect(server.keys('memories').filter((key) => key.includes('segments/2'))).toEqual([
      'm/segments/2/000000000001-000000000004',
      'm/segments/2/000000000005-000000000008',
    ])
  })

  it('refuses a log with a gap, and an object that no log of ours could have written', async () => {
    const log = await open()
    for (let i = 0; i < 3; i++) await append(log, i, [draft(`d${i}`)])
    const { DeleteObjectCommand, PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
    const client = new S3Client({ ...options, forcePathStyle: true })
    const at = { Bucket: 'memories', Key: 'm/log/000000000002' }
    await client.send(new PutObjectCommand({ ...at, Body: '{"format":1,"commits":[{"number":"2"}]}' }))
    await expect(all(await open())).rejects.toThrow('m/log/000000000002'.slice(2))
    await client.send(new DeleteObjectCommand(at))
    client.destroy()
    await expect(all(await open())).rejects.toThrow('The log is broken: commit 2 was expected, 3 to 3 came.')
  })

  it('says what is wrong when the bucket is missing or the key is', async () => {
    await expect((await open({ bucket: 'nowhere' })).head()).rejects.toMatchObject({ name: 'NoSuchBucket' })
    const credentials = { ...TEST_KEY, secretAccessKey: 'wrong' }
    await expect((await open({ credentials })).head()).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
    })
  })
})

describe('erasing in S3', () => {
  it('is refused where versions are kept, before anything is changed, and done when they are accepted', async () => {
    for (const versioning of ['Enabled', 'Suspended'] as const) {
      server.addBucket('versioned', versioning)
      const log = await open({ bucket: 'versioned' })
      await append(log, 0, [draft('a', 'secret words'), edited('a', 'b')])
      const { entry, gone } = await erasureOf(log, 2, [1])
      await expect(log.erase(2, entry, gone)).rejects.toThrow(
        `Versioning of the bucket versioned is ${versioning}`,
      )
      expect(await log.head()).toBe(2)
      const accepting = await open({ bucket: 'versioned', eraseAnyway: true })
      await accepting.erase(2, entry, gone)
      expect(await log.text('doc_a', 1)).toBeNull()
    }
  })

  /** Commit 1 is erased while a segment with it, from another process that knew nothing of it, is on its way. */
  async function eraseUnderASegment(slow: MemoryLog): Promise<void> {
    const held = server.hold({ method: 'PUT', key: 'segments/1/' })
    await append(slow, 0, [draft('a', 'a', { result: 'secret words' })])
    await append(slow, 1, [draft('b')])
    await held.reached
    const other = await open()
    const { entry, gone } = await erasureOf(other, 2, [1])
    await other.erase(2, entry, gone)
    expect(server.holding('secret words')).toEqual([])
    held.release()
    await slow.close()
    expect(server.keys('memories')).toContain('m/segments/1/000000000001-000000000002')
  }

  it('reaches a segment that another process was just writing', async () => {
    await eraseUnderASegment(await open({ levels }))
    expect(server.holding('secret words')).toEqual([])
    expect((await all(await open({ levels })))[0]).not.toHaveProperty('result')
  })

  it('reaches such a segment with the next opening when that process died', async () => {
    // Two batches and the segment; the look for later erasures, which would come next, never does.
    const slow = await openDying(3)
    await eraseUnderASegment(slow)
    expect(server.holding('secret words')).toEqual(['m/segments/1/000000000001-000000000002'])
    const next = await open({ levels })
    expect((await all(next))[0]).not.toHaveProperty('result')
    await next.close()
    expect(server.holding('secret words')).toEqual([])
  })

  it('sweeps away the long text of a writer that died before its batch', async () => {
    const long = 'secret words'.repeat(30_000)
    const dying = await openDying(1)
    await expect(append(dying, 0, [draft('long', long)])).rejects.toThrow('Dead.')
    expect(server.holding('secret words')).toHaveLength(1)
    const log = await open()
    await append(log, 0, [draft('a', 'secret words'), draft('b')])
    const { entry, gone } = await erasureOf(log, 2, [1])
    await log.erase(2, entry, gone)
    expect(server.holding('secret words')).toEqual([])
  })
})

describe('the address of an S3 log', () => {
  it('says bucket, prefix, region, endpoint and whether versions are accepted', () => {
    expect(parseS3Url('s3://my-bucket/a/b?region=eu-west-1&versions=accepted')).toMatchObject({
      bucket: 'my-bucket',
      prefix: 'a/b/',
      region: 'eu-west-1',
      eraseAnyway: true,
    })
    expect(parseS3Url('s3://my-bucket')).toMatchObject({ prefix: '', eraseAnyway: false })
  })

  it.each([
    ['s3:///prefix', 's3://bucket/prefix was expected'],
    ['s3://b/p?regoin=x', 'regoin came'],
    ['s3://b/p?versions=yes', 'versions=accepted was expected'],
  ])('is refused when it is %s', (url, message) => {
    expect(() => parseS3Url(url)).toThrow(message)
  })
})
