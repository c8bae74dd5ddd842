import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, isIdle, openRig, type Rig, type Tab } from '../../test/workspace-rig.ts'
import { ACTIONS } from './actions.ts'
import type { AppState, ChatId } from './events.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

interface Scene {
  /** Holds one answered turn. */
  readonly chat: ChatId
  /** A tab that shows the chat; its state was taken before the action. */
  readonly tab: Tab
  /** The document that the scene's turn has made. */
  readonly document: string
}

type Case = (scene: Scene) => Promise<unknown>

const FACT = 'Hi, I am Alice from TechCorp. Our customer ACME Corp has a budget of $500K. Please remember it.'
const by = { speaker: 'Alice' }
const present = () => rig.memory.documents()[0]!
const untilIdle = ({ tab, chat }: Scene) => tab.until((state) => isIdle(state, chat))

/** One way, at least, to do each action. What it does must reach a tab that follows as it reaches one that asks afresh. */
const CASES: Record<keyof typeof ACTIONS, Case> = {
  addChat: () => rig.workspace.perform(ACTIONS.addChat, { name: 'Another', speaker: 'Sam' }),
  changeChat: ({ chat }) =>
    rig.workspace.perform(ACTIONS.changeChat, {
      chat,
      name: 'Renamed',
      settings: { systemPrompt: 'Be brief.' },
    }),
  placeChat: ({ chat }) => rig.workspace.perform(ACTIONS.placeChat, { chat, place: 'deleted' }),
  async clearChat({ chat }) {
    await rig.workspace.perform(ACTIONS.clearChat, { chat })
    await rig.say(chat, 'Hello again')
    const { before } = granted(await rig.workspace.perform(ACTIONS.clearChat, { chat }))
    await rig.workspace.perform(ACTIONS.clearChat, { chat, through: before })
  },
  keepDraft: ({ chat }) => rig.workspace.perform(ACTIONS.keepDraft, { chat, draft: 'half', client: 'tab' }),
  openExample: () => rig.workspace.perform(ACTIONS.openExample, {}),
  async speak(scene) {
    await rig.workspace.perform(ACTIONS.keepDraft, { chat: scene.chat, draft: FACT, client: 'tab' })
    await rig.speak(scene.chat, 'ACME Corp wants to migrate 50 applications in 9 months. Please remember it.')
    return untilIdle(scene)
  },
  async stop(scene) {
    rig.fault({ kind: 'silence', after: 4, ms: Number.POSITIVE_INFINITY })
    const turn = await rig.speak(scene.chat, 'Hello')
    await scene.tab.until((state) => state.chats[scene.chat]?.turns.at(-1)?.steps.length === 1)
    await rig.workspace.perform(ACTIONS.stop, { chat: scene.chat, turn })
    return untilIdle(scene)
  },
  async resume(scene) {
    rig.fault({ kind: 'status', status: 401 })
    const turn = await rig.say(scene.chat, 'Please remember that the deadline of ACME Corp is in 9 months.')
    rig.fault(null)
    await rig.workspace.perform(ACTIONS.resume, { chat: scene.chat, turn })
    return untilIdle(scene)
  },
  changeSettings: () =>
    rig.workspace.perform(ACTIONS.changeSettings, { systemPrompt: 'Be kind.', rehearsalPace: 1 }),
  chooseHost: () => rig.workspace.perform(ACTIONS.chooseHost, { host: 'auto', model: 'other', apiKey: null }),
  createDocument: () =>
    rig.workspace.perform(ACTIONS.createDocument, { ...by, path: '/memories/new.md', text: '# New\n' }),
  saveDocument: ({ document }) =>
    rig.workspace.perform(ACTIONS.saveDocument, {
      ...by,
      document,
      base: present().version,
      text: '# Mine\n',
    }),
  renameDocuments: () =>
    rig.workspace.perform(ACTIONS.renameDocuments, { ...by, from: present().path, to: '/memories/a/b.md' }),
  deleteDocuments: () => rig.workspace.perform(ACTIONS.deleteDocuments, { ...by, path: present().path }),
  clearMemory: () => rig.workspace.perform(ACTIONS.clearMemory, by),
  async restoreDocument({ document }) {
    const { version } = present()
    await rig.workspace.perform(ACTIONS.saveDocument, { ...by, document, base: version, text: '# Mine\n' })
    await rig.workspace.perform(ACTIONS.restoreDocument, { ...by, document, version })
  },
  async erase({ chat }) {
    await rig.workspace.perform(ACTIONS.keepDraft, { chat, draft: 'ask about ACME Corp', client: 'tab' })
    const documents = [present().document]
    const alsoIn = { documents, chats: true, settings: true }
    const what = { kind: 'words', words: 'ACME Corp' } as const
    const outcome = granted(await rig.workspace.perform(ACTIONS.erase, { ...by, what, alsoIn }))
    expect(outcome).toMatchObject({ turns: 1, chats: 1, check: { found: [] } })
  },
  async revertCommit() {
    await rig.workspace.perform(ACTIONS.clearMemory, by)
    await rig.workspace.perform(ACTIONS.revertCommit, { ...by, commit: rig.memory.head })
  },
}

describe('for every action, a tab that follows ends where one that asks afresh begins', () => {
  it.each(Object.entries(CASES))('%s', async (_, act) => {
    const scene = await prepare()
    const before = scene.tab.state.position
    await act(scene)
    const shown = Object.keys((await rig.workspace.snapshot([])).workspace.chats)
    const wanted = (await rig.workspace.snapshot([])).position
    await scene.tab.until((state) => state.position >= wanted)
    const fresh = await rig.workspace.snapshot(Object.keys(scene.tab.state.chats))
    expect(fresh.position).toBeGreaterThan(before)
    expect(Object.keys(scene.tab.state.chats).sort()).toEqual(shown.sort())
    expect(await asShown(scene.tab.state)).toEqual(await asShown(fresh))
    expect(rig.failures).toEqual([])
  })

  it('also for a tab that came while nothing of the chat was shown, and after a restart', async () => {
    const { chat } = await prepare()
    granted(await rig.workspace.perform(ACTIONS.clearChat, { chat }))
    await rig.reopen()
    const tab = await rig.tab([chat])
    await rig.say(chat, 'Hello again')
    granted(await rig.workspace.perform(ACTIONS.clearChat, { chat, through: 0 }))
    const fresh = await rig.workspace.snapshot([chat])
    await tab.until((state) => state.position >= fresh.position)
    expect(await asShown(tab.state)).toEqual(await asShown(fresh))
    expect(fresh.chats[chat]?.turns).toHaveLength(2)
  })

  it('also for a tab that comes in the middle of an answer', async () => {
    const chat = await rig.addChat()
    const early = await rig.tab([chat])
    await rig.speak(chat, FACT)
    const late: Tab[] = []
    for (const count of [1, 5, 20, 60]) {
      await early.until((state) => state.position >= count || isIdle(state, chat))
      late.push(await rig.tab([chat]))
    }
    await early.until((state) => isIdle(state, chat) && state.chats[chat]?.turns.length === 1)
    const fresh = await rig.workspace.snapshot([chat])
    for (const tab of [early, ...late]) {
      await tab.until((state) => state.position >= fresh.position)
      expect(tab.state).toEqual(fresh)
    }
  })
})

async function prepare(): Promise<Scene> {
  const chat = await rig.addChat()
  await rig.say(chat, FACT)
  const tab = await rig.tab([chat])
  return { chat, tab, document: present().document }
}

/** What a person sees once earlier pages are loaded: cleared turns are kept by a tab, for undo, and shown by none. */
async function asShown(state: AppState): Promise<AppState> {
  const chats = await Promise.all(
    Object.values(state.chats).map(async (chat) => {
      const through = state.workspace.chats[chat.id]?.clearedThrough ?? 0
      const visible = chat.turns.filter((turn) => turn.number > through)
      const before = visible[0]?.number ?? (state.workspace.chats[chat.id]?.turns ?? 0) + 1
      const page = granted(await rig.workspace.turnsBefore(chat.id, before, 200))
      expect(page.turns).toHaveLength(chat.earlier)
      return [chat.id, { id: chat.id, turns: [...page.turns, ...visible], earlier: 0 }] as const
    }),
  )
  return { ...state, chats: Object.fromEntries(chats) }
}
