/** Long chats and large memories, made quickly: written to the database of a server that is stopped. */
import { join } from 'node:path'
import { openDatabase } from '../src/database/open.ts'
import { entriesOf } from '../src/memory/committed.ts'
import { NO_HASH } from '../src/memory/seal.ts'
import { sqliteLog } from '../src/storage/sqlite.ts'
import type { TurnState } from '../src/workspace/events.ts'
import type { TestServer } from '../test/server.ts'

/** Gives an empty chat so many finished turns of a question and an answer. Starts the server again. */
export async function fillChat(server: TestServer, chat: string, turns: number): Promise<void> {
  await server.stop()
  const database = await openDatabase(join(server.data, 'commonplace.db'))
  const row = await database.selectFrom('chat').selectAll().where('id', '=', chat).executeTakeFirstOrThrow()
  const info: object = JSON.parse(row.body)
  await database.transaction().execute(async (trx) => {
    for (let number = 1; number <= turns; number++) {
      const turn = turnOf(chat, number)
      await trx
        .insertInto('turn')
        .values({ chat, number, id: turn.id, position: row.position, running: 0, body: JSON.stringify(turn) })
        .execute()
    }
    const body = JSON.stringify({ ...info, turns, tip: turns })
    await trx.updateTable('chat').set({ body }).where('id', '=', chat).execute()
  })
  await database.destroy()
  await server.restart()
}

function turnOf(chat: string, number: number): TurnState {
  const at = '2026-11-23T00:00:00.000Z'
  const usage = { input: 100, output: 100, cacheRead: 0, cacheWrite: 0 }
  const answer = `Answer ${number} \n\n${'Some **words** about it, and a list:\n\n- one\n- two\n\n'.repeat(3)}`
  return {
    id: `${chat}-${number}`,
    number,
    speaker: 'Alice',
    text: `Question ${number}`,
    at,
    toolUsesBefore: 0,
    finishedAt: at,
    status: { kind: 'finished', outcome: { kind: 'answered' } },
    steps: [
      {
        step: 1,
        model: 'rehearsal-1',
        startedAt: at,
        blocks: [{ kind: 'text', text: answer, done: true }],
        finished: { at, stop: 'end_turn', usage, cost: 0, clearings: [], message: 'msg' },
      },
    ],
  }
}

/** Gives the empty default memory so many documents, a hundred in each folder. Starts the server again. */
export async function fillMemory(server: TestServer, documents: number): Promise<void> {
  await server.stop()
  const database = await openDatabase(join(server.data, 'commonplace.db'))
  const log = sqliteLog(database)
  const drafts = Array.from({ length: documents }, (_, n) => ({
    at: new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString(),
    actor: { kind: 'person', name: 'Alice' } as const,
    reason: 'create' as const,
    changes: [
      {
        kind: 'create' as const,
        document: `doc_${String(n).padStart(20, '0')}`,
        path: pathOf(n),
        text: `# Report ${n}\n\nA fact that somebody told us.\n`,
      },
    ],
  }))
  await log.append(0, entriesOf(drafts, 0, NO_HASH))
  await log.close()
  await database.destroy()
  await server.restart()
}

function pathOf(n: number): string {
  const folder = String(Math.floor(n / 100)).padStart(3, '0')
  return `/memories/area-${folder}/report-${String(n).padStart(5, '0')}.md`
}
