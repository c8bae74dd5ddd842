import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, isIdle, openRig, type Rig } from '../../test/workspace-rig.ts'
import { openMemory } from '../memory/memory.ts'
import { sqliteLog } from '../storage/sqlite.ts'
import { ACTIONS } from './actions.ts'
import type { AppState, TurnState } from './events.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const FACT = 'Hi, I am Alice from TechCorp. Our customer ACME Corp has a budget of $500K. Please remember it.'

const calls = (turn: TurnState | undefined) =>
  turn?.steps.flatMap((step) => step.blocks.filter((block) => block.kind === 'tool')) ?? []
const turnIn = (state: AppState, chat: string) => state.chats[chat]?.turns.at(-1)

describe('after a crash', () => {
  it('between a change of the memory and its result, the change stands once and Claude is told of it', async () => {
    const chat = await rig.addChat()
    const tab = await rig.tab([chat])
    rig.hang()
    const turn = await rig.speak(chat, FACT)
    await tab.until((state) => state.workspace.memoryHead === 1)
    await rig.crash()

    const after = await rig.tab([chat])
    const interrupted = turnIn(after.state, chat)
    expect(interrupted?.status).toMatchObject({ kind: 'finished', outcome: { kind: 'interrupted' } })
    expect(calls(interrupted).at(-1)?.progress).toMatchObject({ kind: 'finished', result: { commit: 1 } })
    granted(await rig.workspace.perform(ACTIONS.resume, { chat, turn }))
    await after.until((state) => isIdle(state, chat))
    expect(turnIn(after.state, chat)?.status).toMatchObject({ outcome: { kind: 'answered' } })
    expect(rig.memory.head).toBe(1)
  })

  it('the next message after an interrupted turn is answered too, without continuing it', async () => {
    const chat = await rig.addChat()
    const tab = await rig.tab([chat])
    rig.hang()
    await rig.speak(chat, FACT)
    await tab.until((state) => state.workspace.memoryHead === 1)
    await rig.crash()
    await rig.say(chat, 'What is the budget of ACME Corp?')
    const state = await rig.workspace.snapshot([chat])
    expect(turnIn(state, chat)?.status).toMatchObject({ outcome: { kind: 'answered' } })
  })

  it('nobody shows a memory call that is no longer under way', async () => {
    const chat = await rig.addChat()
    const tab = await rig.tab([chat])
    rig.hang()
    await rig.speak(chat, FACT)
    await tab.until((state) => Object.values(state.workspace.writings).some((w) => w.state === 'running'))
    await tab.until((state) => state.workspace.memoryHead === 1)
    await rig.crash()
    const state = await rig.workspace.snapshot([chat])
    expect(state.workspace.writings).toEqual({})
    expect(state.workspace.chats[chat]?.running).toBe(null)
  })

  it('a second start changes nothing more', async () => {
    const chat = await rig.addChat()
    const tab = await rig.tab([chat])
    rig.hang()
    await rig.speak(chat, FACT)
    await tab.until((state) => state.workspace.memoryHead === 1)
    await rig.crash()
    const once = await rig.workspace.snapshot([chat])
    await rig.reopen()
    expect(await rig.workspace.snapshot([chat])).toEqual(once)
  })
})

describe('at the next start', () => {
  it('commits that nobody was told of are announced, in order, once', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, FACT)
    const { position, workspace } = await rig.workspace.snapshot([])
    await rig.reopen(async (database) => {
      const memory = await openMemory(sqliteLog(database))
      const by = { actor: { kind: 'disk' }, reader: 'disk' } as const
      await memory.create('/memories/one.md', '1', by)
      await memory.create('/memories/two.md', '2', by)
    })
    const fresh = await rig.workspace.snapshot([])
    expect(fresh.position).toBe(position + 2)
    expect(fresh.workspace.memoryHead).toBe(workspace.memoryHead + 2)
    expect(Object.keys(fresh.workspace.documents)).toHaveLength(3)
    await rig.reopen()
    expect((await rig.workspace.snapshot([])).position).toBe(position + 2)
  })

  it('a chat still knows which documents it has read, and others do not', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, FACT)
    const [info] = rig.memory.documents()
    await rig.reopen()
    await rig.say(chat, 'Hello again')
    const overwrite = (reader: string) =>
      rig.memory.run(
        { command: 'create', path: info!.path, file_text: '# New\n' },
        { actor: { kind: 'claude', onBehalfOf: 'Alice' }, reader },
      )
    expect((await overwrite('chat:another')).isError).toBe(true)
    expect((await overwrite(`chat:${chat}`)).isError).toBe(false)
  })

  it('the host and the settings are as they were left', async () => {
    granted(await rig.workspace.perform(ACTIONS.changeSettings, { systemPrompt: 'Be kind.' }))
    granted(await rig.workspace.perform(ACTIONS.chooseHost, { host: 'rehearsal', model: 'other' }))
    await rig.reopen()
    const { workspace } = await rig.workspace.snapshot([])
    expect(workspace.settings.systemPrompt).toBe('Be kind.')
    expect(workspace.host.model).toBe('other')
  })
})
