/** Makes a chat long, for walks through thousands of turns that nobody could wait for. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ChatInfo, TurnState } from '../../src/workspace/events.ts'
import type { TestServer } from '../server.ts'

/**
 * Gives a chat, in which at least one turn is finished, so many turns before the last it has: copies of those it has, each
 * told apart by its message (`turn 17`). The server is stopped meanwhile.
 */
export async function lengthen(server: TestServer, chat: string, count: number): Promise<void> {
  await server.stop()
  const file = readdirSync(server.data).find((name) => name.endsWith('.db') || name.endsWith('.sqlite'))
  if (!file) throw new Error(`No database in ${server.data}.`)
  const database = new DatabaseSync(join(server.data, file))
  const turns = database
    .prepare('select number, id, position, body from turn where chat = ? order by number')
    .all(chat)
    .map((row) => ({ position: Number(row.position), body: JSON.parse(String(row.body)) as TurnState }))
  const insert = database.prepare(
    'insert into turn (chat, number, id, position, running, body) values (?, ?, ?, ?, 0, ?)',
  )
  database.exec('begin')
  database.prepare('delete from turn where chat = ?').run(chat)
  for (let number = 1; number <= count; number++) {
    const from = turns[number % turns.length]
    if (!from) throw new Error('The chat has no turn to copy.')
    const last = number > count - turns.length ? turns[number - 1 - count + turns.length] : undefined
    const turn = last
      ? { ...last.body, number }
      : { ...from.body, number, id: `turn_copy_${number}`, text: `turn ${number}: ${from.body.text}` }
    insert.run(chat, number, turn.id, from.position, JSON.stringify(turn))
  }
  const info = JSON.parse(
    String(database.prepare('select body from chat where id = ?').get(chat)?.body),
  ) as ChatInfo
  database
    .prepare('update chat set body = ? where id = ?')
    .run(JSON.stringify({ ...info, turns: count, tip: count }), chat)
  database.exec('commit')
  database.close()
  await server.restart()
}
