import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from './open.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-database-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('openDatabase', () => {
  it('keeps what was written when opened again, with every migration run once', async () => {
    const file = join(folder, 'a.db')
    const first = await openDatabase(file)
    await first.insertInto('setting').values({ name: 'a', body: '{"ü":1}' }).execute()
    await first.destroy()
    const second = await openDatabase(file)
    expect(await second.selectFrom('setting').selectAll().execute()).toEqual([{ name: 'a', body: '{"ü":1}' }])
    await second.destroy()
  })

  it('writes ahead and syncs fully, so that a power cut loses nothing committed', async () => {
    const database = await openDatabase(join(folder, 'b.db'))
    const journal = await sql<{ journal_mode: string }>`PRAGMA journal_mode`.execute(database)
    const synchronous = await sql<{ synchronous: number }>`PRAGMA synchronous`.execute(database)
    expect(journal.rows[0]?.journal_mode).toBe('wal')
    expect(synchronous.rows[0]?.synchronous).toBe(2)
    await database.destroy()
  })

  it('gives each transaction the connection alone', async () => {
    const database = await openDatabase(':memory:')
    const add = (name: string) =>
      database.transaction().execute(async (trx) => {
        const count = await trx
          .selectFrom('setting')
          .select(trx.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
        await trx
          .insertInto('setting')
          .values({ name, body: String(count.n) })
          .execute()
      })
    await Promise.all(['a', 'b', 'c', 'd'].map(add))
    const rows = await database.selectFrom('setting').select('body').orderBy('body').execute()
    expect(rows.map((row) => row.body)).toEqual(['0', '1', '2', '3'])
    await database.destroy()
  })

  it('rolls back a transaction that throws', async () => {
    const database = await openDatabase(':memory:')
    const failing = database.transaction().execute(async (trx) => {
      await trx.insertInto('setting').values({ name: 'x', body: '1' }).execute()
      throw new Error('stop')
    })
    await expect(failing).rejects.toThrow('stop')
    expect(await database.selectFrom('setting').selectAll().execute()).toEqual([])
    await database.destroy()
  })

  it('refuses a file that is no database', async () => {
    const file = join(folder, 'c.db')
    writeFileSync(file, 'this is a letter, not a database '.repeat(100))
    await expect(openDatabase(file)).rejects.toThrow(/not a database/)
  })
})
