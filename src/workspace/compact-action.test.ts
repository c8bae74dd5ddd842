import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import { ACTIONS } from './actions.ts'
import type { ChatId } from './events.ts'

let rig: Rig
let ids = 0
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const compact = (chat: ChatId, id = `turn_sums_${++ids}`) =>
  rig.workspace.perform(ACTIONS.compact, { chat, id, speaker: 'Bob' })
const summed = async (chat: ChatId, id?: string) => {
  const { turn } = granted(await compact(chat, id))
  const tab = await rig.tab([chat])
  await tab.until((state) => state.workspace.chats[chat]?.running === null)
  tab.leave()
  return turn
}
const chatOf = async (chat: ChatId) => {
  const state = await rig.workspace.snapshot([chat])
  return { info: state.workspace.chats[chat]!, turns: state.chats[chat]!.turns }
}

describe('summarising a conversation because somebody asks', () => {
  it('puts a summary in the place of what was before, for Claude alone', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Hi, our customer ACME Corp has a budget of $500K. Please remember it.')
    await summed(chat)
    const { turns } = await chatOf(chat)
    expect(turns).toHaveLength(2)
    expect(turns[1]).toMatchObject({
      purpose: 'compaction',
      text: '',
      status: { outcome: { kind: 'answered' } },
    })
    expect(turns[1]?.steps[0]?.blocks.some(({ kind }) => kind === 'compaction')).toBe(true)
    const asked = rig.requests.length
    await rig.say(chat, 'Hello again')
    const sent = rig.requests[asked]?.messages.flatMap(({ content }) => content.map(({ type }) => type))
    expect(sent).toEqual(['compaction', 'text', 'text'])
    expect((await chatOf(chat)).turns[2]?.toolUsesBefore).toBe(0)
  })

  it('is counted as asked for by a person who has not spoken', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Hello')
    const before = (await chatOf(chat)).info
    await summed(chat)
    const { info } = await chatOf(chat)
    expect(info.participants).toEqual(['Alice'])
    expect(info.lastSpeaker).toBe('Alice')
    expect(info.totals.messages).toBe(1)
    expect(info.totals.replies).toBe(before.totals.replies + 1)
    const report = await rig.workspace.spending({ from: '2000-01-01', to: '2999-12-31' })
    expect(report.by.person.map(({ key }) => key).sort()).toEqual(['Alice', 'Bob'])
  })

  it('is done once for the same id, and again only when something was said in between', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Hello')
    const turn = await summed(chat)
    expect(await compact(chat, turn)).toEqual({ ok: true, value: { turn } })
    expect(await compact(chat)).toMatchObject({
      refusal: { code: 'conflict', message: expect.stringMatching(/just been summarised/) },
    })
    await rig.say(chat, 'Hello again')
    await summed(chat)
    expect((await chatOf(chat)).turns).toHaveLength(4)
  })

  it('is refused in words when there is nothing to summarise, while an answer runs, and in a deleted chat', async () => {
    const chat = await rig.addChat()
    expect(await compact(chat)).toMatchObject({
      refusal: { code: 'conflict', message: expect.stringMatching(/nothing to summarise/) },
    })
    rig.fault({ kind: 'silence', after: 4, ms: Number.POSITIVE_INFINITY })
    const turn = await rig.speak(chat, 'Hello')
    expect(await compact(chat)).toMatchObject({ refusal: { code: 'busy' } })
    granted(await rig.workspace.perform(ACTIONS.stop, { chat, turn }))
    granted(await rig.workspace.perform(ACTIONS.placeChat, { chat, place: 'deleted' }))
    const tab = await rig.tab([chat])
    await tab.until((state) => state.workspace.chats[chat]?.running === null)
    expect(await compact(chat)).toMatchObject({
      refusal: { code: 'conflict', message: expect.stringMatching(/deleted/) },
    })
  })

  it('that fails leaves the conversation as it was, and can be continued', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Hello')
    rig.fault({ kind: 'status', status: 401 })
    const turn = await summed(chat)
    rig.fault(null)
    expect((await chatOf(chat)).turns[1]?.status).toMatchObject({ outcome: { kind: 'failed' } })
    granted(await rig.workspace.perform(ACTIONS.resume, { chat, turn }))
    const tab = await rig.tab([chat])
    await tab.until((state) => state.workspace.chats[chat]?.running === null)
    expect((await chatOf(chat)).turns[1]?.status).toMatchObject({ outcome: { kind: 'answered' } })
  })
})

describe('trying now', () => {
  it('leaves a turn alone that does not wait, and knows no turn of another chat', async () => {
    const [chat, other] = [await rig.addChat(), await rig.addChat()]
    const turn = await rig.say(chat, 'Hello')
    expect(await rig.workspace.perform(ACTIONS.tryNow, { chat, turn })).toMatchObject({ ok: true })
    expect(await rig.workspace.perform(ACTIONS.tryNow, { chat: other, turn })).toMatchObject({
      refusal: { code: 'not_found' },
    })
  })
})
