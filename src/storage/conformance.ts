/** What every log backend must do. A backend's own test file opens it and calls `testMemoryLog`. */
import { afterEach, describe, expect, it } from 'vitest'
import { HeadMoved, type MemoryLog } from '../memory/log.ts'
import type { Change, Commit, Draft } from '../memory/types.ts'

/** One empty place for a log. Each test gets its own. */
export interface LogPlace {
  /** Opens the log that lies there; a backend that keeps nothing after closing returns the same log again. */
  open(): Promise<MemoryLog>
  remove(): Promise<void>
}

const FACTS = {
  at: '2026-11-23T09:00:00.000Z',
  actor: { kind: 'person', name: 'Alice' },
  reason: 'create',
} as const

function created(name: string, text: string): Change {
  return { kind: 'create', document: `doc_${name}`, path: `/memories/${name}.md`, text }
}

function draft(name: string, text = name, more: Partial<Draft> = {}): Draft {
  return { ...FACTS, changes: [created(name, text)], ...more }
}

function drafts(count: number, prefix = 'd'): Draft[] {
  return Array.from({ length: count }, (_, i) => draft(`${prefix}${i}`))
}

async function all(log: MemoryLog, after = 0): Promise<Commit[]> {
  return Array.fromAsync(log.read(after))
}

/** Appends as a real writer does: whoever finds the head moved looks where it is and tries again. */
async function insist(log: MemoryLog, one: Draft, attempts = 1000): Promise<Commit> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    try {
      const [commit] = await log.append(await log.head(), [one])
      if (commit) return commit
    } catch (error) {
      if (!(error instanceof HeadMoved)) throw error
    }
  }
  throw new Error(`An append lost the race ${attempts} times.`)
}

/** Registers the suite for one backend. */
export function testMemoryLog(name: string, make: () => Promise<LogPlace>): void {
  describe(`the log ${name}`, () => {
    const places: LogPlace[] = []
    const logs: MemoryLog[] = []
    afterEach(async () => {
      for (const log of logs.splice(0)) await log.close()
      for (const place of places.splice(0)) await place.remove()
    })
    const newPlace = async () => {
      const place = await make()
      places.push(place)
      return place
    }
    const openAt = async (place: LogPlace) => {
      const log = await place.open()
      logs.push(log)
      return log
    }
    const fresh = async () => openAt(await newPlace())

    testOrder(fresh)
    testContents(fresh)
    testRaces(fresh)
    testKeys(fresh)
    testReopening(newPlace, openAt)
  })
}

function testOrder(fresh: () => Promise<MemoryLog>): void {
  it('is empty at first', async () => {
    const log = await fresh()
    expect(await log.head()).toBe(0)
    expect(await all(log)).toEqual([])
    expect(await log.text('doc_x', 1)).toBeNull()
  })

  it('numbers commits from 1 without gaps, several at once in their order', async () => {
    const log = await fresh()
    await log.append(0, [draft('a')])
    const commits = await log.append(1, [draft('b'), draft('c')])
    expect(commits.map((each) => each.number)).toEqual([2, 3])
    expect(await log.head()).toBe(3)
    expect((await all(log)).map((each) => [each.number, each.changes[0]?.path])).toEqual([
      [1, '/memories/a.md'],
      [2, '/memories/b.md'],
      [3, '/memories/c.md'],
    ])
  })

  it('reads from any position on', async () => {
    const log = await fresh()
    await log.append(0, drafts(25))
    expect((await all(log, 20)).map((each) => each.number)).toEqual([21, 22, 23, 24, 25])
    expect(await all(log, 25)).toEqual([])
    expect(await all(log, 99)).toEqual([])
  })

  it('holds 10,000 commits and reads them in order', async () => {
    const log = await fresh()
    for (let at = 0; at < 10_000; at += 2500) await log.append(at, drafts(2500, `n${at}_`))
    let expected = 0
    for await (const commit of log.read(0)) expect(commit.number).toBe(++expected)
    expect(expected).toBe(10_000)
    expect((await all(log, 9998)).map((each) => each.number)).toEqual([9999, 10_000])
  })

  it('does not stop an append while somebody reads', async () => {
    const log = await fresh()
    await log.append(0, drafts(10))
    const read: number[] = []
    for await (const commit of log.read(0)) {
      if (read.length === 0) await log.append(10, [draft('late')])
      read.push(commit.number)
    }
    expect(read.slice(0, 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await log.head()).toBe(11)
  })
}

function testContents(fresh: () => Promise<MemoryLog>): void {
  it('gives every kind of change and every fact back as it was', async () => {
    const log = await fresh()
    const whole: Draft = {
      at: '2026-11-23T09:00:00.123Z',
      actor: { kind: 'claude', onBehalfOf: 'Ålice "the \u{1f98a}" O’Neil' },
      reason: 'revert',
      origin: { chat: 'c1', turn: 't1', toolCall: 'toolu_1' },
      key: 'c1/t1/toolu_1',
      result: 'Line one\nLine two\ttab',
      changes: [
        created('a', 'é'),
        { kind: 'edit', document: 'doc_b', path: '/memories/b.md', text: '' },
        { kind: 'rename', document: 'doc_c', from: '/memories/c.md', path: '/memories/d/c.md' },
        { kind: 'delete', document: 'doc_e', path: '/memories/e.md' },
      ],
    }
    const appended = await log.append(0, [whole])
    expect(await all(log)).toEqual(appended)
    expect(appended).toEqual([
      {
        ...whole,
        number: 1,
        changes: [
          {
            kind: 'create',
            document: 'doc_a',
            path: '/memories/a.md',
            size: 2,
            sha256: '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c',
          },
          {
            kind: 'edit',
            document: 'doc_b',
            path: '/memories/b.md',
            size: 0,
            sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
          },
          { kind: 'rename', document: 'doc_c', from: '/memories/c.md', path: '/memories/d/c.md' },
          { kind: 'delete', document: 'doc_e', path: '/memories/e.md' },
        ],
      },
    ])
  })

  it('leaves out what a commit does not have', async () => {
    const log = await fresh()
    await log.append(0, [draft('a')])
    const [commit] = await all(log)
    expect(Object.keys(commit ?? {}).sort()).toEqual(['actor', 'at', 'changes', 'number', 'reason'])
  })

  it.each([
    ['nothing', ''],
    ['one line break', '\n'],
    ['Windows line breaks and no final one', 'a\r\nb'],
    ['many scripts', 'Grüße, メモ, שלום, \u{1f469}\u{200d}\u{1f4bb}, e\u0301'],
    ['quotes and dollar signs', `'"\`$&$1$$ -- ; DROP TABLE memory_text`],
  ])('keeps a text of %s as it is', async (_, text) => {
    const log = await fresh()
    await log.append(0, [draft('a', text)])
    expect(await log.text('doc_a', 1)).toBe(text)
  })

  it('keeps a text of four megabytes as it is', async () => {
    const log = await fresh()
    const text = 'Zwölf Boxkämpfer jagen Viktor.\n'.repeat(130_000)
    await log.append(0, [draft('big', text)])
    expect((await log.text('doc_big', 1)) === text).toBe(true)
  })

  it('keeps every version of a document apart', async () => {
    const log = await fresh()
    const edit = (text: string): Draft => ({
      ...FACTS,
      reason: 'save',
      changes: [{ kind: 'edit', document: 'doc_a', path: '/memories/a.md', text }],
    })
    await log.append(0, [draft('a', 'one'), edit('two'), draft('b'), edit('four')])
    const texts = await Promise.all([1, 2, 3, 4, 5].map((version) => log.text('doc_a', version)))
    expect(texts).toEqual(['one', 'two', null, 'four', null])
  })

  it('keeps hundreds of changes in one commit, in their order', async () => {
    const log = await fresh()
    const changes = Array.from({ length: 1200 }, (_, i) => created(`m${i}`, String(i)))
    await log.append(0, [{ ...FACTS, changes }])
    const [commit] = await all(log)
    expect(commit?.changes.map((each) => each.document)).toEqual(changes.map((each) => each.document))
    expect(await log.text('doc_m1199', 1)).toBe('1199')
  })
}

function testRaces(fresh: () => Promise<MemoryLog>): void {
  it.each([
    ['behind', 0, 1],
    ['beyond', 2, 1],
    ['far beyond', 100, 1],
    ['behind, with several drafts,', 0, 3],
  ])('refuses an append %s the head and changes nothing', async (_, expected, count) => {
    const log = await fresh()
    await log.append(0, [draft('a')])
    const attempt = log.append(expected, drafts(count, 'late'))
    await expect(attempt).rejects.toMatchObject({ name: 'HeadMoved', expected, actual: 1 })
    await expect(attempt).rejects.toBeInstanceOf(HeadMoved)
    expect((await all(log)).map((each) => each.number)).toEqual([1])
    expect(await log.text('doc_late0', expected + 1)).toBeNull()
    expect((await log.append(1, [draft('b')]))[0]?.number).toBe(2)
  })

  it('lets exactly one of many appends at the same head through', async () => {
    const log = await fresh()
    const outcomes = await Promise.allSettled(drafts(20).map((each) => log.append(0, [each])))
    const lost = outcomes.filter((each) => each.status === 'rejected')
    expect(lost).toHaveLength(19)
    expect(lost.every((each) => each.reason instanceof HeadMoved)).toBe(true)
    expect(await log.head()).toBe(1)
  })

  it('keeps every commit of eight writers that insist', async () => {
    const log = await fresh()
    const write = async (writer: number) => {
      const numbers: number[] = []
      for (const each of drafts(12, `w${writer}_`)) numbers.push((await insist(log, each)).number)
      return numbers
    }
    const numbers = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(write))
    const written = numbers.flat().sort((a, b) => a - b)
    expect(written).toEqual(Array.from({ length: 96 }, (_, i) => i + 1))
    const paths = (await all(log)).map((each) => each.changes[0]?.path)
    expect(new Set(paths).size).toBe(96)
    for (const own of numbers) expect(own).toEqual([...own].sort((a, b) => a - b))
  })
}

function testKeys(fresh: () => Promise<MemoryLog>): void {
  it('refuses a key that a commit has already, and changes nothing', async () => {
    const log = await fresh()
    await log.append(0, [draft('a', 'a', { key: 'k' })])
    await expect(log.append(1, [draft('b'), draft('c', 'c', { key: 'k' })])).rejects.toThrow()
    expect(await log.head()).toBe(1)
    expect(await log.text('doc_b', 2)).toBeNull()
    expect((await log.append(1, [draft('b', 'b', { key: 'l' })]))[0]?.number).toBe(2)
  })

  it('refuses the same key twice in one append', async () => {
    const log = await fresh()
    const twice = [draft('a', 'a', { key: 'k' }), draft('b', 'b', { key: 'k' })]
    await expect(log.append(0, twice)).rejects.toThrow()
    expect(await log.head()).toBe(0)
  })

  it('takes any number of commits without a key', async () => {
    const log = await fresh()
    await log.append(0, [draft('a'), draft('b')])
    expect(await log.head()).toBe(2)
  })
}

function testReopening(
  newPlace: () => Promise<LogPlace>,
  openAt: (place: LogPlace) => Promise<MemoryLog>,
): void {
  it('has everything when it is opened again, and goes on from there', async () => {
    const place = await newPlace()
    const first = await place.open()
    const appended = await first.append(0, [draft('a', 'über', { key: 'k', result: 'done' }), draft('b')])
    await first.close()
    const second = await openAt(place)
    expect(await second.head()).toBe(2)
    expect(await all(second)).toEqual(appended)
    expect(await second.text('doc_a', 1)).toBe('über')
    expect((await second.append(2, [draft('c')]))[0]?.number).toBe(3)
  })
}
