import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import type { Database } from '../database/open.ts'
import { ACTIONS } from './actions.ts'
import { shownOf } from './branches.ts'
import type { ChatInfo, TurnState } from './events.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

/** Says something, and waits for the end of the answer without asking for the conversation. */
async function sayUnseen(chat: string, text: string): Promise<void> {
  const tab = await rig.tab([])
  const before = tab.state.workspace.chats[chat]?.turns ?? 0
  await rig.speak(chat, text)
  await tab.until(({ workspace }) => {
    const info = workspace.chats[chat]
    return info?.turns === before + 1 && info.running === null
  })
  tab.leave()
}

/** Puts so many more turns, like the newest one, behind it. */
async function lengthen(database: Database, chat: string, more: number): Promise<void> {
  const { position, body } = await database
    .selectFrom('turn')
    .selectAll()
    .where('chat', '=', chat)
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  const { number: last }: TurnState = JSON.parse(body)
  for (let number = last + 1; number <= last + more; number++) {
    // An id names one call, and thinking is good for one place alone.
    const own = body
      .replaceAll('"toolu_', `"toolu_${number}_`)
      .replace(/"epoch":"[^"]*"/g, '"epoch":"another"')
    const turn: TurnState = { ...JSON.parse(own), id: `copy-${number}`, number, text: `Message ${number}.` }
    const row = { chat, number, id: turn.id, position, running: 0, body: JSON.stringify(turn) }
    await database.insertInto('turn').values(row).execute()
  }
  const info = await database
    .selectFrom('chat')
    .select('body')
    .where('id', '=', chat)
    .executeTakeFirstOrThrow()
  const longer = { ...JSON.parse(info.body), turns: last + more, tip: last + more }
  await database
    .updateTable('chat')
    .set({ body: JSON.stringify(longer) })
    .where('id', '=', chat)
    .execute()
}

/** Has a long chat look as if each of its messages had been edited once: the conversation is every other turn. */
async function branchEverywhere(database: Database, chat: string): Promise<void> {
  const { body } = await database
    .selectFrom('chat')
    .select('body')
    .where('id', '=', chat)
    .executeTakeFirstOrThrow()
  const info: ChatInfo = JSON.parse(body)
  const branches = Array.from({ length: info.turns - 1 }, (_, i) => ({ from: i + 2, after: Math.max(0, i) }))
  const branched = JSON.stringify({ ...info, branches })
  await database.updateTable('chat').set({ body: branched }).where('id', '=', chat).execute()
}

describe('a long conversation', () => {
  it('of many branches is read from its end along its path, a page at a time', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Message 1.')
    await rig.reopen(async (database) => {
      await lengthen(database, chat, 400)
      await branchEverywhere(database, chat)
    })
    const odd = Array.from({ length: 201 }, (_, i) => 2 * i + 1)
    const state = await rig.workspace.snapshot([chat])
    const shown = shownOf(state.workspace.chats[chat]!, state.chats[chat]!.turns)
    expect(shown.turns.map(({ number }) => number)).toEqual(odd.slice(-40))
    expect(shown).toMatchObject({ earlier: 161, later: 0 })
    const page = granted(await rig.workspace.turns(chat, { before: 300, limit: 120 }))
    expect(page.turns.map(({ number }) => number)).toEqual(odd.slice(30, 150))
    expect(page.earlier).toBe(30)
    granted(await rig.workspace.perform(ACTIONS.walk, { chat, to: { number: 200 } }))
    const { tip } = (await rig.workspace.snapshot([])).workspace.chats[chat]!
    expect(tip).toBe(400)
    await sayUnseen(chat, 'And now?')
    const sent = JSON.stringify(rig.requests.at(-1)?.messages).match(/Message \d+\./g)
    expect(sent).toEqual(Array.from({ length: 200 }, (_, i) => `Message ${2 * i + 2}.`))
  })

  it('is sent whole and in order, however many turns it has', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Message 1.')
    await rig.reopen((database) => lengthen(database, chat, 300))
    await sayUnseen(chat, 'And now?')
    const sent = JSON.stringify(rig.requests.at(-1)?.messages).match(/Message \d+\./g)
    expect(sent).toEqual(Array.from({ length: 301 }, (_, i) => `Message ${i + 1}.`))
  })

  it('that was summarised costs later turns nothing of what the summary stands for: but for a page it is not even read', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Message 1.')
    await rig.reopen((database) => lengthen(database, chat, 300))
    const tab = await rig.tab([])
    granted(await rig.workspace.perform(ACTIONS.compact, { chat, id: 'turn_summary', speaker: 'Alice' }))
    await tab.until(({ workspace }) => workspace.chats[chat]?.running === null)
    expect(await rig.workspace.turns(chat, { limit: 1 })).toMatchObject({
      value: { turns: [{ purpose: 'compaction', status: { outcome: { kind: 'answered' } } }] },
    })
    await sayUnseen(chat, 'After the summary.')
    // Opened anew, so that nothing is known of them from before.
    await rig.reopen(async (database) => {
      await database
        .updateTable('turn')
        .set({ body: 'unreadable' })
        .where('chat', '=', chat)
        .where('number', '<', 280)
        .execute()
    })
    await sayUnseen(chat, 'And now?')
    expect(rig.failures).toEqual([])
    const sent = JSON.stringify(rig.requests.at(-1)?.messages)
    expect(sent).toContain('After the summary.')
  })
})
