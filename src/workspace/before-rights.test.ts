import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import type { Database } from '../database/open.ts'
import { ACTIONS } from './actions.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

it('opens a database of before there were several memories: all chats and documents belong to the one', async () => {
  const chat = await rig.addChat()
  const quiet = await rig.addChat()
  await rig.say(chat, 'Hi, I am Alice. Our customer ACME Corp has a budget of $500K. Please remember it.')
  const speak = { chat, id: 'turn_of_bob_1', text: 'Hello', speaker: 'Bob' }
  granted(await rig.workspace.perform(ACTIONS.speak, speak))
  const tab = await rig.tab([chat])
  await tab.until((state) => state.workspace.chats[chat]?.running === null)
  const before = await rig.workspace.snapshot([chat])
  await rig.reopen(asItWas)
  const after = await rig.workspace.snapshot([chat])
  expect(after).toEqual(before)
  expect(after.workspace.chats[chat]).toMatchObject({
    participants: ['Alice', 'Bob'],
    memories: ['default'],
    heard: ['default'],
  })
  expect(after.workspace.chats[quiet]).toMatchObject({ participants: [], memories: ['default'], heard: [] })
  // Events of before do not say who may see them.
  const late = await rig.tab([chat])
  expect(late.state.position).toBe(before.position)
  await rig.say(chat, 'Hello again')
  await late.until((state) => state.position > before.position)
  expect(late.resets).toBe(0)
})

/** Undoes the migration, as if it had never run. */
async function asItWas(database: Database): Promise<void> {
  await sql`DELETE FROM kysely_migration WHERE name >= '005-rights'`.execute(database)
  await sql`DROP TABLE reply`.execute(database)
  await sql`DROP TABLE said`.execute(database)
  await sql`ALTER TABLE memory_commit DROP COLUMN undoes`.execute(database)
  await sql`ALTER TABLE event DROP COLUMN scope`.execute(database)
  await sql`DELETE FROM setting WHERE name IN ('memories', 'people', 'notices', 'rights')`.execute(database)
  await sql`UPDATE setting SET body = json_extract(body, '$.default') WHERE name = 'announced'`.execute(
    database,
  )
  await sql`UPDATE chat SET body = json_remove(body, '$.participants', '$.memories', '$.heard')`.execute(
    database,
  )
}
