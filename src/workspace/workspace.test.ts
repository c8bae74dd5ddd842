import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, isIdle, openRig, type Rig } from '../../test/workspace-rig.ts'
import { ACTIONS } from './actions.ts'
import { hostOf } from './state.ts'
import type { Workspace } from './workspace.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const INTRODUCTION =
  'Hi, I am Alice from TechCorp. Our customer ACME Corp has a budget of $500K. Please remember it.'

describe('a turn', () => {
  it('is answered, and what Claude keeps is in the memory with the chat, the turn and the speaker', async () => {
    const chat = await rig.addChat()
    const turn = await rig.say(chat, INTRODUCTION)
    const state = await rig.workspace.snapshot([chat])
    expect(state.chats[chat]?.turns[0]?.status).toEqual({ kind: 'finished', outcome: { kind: 'answered' } })
    const [commit] = rig.memory.history()
    expect(commit?.actor).toEqual({ kind: 'claude', onBehalfOf: 'Alice' })
    expect(commit?.origin).toMatchObject({ chat, turn })
    expect(rig.failures).toEqual([])
  })

  it('shows in one chat what another has kept', async () => {
    const [alice, john] = [await rig.addChat(), await rig.addChat()]
    await rig.say(alice, INTRODUCTION)
    await rig.say(john, 'What do we know about the budget of ACME Corp?')
    const state = await rig.workspace.snapshot([john])
    const said = JSON.stringify(state.chats[john]?.turns[0]?.steps)
    expect(said).toContain('500')
  })

  it('is the same turn when the same id is sent again, also after a restart', async () => {
    const chat = await rig.addChat()
    const input = { chat, id: 'turn_twice', text: 'Hello', speaker: 'Alice' }
    const both = await Promise.all([
      rig.workspace.perform(ACTIONS.speak, input),
      rig.workspace.perform(ACTIONS.speak, input),
    ])
    expect(both.map(granted)).toEqual([{ turn: 'turn_twice' }, { turn: 'turn_twice' }])
    await rig.reopen()
    expect(granted(await rig.workspace.perform(ACTIONS.speak, input))).toEqual({ turn: 'turn_twice' })
    expect((await rig.workspace.snapshot([chat])).chats[chat]?.turns).toHaveLength(1)
  })

  it('keeps the partial answer when it is stopped, and goes on when it is continued', async () => {
    const chat = await rig.addChat()
    const tab = await rig.tab([chat])
    rig.fault({ kind: 'silence', after: 4, ms: Number.POSITIVE_INFINITY })
    const turn = await rig.speak(chat, 'Hello')
    await tab.until((state) => (state.chats[chat]?.turns[0]?.steps[0]?.blocks.length ?? 0) > 0)
    const busy = await rig.workspace.perform(ACTIONS.speak, {
      chat,
      id: 'turn_other',
      text: 'Hi',
      speaker: 'Alice',
    })
    expect(busy).toMatchObject({ ok: false, refusal: { code: 'busy' } })
    granted(await rig.workspace.perform(ACTIONS.stop, { chat, turn }))
    const stopped = await tab.until((state) => isIdle(state, chat))
    expect(stopped.chats[chat]?.turns[0]?.status).toMatchObject({ outcome: { kind: 'stopped' } })
    rig.fault(null)
    granted(await rig.workspace.perform(ACTIONS.resume, { chat, turn }))
    const done = await tab.until((state) => isIdle(state, chat))
    expect(done.chats[chat]?.turns[0]?.status).toMatchObject({ outcome: { kind: 'answered' } })
  })

  it('is interrupted when the server ends, and can be continued after the next start', async () => {
    const chat = await rig.addChat()
    const tab = await rig.tab([chat])
    rig.fault({ kind: 'silence', after: 4, ms: Number.POSITIVE_INFINITY })
    const turn = await rig.speak(chat, INTRODUCTION)
    await tab.until((state) => (state.chats[chat]?.turns[0]?.steps[0]?.blocks.length ?? 0) > 0)
    rig.fault(null)
    await rig.reopen()
    const after = await rig.tab([chat])
    expect(after.state.chats[chat]?.turns[0]?.status).toMatchObject({ outcome: { kind: 'interrupted' } })
    granted(await rig.workspace.perform(ACTIONS.resume, { chat, turn }))
    await after.until((state) => isIdle(state, chat))
    expect(after.state.chats[chat]?.turns[0]?.status).toMatchObject({ outcome: { kind: 'answered' } })
    expect(rig.memory.documents().length).toBeGreaterThan(0)
  })

  it('ends as failed, in words, when the host refuses for good', async () => {
    const chat = await rig.addChat()
    rig.fault({ kind: 'status', status: 401, message: 'invalid x-api-key' })
    await rig.say(chat, 'Hello')
    const [turn] = (await rig.workspace.snapshot([chat])).chats[chat]?.turns ?? []
    expect(turn?.status).toMatchObject({ outcome: { kind: 'failed', failure: { kind: 'credentials' } } })
  })
})

describe('a chat', () => {
  it('that nobody knows is refused', async () => {
    const input = { chat: 'chat_none', id: 'turn_x', text: 'Hello', speaker: 'Alice' }
    expect(await rig.workspace.perform(ACTIONS.speak, input)).toMatchObject({
      ok: false,
      refusal: { code: 'not_found' },
    })
  })

  it('keeps name, settings, draft and conversation over a restart', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Hello')
    granted(
      await rig.workspace.perform(ACTIONS.changeChat, {
        chat,
        name: 'Ünïcode',
        settings: { speaker: 'Sam' },
      }),
    )
    granted(await rig.workspace.perform(ACTIONS.keepDraft, { chat, draft: 'half a tho', client: 'tab1' }))
    const before = await rig.workspace.snapshot([chat])
    await rig.reopen()
    expect(await rig.workspace.snapshot([chat])).toEqual(before)
  })

  it('stops its turn when it is deleted, and takes no message until it is back', async () => {
    const chat = await rig.addChat()
    const tab = await rig.tab([chat])
    rig.fault({ kind: 'silence', after: 2, ms: Number.POSITIVE_INFINITY })
    await rig.speak(chat, 'Hello')
    granted(await rig.workspace.perform(ACTIONS.placeChat, { chat, place: 'deleted' }))
    await tab.until((state) => isIdle(state, chat))
    const input = { chat, id: 'turn_late', text: 'Hello', speaker: 'Alice' }
    expect(await rig.workspace.perform(ACTIONS.speak, input)).toMatchObject({ refusal: { code: 'conflict' } })
    granted(await rig.workspace.perform(ACTIONS.placeChat, { chat, place: 'board' }))
    rig.fault(null)
    await rig.say(chat, 'Hello again')
  })

  it('refuses a host that does not accept us, and stays with the one it has', async () => {
    const choice = { host: 'rehearsal', model: 'refused' }
    const answer = await rig.workspace.perform(ACTIONS.chooseHost, choice)
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'host' } })
    expect((await rig.workspace.snapshot([])).workspace.host.because).toBe('this is a test')
  })
})

describe('several hosts', () => {
  const setUp = () => act(ACTIONS.setUpHost, { kind: 'server', name: 'Other', fields: {} } as const)
  const act: Workspace['perform'] = async (action, input) => rig.workspace.perform(action, input)

  it('a chat is set to one that is there, answers there, and asks nobody else when it is gone', async () => {
    const chat = await rig.addChat()
    const set = (host: string | null) => act(ACTIONS.changeChat, { chat, settings: { host } })
    expect(await set('other')).toMatchObject({ ok: false, refusal: { code: 'host' } })
    granted(await setUp())
    granted(await set('other'))
    const tab = await rig.tab([chat])
    expect(hostOf(tab.state.workspace, tab.state.workspace.chats[chat]!.settings).id).toBe('other')
    await rig.say(chat, 'Hello')
    granted(await act(ACTIONS.removeHost, { host: 'other' }))
    await tab.until((state) => state.workspace.hosts.length === 1)
    await rig.say(chat, 'Hello again')
    const { turns } = (await rig.workspace.snapshot([chat])).chats[chat]!
    expect(turns.map(({ status }) => status)).toMatchObject([
      { outcome: { kind: 'answered' } },
      {
        outcome: { kind: 'failed', failure: { message: expect.stringContaining('is not set up any more') } },
      },
    ])
  })

  it('the one of the workspace is another when its own is gone, also after a restart', async () => {
    granted(await setUp())
    granted(await act(ACTIONS.chooseHost, { host: 'other', model: null }))
    await rig.reopen()
    expect(rig.workspace.host.state.id).toBe('other')
    granted(await act(ACTIONS.removeHost, { host: 'other' }))
    expect(rig.workspace.choice).toEqual({ host: 'auto', model: null })
    await rig.reopen()
    const { workspace } = await rig.workspace.snapshot([])
    expect([workspace.host.id, workspace.hosts.map(({ id }) => id)]).toEqual(['rehearsal', ['rehearsal']])
  })
})
