import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import type { Database } from '../database/open.ts'
import { ACTIONS } from './actions.ts'
import { DEFAULT_ASKING } from './defaults.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

it('opens settings of before, of the workspace and of chats, with what has come since', async () => {
  const own = { ...rig.workspace.settings.contextEditing, enabled: true, keep: 7, keepThinking: 4 }
  const chat = await rig.addChat()
  granted(await rig.workspace.perform(ACTIONS.changeChat, { chat, settings: { contextEditing: own } }))
  const change = { contextEditing: { ...own, keep: 5 }, systemPrompt: 'Be kind.' }
  granted(await rig.workspace.perform(ACTIONS.changeSettings, change))
  await rig.say(chat, 'Hello')
  await rig.reopen(asItWas)
  const { workspace } = await rig.workspace.snapshot([])
  expect(workspace.settings).toMatchObject({
    ...DEFAULT_ASKING,
    systemPrompt: 'Be kind.',
    contextEditing: { ...own, keep: 5, keepThinking: null },
  })
  expect(workspace.chats[chat]?.settings.contextEditing).toEqual({ ...own, keepThinking: null })
  await rig.say(chat, 'Hello again')
  granted(await rig.workspace.context(chat))
  expect(rig.failures).toEqual([])
})

it('fills in what is missing deep inside and keeps what was set beside it', async () => {
  const person = { soft: 1, hard: null }
  granted(
    await rig.workspace.perform(ACTIONS.changeSettings, {
      spending: { workspace: { soft: null, hard: 9 }, person },
    }),
  )
  await rig.reopen(async (database) => {
    await sql`UPDATE setting SET body = json_remove(body, '$.spending.person', '$.spending.workspace.soft')
      WHERE name = 'settings'`.execute(database)
  })
  expect(rig.workspace.settings.spending).toEqual({
    workspace: { soft: null, hard: 9 },
    person: { soft: null, hard: null },
  })
})

async function asItWas(database: Database): Promise<void> {
  await sql`UPDATE setting SET body = json_remove(body, '$.contextEditing.keepThinking', '$.thinking', '$.compaction',
    '$.cacheFor', '$.fallback', '$.spending') WHERE name = 'settings'`.execute(database)
  await sql`UPDATE chat SET body = json_remove(body, '$.settings.contextEditing.keepThinking',
    '$.totals.savedByCaching')`.execute(database)
}
