import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../database/open.ts'
import { HeadMoved, type MemoryLog } from '../memory/log.ts'
import type { Draft } from '../memory/types.ts'
import { append } from './conformance/drafts.ts'
import { testKeys } from './conformance/keys.ts'
import { testWatching } from './conformance/watching.ts'
import { testMemoryLog } from './conformance.ts'
import { sqliteLog } from './sqlite.ts'

const DRAFT: Draft = {
  at: '2026-11-23T09:00:00.000Z',
  actor: { kind: 'person', name: 'Alice' },
  reason: 'create',
  changes: [{ kind: 'create', document: 'doc_a', path: '/memories/a.md', text: 'a' }],
}

/** A log whose closing closes its database, as a process does that ends. */
async function openLog(file: string): Promise<MemoryLog> {
  const database = await openDatabase(file)
  return { ...sqliteLog(database), close: () => database.destroy() }
}

testMemoryLog(
  'in SQLite',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'commonplace-log-'))
    return {
      open: () => openLog(join(folder, 'a.db')),
      remove: () => rm(folder, { recursive: true }),
    }
  },
  testKeys,
  testWatching,
)

describe('sqliteLog', () => {
  let folder: string
  let database: Database
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'commonplace-log-'))
    database = await openDatabase(join(folder, 'a.db'))
  })
  afterEach(async () => {
    await database.destroy()
    await rm(folder, { recursive: true })
  })

  it('keeps the memories of one database apart', async () => {
    const first = sqliteLog(database, 'first')
    const second = sqliteLog(database, 'second')
    await append(first, 0, [{ ...DRAFT, key: 'k' }])
    await append(second, 0, [{ ...DRAFT, key: 'k' }])
    expect([await first.head(), await second.head()]).toEqual([1, 1])
    expect(await sqliteLog(database, 'third').text('doc_a', 1)).toBeNull()
  })

  it('sees what another connection to the file appended, and refuses to append over it', async () => {
    const other = await openDatabase(join(folder, 'a.db'))
    try {
      const mine = sqliteLog(database)
      await append(mine, 0, [DRAFT])
      await append(sqliteLog(other), 1, [DRAFT])
      await expect(append(mine, 1, [DRAFT])).rejects.toBeInstanceOf(HeadMoved)
      expect(await mine.head()).toBe(2)
      expect(await Array.fromAsync(mine.read(1))).toHaveLength(1)
    } finally {
      await other.destroy()
    }
  })

  it('refuses a row that no commit of ours could have written', async () => {
    const log = sqliteLog(database)
    await append(log, 0, [DRAFT])
    await database.updateTable('memory_commit').set({ actor: '{"kind":"ghost"}' }).execute()
    await expect(Array.fromAsync(log.read(0))).rejects.toThrow()
  })
})
