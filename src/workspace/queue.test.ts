/** Messages that wait while Claude answers: sent once each, in order, whatever ends in between. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, isIdle, openRig, type Rig, type Tab } from '../../test/workspace-rig.ts'
import { GUEST, type Principal } from '../memory/rights.ts'
import { ACTIONS } from './actions.ts'
import { previewErasing } from './erase-preview.ts'
import type { AppState, ChatId } from './events.ts'
import { LONGEST_QUEUE, MOST_QUEUED, NOTHING_QUEUED } from './queue.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const SILENCE = { kind: 'silence', after: 4, ms: Number.POSITIVE_INFINITY } as const
const ALICE: Principal = { kind: 'person', name: 'Alice' }

const queueOf = (state: AppState, chat: ChatId) => state.workspace.chats[chat]?.queue
const waiting = (state: AppState, chat: ChatId) => queueOf(state, chat)?.messages.map(({ id }) => id)
const texts = (state: AppState, chat: ChatId) => state.chats[chat]?.turns.map(({ text }) => text)
const now = (chat: ChatId) => rig.workspace.snapshot([chat])

const enqueue = (
  chat: ChatId,
  name: string,
  input: { text?: string; speaker?: string; ahead?: boolean } = {},
  viewer = GUEST,
) =>
  rig.workspace.perform(
    ACTIONS.enqueue,
    { chat, id: `queued_${name}`, text: `Message ${name}.`, speaker: 'Alice', ...input },
    viewer,
  )
const send = (chat: ChatId, name: string) =>
  rig.workspace.perform(ACTIONS.sendQueued, { chat, turn: `queued_${name}` })

/** A chat in which Claude is in the middle of an answer that goes on for ever. */
async function busyChat(): Promise<{ chat: ChatId; turn: string; tab: Tab }> {
  const chat = await rig.addChat()
  const tab = await rig.tab([chat])
  rig.fault(SILENCE)
  const turn = await rig.speak(chat, 'Hello')
  await tab.until((state) => (state.chats[chat]?.turns[0]?.steps[0]?.blocks.length ?? 0) > 0)
  rig.fault(null)
  return { chat, turn, tab }
}

/** The running turn goes on to its end. */
async function letAnswer(chat: ChatId, turn: string): Promise<void> {
  granted(await rig.workspace.perform(ACTIONS.stop, { chat, turn }))
  const tab = await rig.tab([chat])
  await tab.until((state) => isIdle(state, chat))
  tab.leave()
  granted(await rig.workspace.perform(ACTIONS.resume, { chat, turn }))
}

describe('a message that is queued', () => {
  it('waits while Claude answers, and is then sent by itself, in order, each once', async () => {
    const { chat, turn, tab } = await busyChat()
    expect(granted(await enqueue(chat, 'one'))).toEqual({ turn: 'queued_one', waits: true })
    granted(await enqueue(chat, 'two', { speaker: 'Sam' }))
    expect(granted(await enqueue(chat, 'one'))).toEqual({ turn: 'queued_one', waits: true })
    expect(waiting(await now(chat), chat)).toEqual(['queued_one', 'queued_two'])
    await letAnswer(chat, turn)
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 3)
    expect(texts(tab.state, chat)).toEqual(['Hello', 'Message one.', 'Message two.'])
    expect(tab.state.chats[chat]?.turns.map(({ speaker }) => speaker)).toEqual(['Alice', 'Alice', 'Sam'])
    expect(queueOf(tab.state, chat)).toEqual(NOTHING_QUEUED)
    expect(granted(await enqueue(chat, 'two'))).toEqual({ turn: 'queued_two', waits: false })
    expect(tab.state).toEqual(await now(chat))
    expect(rig.failures).toEqual([])
  })

  it('begins in the very event after the end of the turn before, and nobody sees Claude idle in between', async () => {
    const { chat, turn, tab } = await busyChat()
    granted(await enqueue(chat, 'one'))
    await letAnswer(chat, turn)
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 2)
    const begun = tab.events.find((event) => event.type === 'turn.started' && event.turn === 'queued_one')
    const before = tab.events.find(({ position }) => position === (begun?.position ?? 0) - 1)
    expect(before).toMatchObject({ type: 'turn.event', turn, event: { outcome: { kind: 'answered' } } })
  })

  it('is asked with the whole conversation before it', async () => {
    const { chat, turn, tab } = await busyChat()
    granted(await enqueue(chat, 'one', { text: 'What did I say?' }))
    await letAnswer(chat, turn)
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 2)
    const asked = JSON.stringify(rig.requests.at(-1)?.messages)
    expect(asked).toMatch(/Hello.*What did I say\?/)
  })

  it('begins at once where nothing runs and nothing waits', async () => {
    const chat = await rig.addChat()
    const tab = await rig.tab([chat])
    expect(granted(await enqueue(chat, 'one'))).toEqual({ turn: 'queued_one', waits: false })
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 1)
  })

  it('has a place behind the one that was sent in the same moment, and nobody is told that Claude is busy', async () => {
    const chat = await rig.addChat()
    const tab = await rig.tab([chat])
    rig.fault(SILENCE)
    const both = await Promise.all([
      enqueue(chat, 'one', { ahead: true }),
      enqueue(chat, 'two', { ahead: true, speaker: 'Sam' }),
    ])
    expect(both.map(granted)).toEqual([
      { turn: 'queued_one', waits: false },
      { turn: 'queued_two', waits: true },
    ])
    await tab.until((state) => (state.chats[chat]?.turns[0]?.steps[0]?.blocks.length ?? 0) > 0)
    rig.fault(null)
    await letAnswer(chat, 'queued_one')
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 2)
    expect(texts(tab.state, chat)).toEqual(['Message one.', 'Message two.'])
  })

  it('goes ahead of those that are held, when it is sent so, and behind what another sent so in the same moment', async () => {
    const { chat, turn, tab } = await busyChat()
    granted(await enqueue(chat, 'held'))
    granted(await rig.workspace.perform(ACTIONS.stop, { chat, turn }))
    await tab.until((state) => isIdle(state, chat))
    expect(granted(await enqueue(chat, 'behind'))).toMatchObject({ waits: true })
    const both = await Promise.all([
      enqueue(chat, 'one', { ahead: true }),
      enqueue(chat, 'two', { ahead: true }),
    ])
    expect(both.map(granted).map(({ waits }) => waits)).toEqual([false, true])
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 5)
    expect(texts(tab.state, chat)?.slice(1)).toEqual(
      ['one', 'held', 'behind', 'two'].map((name) => `Message ${name}.`),
    )
  })

  it('empties the composer that it was written in', async () => {
    const { chat } = await busyChat()
    granted(await rig.workspace.perform(ACTIONS.keepDraft, { chat, draft: 'Message one.', client: 'tab' }))
    granted(await enqueue(chat, 'one'))
    expect((await now(chat)).workspace.chats[chat]?.draft).toBe('')
  })

  it('can be changed, moved and taken out, and once it is sent it cannot', async () => {
    const { chat, turn, tab } = await busyChat()
    for (const name of ['one', 'two', 'three']) granted(await enqueue(chat, name))
    const change = (name: string, input: object) =>
      rig.workspace.perform(ACTIONS.changeQueued, { chat, turn: `queued_${name}`, ...input })
    granted(await change('two', { text: 'Another.', speaker: 'Sam' }))
    granted(await change('three', { before: 'queued_one' }))
    granted(await rig.workspace.perform(ACTIONS.unqueue, { chat, turn: 'queued_one' }))
    granted(await rig.workspace.perform(ACTIONS.unqueue, { chat, turn: 'queued_one' }))
    expect(await change('one', { text: 'x' })).toMatchObject({ refusal: { code: 'not_found' } })
    expect(await change('two', { before: 'queued_one' })).toMatchObject({ refusal: { code: 'not_found' } })
    expect(await enqueue(chat, 'one')).toMatchObject({ refusal: { code: 'conflict' } })
    expect(waiting(await now(chat), chat)).toEqual(['queued_three', 'queued_two'])
    await letAnswer(chat, turn)
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 3)
    expect(texts(tab.state, chat)).toEqual(['Hello', 'Message three.', 'Another.'])
    expect(await change('two', { text: 'x' })).toMatchObject({ refusal: { code: 'conflict' } })
    const gone = await rig.workspace.perform(ACTIONS.unqueue, { chat, turn: 'queued_two' })
    expect(gone).toMatchObject({ refusal: { code: 'conflict' } })
  })

  it('has an id of its own, in all chats', async () => {
    const { chat } = await busyChat()
    granted(await enqueue(chat, 'one'))
    const other = await rig.addChat()
    expect(await enqueue(other, 'one')).toMatchObject({ refusal: { code: 'conflict' } })
    const said = { chat: other, id: 'queued_one', text: 'x', speaker: 'Alice' }
    expect(await rig.workspace.perform(ACTIONS.speak, said)).toMatchObject({ refusal: { code: 'conflict' } })
  })

  it('is refused, in words, when too many wait or they are too long', async () => {
    const { chat } = await busyChat()
    granted(await enqueue(chat, 'long', { text: 'a'.repeat(LONGEST_QUEUE - 100) }))
    expect(await enqueue(chat, 'more', { text: 'a'.repeat(101) })).toMatchObject({
      refusal: { code: 'conflict', message: expect.stringContaining('200,001') },
    })
    for (let i = 1; i < MOST_QUEUED; i++) granted(await enqueue(chat, `${i}`, { text: 'x' }))
    expect(await enqueue(chat, 'last', { text: 'x' })).toMatchObject({ refusal: { code: 'conflict' } })
    const shorter = { chat, turn: 'queued_long', text: 'short' }
    granted(await rig.workspace.perform(ACTIONS.changeQueued, shorter))
  })
})

describe('what waits goes on waiting, and says why, when the turn before', () => {
  it('was stopped; a message that is spoken then takes it along', async () => {
    const { chat, turn, tab } = await busyChat()
    granted(await enqueue(chat, 'one'))
    granted(await rig.workspace.perform(ACTIONS.stop, { chat, turn }))
    await tab.until((state) => isIdle(state, chat))
    expect(queueOf(tab.state, chat)).toMatchObject({ held: 'stopped', messages: [{ id: 'queued_one' }] })
    expect(granted(await enqueue(chat, 'two'))).toMatchObject({ waits: true })
    await rig.speak(chat, 'And now?')
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 4)
    expect(texts(tab.state, chat)).toEqual(['Hello', 'And now?', 'Message one.', 'Message two.'])
  })

  it('failed', async () => {
    const chat = await rig.addChat()
    const tab = await rig.tab([chat])
    rig.fault({ kind: 'status', status: 529, retryAfter: 240 })
    const turn = await rig.speak(chat, 'Hello')
    granted(await enqueue(chat, 'one'))
    rig.fault({ kind: 'status', status: 401 })
    granted(await rig.workspace.perform(ACTIONS.tryNow, { chat, turn }))
    await tab.until((state) => isIdle(state, chat))
    expect(queueOf(tab.state, chat)?.held).toBe('failed')
  })

  it('could not be ended by the server, which ended itself; continuing it goes on with what waits', async () => {
    const { chat, turn } = await busyChat()
    granted(await enqueue(chat, 'one'))
    await rig.crash()
    expect(queueOf(await now(chat), chat)).toMatchObject({ held: 'interrupted', messages: [{}] })
    const tab = await rig.tab([chat])
    granted(await rig.workspace.perform(ACTIONS.resume, { chat, turn }))
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 2)
    expect(queueOf(tab.state, chat)).toEqual(NOTHING_QUEUED)
  })

  it('was stopped because the chat was deleted; once it is back, it waits there', async () => {
    const { chat, tab } = await busyChat()
    granted(await enqueue(chat, 'one'))
    granted(await rig.workspace.perform(ACTIONS.placeChat, { chat, place: 'deleted' }))
    await tab.until((state) => isIdle(state, chat))
    expect(await send(chat, 'one')).toMatchObject({ refusal: { code: 'conflict' } })
    expect(await enqueue(chat, 'two')).toMatchObject({ refusal: { code: 'conflict' } })
    granted(await rig.workspace.perform(ACTIONS.placeChat, { chat, place: 'board' }))
    granted(await send(chat, 'one'))
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 2)
  })

  it('was answered, but a limit on money keeps the next from beginning', async () => {
    const chat = await rig.addChat()
    const tab = await rig.tab([chat])
    rig.fault({ kind: 'status', status: 529, retryAfter: 240 })
    const turn = await rig.speak(chat, 'Hello')
    granted(await enqueue(chat, 'one'))
    await tab.until((state) => state.chats[chat]?.turns[0]?.status.kind === 'waiting')
    const limits = (hard: number | null) =>
      rig.workspace.perform(ACTIONS.changeSettings, {
        spending: { workspace: { soft: null, hard }, person: { soft: null, hard: null } },
      })
    granted(await limits(0))
    rig.fault(null)
    granted(await rig.workspace.perform(ACTIONS.tryNow, { chat, turn }))
    await tab.until((state) => isIdle(state, chat))
    expect(queueOf(tab.state, chat)).toMatchObject({ held: 'spending', messages: [{}] })
    expect(await send(chat, 'one')).toMatchObject({ refusal: { code: 'spending' } })
    granted(await limits(null))
    granted(await send(chat, 'one'))
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 2)
  })

  it('was answered, but whoever it is for does not see the chat any more', async () => {
    const act: typeof rig.workspace.perform = (action, input) => rig.workspace.perform(action, input, ALICE)
    const members = { Alice: 'write', Bob: 'read' } as const
    const { memory } = granted(await act(ACTIONS.addMemory, { name: 'Diary', members }))
    const input = { speaker: 'Alice', memories: ['default', memory.id] }
    const { chat } = granted(await act(ACTIONS.addChat, input))
    const tab = await rig.tab([chat], ALICE)
    rig.fault({ kind: 'status', status: 529, retryAfter: 240 })
    const turn = await rig.speak(chat, 'Hello', ALICE)
    granted(await enqueue(chat, 'one', { speaker: 'Bob' }, { kind: 'person', name: 'Bob' }))
    expect(await enqueue(chat, 'two', { speaker: 'Carol' }, ALICE)).toMatchObject({
      refusal: { code: 'conflict' },
    })
    granted(await act(ACTIONS.changeMemory, { memory: memory.id, members: { Alice: 'write' } }))
    rig.fault(null)
    granted(await act(ACTIONS.tryNow, { chat, turn }))
    const state = await tab.until((state) => isIdle(state, chat))
    expect(queueOf(state, chat)).toMatchObject({ held: 'rights', messages: [{ speaker: 'Bob' }] })
    expect(state.chats[chat]?.turns).toHaveLength(1)
  })
})

describe('sending one now', () => {
  it('stops the answer and goes first; the others follow', async () => {
    const { chat, tab } = await busyChat()
    for (const name of ['one', 'two']) granted(await enqueue(chat, name))
    expect(granted(await send(chat, 'two'))).toEqual({ turn: 'queued_two' })
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 3)
    expect(texts(tab.state, chat)).toEqual(['Hello', 'Message two.', 'Message one.'])
    expect(tab.state.chats[chat]?.turns.map(({ status }) => status)).toMatchObject([
      { outcome: { kind: 'stopped' } },
      { outcome: { kind: 'answered' } },
      { outcome: { kind: 'answered' } },
    ])
    expect(granted(await send(chat, 'two'))).toEqual({ turn: 'queued_two' })
    expect(tab.state).toEqual(await now(chat))
  })

  it('twice at once sends it once', async () => {
    const { chat, tab } = await busyChat()
    granted(await enqueue(chat, 'one'))
    const both = await Promise.all([send(chat, 'one'), send(chat, 'one')])
    expect(both.map(granted)).toEqual([{ turn: 'queued_one' }, { turn: 'queued_one' }])
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 2)
  })

  it('never stops an answer for what cannot be sent', async () => {
    const { chat, turn } = await busyChat()
    granted(await enqueue(chat, 'one'))
    const spending = { workspace: { soft: null, hard: 0 }, person: { soft: null, hard: null } }
    granted(await rig.workspace.perform(ACTIONS.changeSettings, { spending }))
    expect(await send(chat, 'one')).toMatchObject({ refusal: { code: 'spending' } })
    expect(await send(chat, 'none')).toMatchObject({ refusal: { code: 'not_found' } })
    expect((await now(chat)).workspace.chats[chat]?.running).toBe(turn)
  })

  it('can be stopped before it has reached the host', async () => {
    const { chat, tab } = await busyChat()
    for (const name of ['one', 'two']) granted(await enqueue(chat, name))
    rig.fault(SILENCE)
    granted(await send(chat, 'one'))
    granted(await rig.workspace.perform(ACTIONS.stop, { chat, turn: 'queued_one' }))
    await tab.until((state) => isIdle(state, chat))
    expect(queueOf(tab.state, chat)).toMatchObject({ held: 'stopped', messages: [{ id: 'queued_two' }] })
  })
})

describe('a restart', () => {
  it('keeps what waits', async () => {
    const { chat } = await busyChat()
    for (const name of ['one', 'two']) granted(await enqueue(chat, name))
    const before = queueOf(await now(chat), chat)?.messages
    await rig.reopen()
    expect(queueOf(await now(chat), chat)).toEqual({ messages: before, held: 'interrupted' })
  })

  it('goes on with what would have followed, once, however often it happens', async () => {
    const { chat, turn } = await busyChat()
    granted(await enqueue(chat, 'one'))
    granted(await rig.workspace.perform(ACTIONS.stop, { chat, turn }))
    await (await rig.tab([chat])).until((state) => isIdle(state, chat))
    // As a server leaves it that was killed after the answer was stored and before the next turn was.
    await rig.reopen(async (database) => {
      const row = await database.selectFrom('chat').selectAll().executeTakeFirstOrThrow()
      const info = JSON.parse(row.body)
      const body = JSON.stringify({ ...info, queue: { ...info.queue, held: null } })
      await database.updateTable('chat').set({ body }).where('id', '=', row.id).execute()
    })
    const tab = await rig.tab([chat])
    await tab.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 2)
    await rig.reopen()
    const state = await now(chat)
    expect(texts(state, chat)).toEqual(['Hello', 'Message one.'])
    expect(queueOf(state, chat)).toEqual(NOTHING_QUEUED)
  })

  it('of before messages could wait leaves a chat without any', async () => {
    const chat = await rig.addChat()
    await rig.reopen(async (database) => {
      const row = await database.selectFrom('chat').selectAll().executeTakeFirstOrThrow()
      const { queue: _, ...info } = JSON.parse(row.body)
      await database
        .updateTable('chat')
        .set({ body: JSON.stringify(info) })
        .execute()
    })
    expect(queueOf(await now(chat), chat)).toEqual(NOTHING_QUEUED)
    expect(granted(await enqueue(chat, 'one'))).toMatchObject({ waits: false })
  })
})

describe('erasing', () => {
  it('finds words in what waits, and removes them there', async () => {
    const { chat } = await busyChat()
    const NAME = 'Zanzibar Nightjar'
    granted(await enqueue(chat, 'one', { text: `Tell me of ${NAME}.` }))
    const what = { kind: 'words', words: NAME } as const
    const preview = granted(await rig.workspace.perform(previewErasing, { what }))
    expect(preview.chats).toMatchObject([{ chat, where: ['queue'], count: 1 }])
    const alsoIn = { documents: [], chats: true, settings: true }
    const done = granted(await rig.workspace.perform(ACTIONS.erase, { what, alsoIn, speaker: 'Alice' }))
    expect(done).toMatchObject({ chats: 1, turns: 0, check: { found: [] } })
    expect(queueOf(await now(chat), chat)?.messages).toMatchObject([{ text: 'Tell me of [removed].' }])
  })
})
