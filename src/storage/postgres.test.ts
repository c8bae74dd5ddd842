import { Client } from 'pg'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bytesOf, findPostgres, ownSchema, query } from '../../test/postgres.ts'
import { openPostgres, type Postgres } from '../database/postgres.ts'
import { NotScrubbed } from '../database/scrub.ts'
import { HeadMoved, type MemoryLog } from '../memory/log.ts'
import { openMemory } from '../memory/memory.ts'
import { cutDialect } from './conformance/cut-dialect.ts'
import { testCutOff } from './conformance/cut-off.ts'
import { all, append, draft } from './conformance/drafts.ts'
import { erasureOf } from './conformance/erasing.ts'
import { testKeys } from './conformance/keys.ts'
import { heard, testWatching } from './conformance/watching.ts'
import { testMemoryLog } from './conformance.ts'
import { postgresLog } from './postgres.ts'

const server = await findPostgres()
const { url } = server ?? { url: '' }

/** A log whose closing closes its database, as a process does that ends. */
async function openLog(schema: string): Promise<MemoryLog> {
  const postgres = await openPostgres({ url, schema })
  return { ...postgresLog(postgres), close: () => postgres.close() }
}

describe.skipIf(server === null)('PostgreSQL', () => {
  let schema: ReturnType<typeof ownSchema>
  let opened: Postgres[]
  beforeEach(() => {
    schema = ownSchema(url)
    opened = []
  })
  afterEach(async () => {
    for (const each of opened) await each.close()
    await schema.drop()
  })
  afterAll(() => server?.stop())

  const open = async (name = schema.name) => {
    const postgres = await openPostgres({ url, schema: name })
    opened.push(postgres)
    return postgres
  }

  testMemoryLog(
    'in PostgreSQL',
    async () => {
      const own = ownSchema(url)
      return { open: () => openLog(own.name), remove: own.drop }
    },
    testKeys,
    testWatching,
  )

  testCutOff(async () => {
    const { name } = schema
    // Each telling begins on an empty place; dropping it is asked for by the next telling, and at the end.
    await schema.drop()
    return {
      open: () => openLog(name),
      async openCut(cut) {
        let begun = false
        const postgres = await openPostgres({ url, schema: name }, (d) => cutDialect(d, cut, () => begun))
        begun = true
        return { ...postgresLog(postgres), close: () => postgres.close() }
      },
      holding: async (words) => ((await bytesOf(url, name)).includes(words) ? [name] : []),
    }
  }, 20_000)

  it('keeps the memories of one schema apart, and the schemas of one database', async () => {
    const other = ownSchema(url)
    try {
      const one = await open()
      const logs = [
        postgresLog(one, 'first'),
        postgresLog(one, 'second'),
        postgresLog(await open(other.name), 'first'),
      ]
      for (const log of logs) await append(log, 0, [draft('a', 'a', { key: 'k' })])
      expect(await Promise.all(logs.map((log) => log.head()))).toEqual([1, 1, 1])
      expect(await postgresLog(one, 'third').text('doc_a', 1)).toBeNull()
    } finally {
      for (const each of opened.splice(0)) await each.close()
      await other.drop()
    }
  })

  it('is made ready once when many servers start on a new schema in the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => open()))
    const outcomes = await Promise.allSettled(all.map((each) => append(postgresLog(each), 0, [draft('a')])))
    const lost = outcomes.filter((each) => each.status === 'rejected')
    expect(lost).toHaveLength(5)
    expect(lost.every((each) => each.reason instanceof HeadMoved)).toBe(true)
  })

  it('lets two memories write at once, hear each other and come to the same chain', async () => {
    const memories = await Promise.all(
      [await open(), await open()].map((each) => openMemory(postgresLog(each))),
    )
    const create = (at: number, i: number) =>
      memories[at]!.create(`/memories/${at}-${i}.md`, `${at} ${i}`, {
        actor: { kind: 'person', name: 'Alice' },
        reader: `person:${at}`,
      })
    const done = Promise.all(
      memories.map(
        (memory) =>
          new Promise<void>((resolve) => {
            const look = () => memory.head === 60 && resolve()
            memory.subscribe(look)
            look()
          }),
      ),
    )
    await Promise.all(Array.from({ length: 60 }, (_, i) => create(i % 2, i)))
    await done
    const [mine, theirs] = memories.map((memory) => memory.history({ limit: 100 }))
    expect(mine).toHaveLength(60)
    expect(mine).toEqual(theirs)
    expect(memories[0]!.documents()).toEqual(memories[1]!.documents())
  })

  it('refuses a row that no commit of ours could have written', async () => {
    const postgres = await open()
    const log = postgresLog(postgres)
    await append(log, 0, [draft('a')])
    await postgres.database.updateTable('memory_commit').set({ actor: '{"kind":"ghost"}' }).execute()
    await expect(all(log)).rejects.toThrow()
  })

  it('refuses a text with a NUL, which it could not keep, and keeps nothing of it', async () => {
    const log = postgresLog(await open())
    await expect(append(log, 0, [draft('a', 'a\0b')])).rejects.toThrow(/0x00/)
    expect(await log.head()).toBe(0)
  })

  describe('when connections are cut', () => {
    const cutAll = () =>
      query(
        url,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'commonplace' AND query LIKE '%' || $1 || '%'`,
        [schema.name],
      )

    it('goes on with others', async () => {
      const log = postgresLog(await open())
      for (let head = 0; head < 10; head++) {
        await append(log, head, [draft(`d${head}`)])
        await cutAll()
        expect(await log.head()).toBe(head + 1)
      }
      expect(await all(log)).toHaveLength(10)
    })

    it('hears again when the line it heard by was cut, also what it missed', async () => {
      const log = postgresLog(await open())
      const other = postgresLog(await open())
      for (let head = 0; head < 3; head++) {
        const hears = heard(log, head)
        await query(
          url,
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'commonplace listener'`,
        )
        await append(other, head, [draft(`d${head}`)])
        expect(await hears).toEqual([head + 1])
      }
    })

    it('rejects an append that was under way, and has either nothing or all of it', async () => {
      const log = postgresLog(await open())
      await append(log, 0, [draft('a')])
      const blocker = new Client({ connectionString: url })
      await blocker.connect()
      await blocker.query('BEGIN')
      await blocker.query(`LOCK TABLE ${schema.name}.memory_text IN ACCESS EXCLUSIVE MODE`)
      const attempt = append(log, 1, [draft('b'), draft('c')])
      const outcome = attempt.then(
        () => 'appended',
        (error: unknown) => error,
      )
      await waiting(schema.name)
      await cutAll()
      await blocker.query('ROLLBACK').catch(() => {})
      await blocker.end().catch(() => {})
      expect(await outcome).not.toBeInstanceOf(HeadMoved)
      expect(await outcome).toBeInstanceOf(Error)
      expect(await log.head()).toBe(1)
      expect((await append(log, 1, [draft('b'), draft('c')])).map(({ number }) => number)).toEqual([2, 3])
    })
  })

  describe('an erasure', () => {
    const SECRET = 'Zanzibar-Quokka-7319'
    const PLAIN = 'a text that stays'

    const written = [
      draft('short', SECRET, { result: `wrote ${SECRET}` }),
      draft('long', incompressible(SECRET, 40_000)),
      draft('kept', PLAIN),
    ]

    it('leaves no bytes in the tables, nor in what the server knows of them', async () => {
      const postgres = await open()
      const log = postgresLog(postgres)
      await append(log, 0, written)
      await query(url, `ANALYZE ${schema.name}.memory_text, ${schema.name}.memory_commit`)
      expect((await bytesOf(url, schema.name)).includes(SECRET)).toBe(true)
      const { entry, gone } = await erasureOf(log, 3, [1, 2])
      await log.erase(3, entry, gone)
      const bytes = await bytesOf(url, schema.name)
      expect(bytes.includes(SECRET)).toBe(false)
      expect(bytes.includes(PLAIN)).toBe(true)
      expect(await postgres.database.selectFrom('memory_erasure').selectAll().execute()).toEqual([])
    })

    it('says when an older transaction keeps the bytes, and is completed by the next opening', async () => {
      const log = postgresLog(await open())
      await append(log, 0, written)
      const reader = new Client({ connectionString: url })
      await reader.connect()
      await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
      await reader.query(`SELECT count(*) FROM ${schema.name}.memory_text`)
      const { entry, gone } = await erasureOf(log, 3, [1, 2])
      await expect(log.erase(3, entry, gone)).rejects.toBeInstanceOf(NotScrubbed)
      expect(await log.head()).toBe(4)
      expect(await log.text('doc_short', 1)).toBeNull()
      await reader.end()
      expect((await bytesOf(url, schema.name)).includes(SECRET)).toBe(true)
      await all(postgresLog(await open()))
      expect((await bytesOf(url, schema.name)).includes(SECRET)).toBe(false)
    })
  })
})

/** Resolves when an append to the schema waits for a lock. */
async function waiting(schema: string): Promise<void> {
  for (;;) {
    const rows = await query(
      url,
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%' || $1 || '%'`,
      [schema],
    )
    if (rows.length > 0) return
  }
}

/** A text that begins and ends with the words and that no compression makes small. */
function incompressible(words: string, length: number): string {
  let text = words
  for (let seed = 1; text.length < length; seed = (seed * 48271) % 2147483647) text += seed.toString(36)
  return text + words
}
