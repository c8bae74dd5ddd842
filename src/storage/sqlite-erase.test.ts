/** What is erased from a SQLite file is gone from its bytes: also at any cut, and also when somebody else reads. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../database/open.ts'
import { NotScrubbed } from '../database/scrub.ts'
import type { MemoryLog } from '../memory/log.ts'
import type { Draft } from '../memory/types.ts'
import { cutDialect } from './conformance/cut-dialect.ts'
import { testCutOff } from './conformance/cut-off.ts'
import { all, append, draft } from './conformance/drafts.ts'
import { erasureOf } from './conformance/erasing.ts'
import { sqliteLog } from './sqlite.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonplace-erase-'))
  file = join(folder, 'a.db')
})
afterEach(() => rm(folder, { recursive: true }))

/** The names of the database's files whose bytes hold the words. */
function holding(words: string, database = file): readonly string[] {
  return ['', '-wal', '-shm', '-journal'].filter(
    (end) => existsSync(database + end) && readFileSync(database + end).includes(words),
  )
}

async function openLog(path = file): Promise<MemoryLog> {
  const database = await openDatabase(path)
  return { ...sqliteLog(database), close: () => database.destroy() }
}

async function eraseAt(log: MemoryLog, numbers: readonly number[]): Promise<void> {
  const head = await log.head()
  const { entry, gone } = await erasureOf(log, head, numbers)
  await log.erase(head, entry, gone)
}

const SECRET = 'Zanzibar-Quokka-7319'

describe('an erasure in SQLite', () => {
  it.each([
    ['a word', SECRET],
    ['a page', SECRET.repeat(150)],
    ['many overflow pages', SECRET.repeat(20_000)],
  ])('leaves nothing of a text of %s in any file, with the connection still open', async (_, text) => {
    const log = await openLog()
    await append(log, 0, [draft('a', text, { result: SECRET }), draft('kept', 'what stays')])
    expect(holding(SECRET)).not.toEqual([])
    await eraseAt(log, [1])
    expect(holding(SECRET)).toEqual([])
    expect(holding('what stays')).not.toEqual([])
    await log.close()
    expect(holding(SECRET)).toEqual([])
  })

  it('leaves nothing also when rows lay on pages that were split and joined', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 300 })), { minLength: 30, maxLength: 200 }),
        fc.integer({ min: 1, max: 30 }),
        async (documents, portion) => {
          const path = join(folder, `${readdirSync(folder).length}.db`)
          const log = await openLog(path)
          const written = documents.map(([, size], i): Draft => draft(`d${i}`, `${mark(i)} `.repeat(size)))
          await append(log, 0, written)
          const secret = documents.flatMap(([isSecret], i) => (isSecret ? [i + 1] : []))
          for (let at = 0; at < secret.length; at += portion) {
            await eraseAt(log, secret.slice(at, at + portion))
            const left = secret
              .slice(0, at + portion)
              .filter((each) => holding(mark(each - 1), path).length > 0)
            expect(left).toEqual([])
          }
          const kept = documents.flatMap(([isSecret], i) => (isSecret ? [] : [i]))
          for (const each of kept)
            expect(await log.text(`doc_d${each}`, each + 1)).toBe(
              `${mark(each)} `.repeat(documents[each]?.[1] ?? 0),
            )
          await log.close()
        },
      ),
      { numRuns: 8 },
    )
  })

  it('says so when another connection keeps reading the old state, and the next opening completes it', async () => {
    const log = await openLog()
    await append(log, 0, [draft('a', SECRET), draft('b')])
    const reader = new DatabaseSync(file)
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM memory_text').get()
    await expect(eraseAt(log, [1])).rejects.toBeInstanceOf(NotScrubbed)
    expect(await log.text('doc_a', 1)).toBeNull()
    expect((await all(log)).map(({ number }) => number)).toEqual([1, 2, 3])
    await append(log, 3, [draft('c')])
    expect(holding(SECRET)).not.toEqual([])
    reader.exec('COMMIT')
    reader.close()
    const next = await openLog()
    await all(next)
    expect(holding(SECRET)).toEqual([])
    await next.close()
    await log.close()
  })

  it('is not held up by another connection that is open and does not read', async () => {
    const log = await openLog()
    const other = await openLog()
    await append(log, 0, [draft('a', SECRET)])
    expect(await all(other)).toHaveLength(1)
    await eraseAt(log, [1])
    expect(holding(SECRET)).toEqual([])
    expect(await other.text('doc_a', 1)).toBeNull()
    await other.close()
    await log.close()
  })

  testCutOff(async () => {
    const path = join(folder, `${readdirSync(folder).length}.db`)
    return {
      open: () => openLog(path),
      async openCut(cut) {
        let begun = false
        const database = await openDatabase(path, (d) => cutDialect(d, cut, () => begun))
        begun = true
        return { ...sqliteLog(database), close: () => database.destroy() }
      },
      holding: async (words) => holding(words, path),
    }
  }, 20_000)
})

describe('a new SQLite file', () => {
  it.each(['lost', 'unsent'] as const)(
    'can be opened after its making was cut off at any query, the query being %s',
    async (how) => {
      for (let at = 1; ; at++) {
        const path = join(folder, `${at}.db`)
        const cut = await openDatabase(path, (d) => cutDialect(d, { at, how })).then(
          (database) => database,
          () => null,
        )
        await cut?.destroy()
        const log = await openLog(path)
        await append(log, 0, [draft('a')])
        expect(await log.head()).toBe(1)
        await log.close()
        if (cut) return expect(at).toBeGreaterThan(10)
      }
    },
  )
})

function mark(i: number): string {
  return `mark-${(i * 7919 + 104729).toString(36)}-${i}-end`
}
