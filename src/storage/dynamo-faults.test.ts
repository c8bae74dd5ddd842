/** What DynamoDB does wrong, or says in its own words, and what the log makes of it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DynamoFault, type DynamoTestServer, startDynamoServer } from '../../test/dynamo-server.ts'
import { HeadMoved, type MemoryLog } from '../memory/log.ts'
import { all, append, draft, entriesAfter } from './conformance/drafts.ts'
import { erasureOf } from './conformance/erasing.ts'
import { createDynamoTable, type DynamoOptions, dynamoLog, parseDynamoUrl } from './dynamo.ts'
import { openDynamoLog } from './dynamo-client.ts'

let server: DynamoTestServer
let options: DynamoOptions
let tables = 0
const opened: MemoryLog[] = []

beforeAll(async () => {
  server = await startDynamoServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  const table = `memories-${++tables}`
  await createDynamoTable(server.access, table)
  options = { table, prefix: 'm/', ...server.access }
})
afterEach(async () => {
  for (const log of opened.splice(0)) await log.close()
})

async function open(more: Partial<DynamoOptions> = {}): Promise<MemoryLog> {
  const log = await dynamoLog({ ...options, ...more })
  opened.push(log)
  return log
}

const LONG = 'secret words. '.repeat(60_000)

describe('an append to DynamoDB', () => {
  it.each<[string, Omit<DynamoFault, 'operation'>]>([
    ['is throttled', { when: 'before', how: 'ProvisionedThroughputExceededException', times: 2 }],
    ['is throttled in the other words', { when: 'before', how: 'ThrottlingException', times: 2 }],
    ['meets an internal error', { when: 'before', how: 'InternalServerError', times: 1 }],
    ['meets an internal error after all was stored', { when: 'after', how: 'InternalServerError', times: 1 }],
    ['loses its connection', { when: 'before', how: 'cut', times: 1 }],
    ['loses its connection after all was stored', { when: 'after', how: 'cut', times: 1 }],
  ])('that %s is made once, short or long', async (_, fault) => {
    const log = await open()
    server.order({ operation: 'PutItem', ...fault })
    await append(log, 0, [draft('a')])
    server.order({ operation: 'PutItem', ...fault })
    await append(log, 1, [draft('long', LONG)])
    const next = await open()
    expect((await all(next)).map(({ number }) => number)).toEqual([1, 2])
    expect((await next.text('doc_long', 2)) === LONG).toBe(true)
    expect((await server.keys(options.table)).filter((key) => key.startsWith('m/notes'))).toEqual([])
  })

  it('that loses the answer to any of its writes is whole', async () => {
    for (const from of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const log = await open({ prefix: `from ${from}/` })
      await log.head()
      server.order({ operation: 'PutItem', when: 'after', how: 'cut', times: 1, from })
      const wide = Array.from({ length: 8 }, (_, i) => draft(`w${i}`, '.'.repeat(3000)))
      await append(log, 0, [draft('long', LONG), ...wide])
      await log.append(9, await entriesAfter(log, 9, [draft('after')]))
      const next = await open({ prefix: `from ${from}/` })
      expect(await all(next)).toHaveLength(10)
      expect((await next.text('doc_long', 1)) === LONG).toBe(true)
      expect(await next.text('doc_w7', 9)).toBe('.'.repeat(3000))
    }
  })

  it('that fails for good is an error, and the log can be written when the trouble is over', async () => {
    const log = await open()
    await log.head()
    server.order({ operation: 'PutItem', when: 'before', how: 'ResourceNotFoundException', times: 1 })
    await expect(append(log, 0, [draft('a')])).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await append(log, 0, [draft('b')])
    expect(await log.text('doc_b', 1)).toBe('b')
  })

  it('leaves no piece and no note behind when it loses the race', async () => {
    const [mine, other] = [await open(), await open()]
    await mine.head()
    await append(other, 0, [draft('a')])
    const late = await entriesAfter(mine, 0, [draft('long', LONG)])
    await expect(mine.append(0, late)).rejects.toBeInstanceOf(HeadMoved)
    expect(await server.keys(options.table)).toEqual(['m/log log/000000000001'])
  })

  it('does not touch what another prefix of the table holds', async () => {
    const [mine, other] = [await open(), await open({ prefix: 'm/n/' })]
    await append(mine, 0, [draft('mine')])
    await append(other, 0, [draft('other')])
    expect(await mine.text('doc_other', 1)).toBeNull()
    expect((await all(other)).map(({ changes }) => changes[0]?.path)).toEqual(['/memories/other.md'])
  })
})

describe('erasing in DynamoDB', () => {
  it('removes every piece of a long text, and those of a writer that died', async () => {
    let puts = 0
    const dying = await openDynamoLog(options, ({ middlewareStack }) =>
      middlewareStack.add(
        (next, context) => async (args) => {
          if (puts >= 3) throw new Error('Dead.')
          if (context.commandName === 'PutItemCommand') puts++
          return next(args)
        },
        { step: 'finalizeRequest', priority: 'low', name: 'dies' },
      ),
    )
    await expect(append(dying, 0, [draft('long', LONG)])).rejects.toThrow('Dead.')
    expect(await server.holding(options.table, 'secret words')).not.toEqual([])
    const log = await open()
    await append(log, 0, [draft('long', LONG), draft('b')])
    const { entry, gone } = await erasureOf(log, 2, [1])
    await log.erase(2, entry, gone)
    expect(await server.holding(options.table, 'secret words')).toEqual([])
    const kinds = (await server.keys(options.table)).map((key) => key.split(/[ /]/)[1])
    expect(new Set(kinds)).toEqual(new Set(['log', 'erased']))
  })
})

describe('the address of a DynamoDB log', () => {
  it('says table, prefix, region, endpoint and whether backups are accepted', () => {
    expect(parseDynamoUrl('dynamodb://My_Table.1/a/b?region=eu-west-1&backups=accepted')).toMatchObject({
      table: 'My_Table.1',
      prefix: 'a/b/',
      region: 'eu-west-1',
      eraseAnyway: true,
    })
    expect(parseDynamoUrl('dynamodb://table')).toMatchObject({ prefix: '', eraseAnyway: false })
  })

  it.each([
    ['dynamodb:///prefix', 'dynamodb://table/prefix was expected'],
    ['dynamodb://ab/p', '3 to 255'],
    ['dynamodb://table/p?regoin=x', 'regoin came'],
    ['dynamodb://table/p?backups=yes', 'backups=accepted was expected'],
  ])('is refused when it is %s', (url, message) => {
    expect(() => parseDynamoUrl(url)).toThrow(message)
  })
})
