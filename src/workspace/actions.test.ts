import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, isIdle, openRig, type Rig, type Tab } from '../../test/workspace-rig.ts'
import type { Edit } from '../memory/batch-edit.ts'
import { GUEST, type MemoryId, OWNER, type Principal } from '../memory/rights.ts'
import type { DocumentId } from '../memory/types.ts'
import { ACTIONS } from './actions.ts'
import { shownOf } from './branches.ts'
import type { AppState, ChatId, MemoryDocument } from './events.ts'
import type { Workspace } from './workspace.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const person = (name: string): Principal => ({ kind: 'person', name })
const ALICE = person('Alice')
/** Alice may write in the diary, Bob may read it, the others do not know of it. */
const VIEWERS = { guest: GUEST, Alice: ALICE, Bob: person('Bob'), Carol: person('Carol'), owner: OWNER }

interface Scene {
  /** Holds one answered turn. In the private scene Claude has the diary in it. */
  readonly chat: ChatId
  /** Alice's tab, which shows the chat; its state was taken before the action. */
  readonly tab: Tab
  /** A memory that not everybody may read. */
  readonly diary: MemoryId
  /** Where actions on documents happen: the default memory, or the diary. */
  readonly memory: MemoryId
  readonly root: string
  /** A document there, and how it stands now. */
  readonly document: DocumentId
  present(): MemoryDocument
}

/** Everything is done by Alice, who may do everything. */
const act: Workspace['perform'] = (action, input) => rig.workspace.perform(action, input, ALICE)

type Case = (scene: Scene) => Promise<unknown>

const FACT = 'Hi, I am Alice from TechCorp. Our customer ACME Corp has a budget of $500K. Please remember it.'
const by = { speaker: 'Alice' }
const PROMPT = {
  id: 'kept-12345678',
  title: 'Ask',
  for: 'everybody',
  group: 'own',
  teaches: '',
  expects: '',
  best: 'any',
  text: 'What do you know?',
} as const
const untilIdle = ({ tab, chat }: Scene) => tab.until((state) => isIdle(state, chat))

const queue = ({ chat }: Scene, name: string, text: string) =>
  act(ACTIONS.enqueue, { ...by, chat, id: `queued_${name}`, text })

/** Two messages wait after a turn that was stopped. */
async function queueHeld(scene: Scene): Promise<void> {
  rig.fault({ kind: 'silence', after: 4, ms: Number.POSITIVE_INFINITY })
  const turn = await rig.speak(scene.chat, 'Hello', ALICE)
  for (const name of ['one', 'two']) granted(await queue(scene, name, `This is number ${name}.`))
  rig.fault(null)
  granted(await act(ACTIONS.stop, { chat: scene.chat, turn }))
  await untilIdle(scene)
}

/** One way, at least, to do each action. What it does must reach a tab that follows as it reaches one that asks afresh. */
const CASES: Record<keyof typeof ACTIONS, Case> = {
  addChat: () => act(ACTIONS.addChat, { name: 'Another', speaker: 'Sam' }),
  changeChat: ({ chat }) =>
    act(ACTIONS.changeChat, {
      chat,
      name: 'Renamed',
      settings: { systemPrompt: 'Be brief.' },
    }),
  placeChat: ({ chat }) => act(ACTIONS.placeChat, { chat, place: 'deleted' }),
  async clearChat({ chat }) {
    await act(ACTIONS.clearChat, { chat })
    await rig.say(chat, 'Hello again', ALICE)
    const { before } = granted(await act(ACTIONS.clearChat, { chat }))
    await act(ACTIONS.clearChat, { chat, through: before })
  },
  keepDraft: ({ chat }) => act(ACTIONS.keepDraft, { chat, draft: 'half', client: 'tab' }),
  openExample: () => act(ACTIONS.openExample, {}),
  addDemonstration: () => act(ACTIONS.addDemonstration, {}),
  async removeDemonstration() {
    const { chats } = granted(await act(ACTIONS.addDemonstration, {}))
    await act(ACTIONS.changeChat, { chat: chats[0]!, name: 'Mine now' })
    granted(await act(ACTIONS.removeDemonstration, by))
  },
  async speak(scene) {
    await act(ACTIONS.keepDraft, { chat: scene.chat, draft: FACT, client: 'tab' })
    await rig.speak(
      scene.chat,
      'ACME Corp wants to migrate 50 applications in 9 months. Please remember it.',
      ALICE,
    )
    return untilIdle(scene)
  },
  async stop(scene) {
    rig.fault({ kind: 'silence', after: 4, ms: Number.POSITIVE_INFINITY })
    const turn = await rig.speak(scene.chat, 'Hello', ALICE)
    await scene.tab.until((state) => state.chats[scene.chat]?.turns.at(-1)?.steps.length === 1)
    await act(ACTIONS.stop, { chat: scene.chat, turn })
    return untilIdle(scene)
  },
  async resume(scene) {
    rig.fault({ kind: 'status', status: 401 })
    const turn = await rig.say(
      scene.chat,
      'Please remember that the deadline of ACME Corp is in 9 months.',
      ALICE,
    )
    rig.fault(null)
    await act(ACTIONS.resume, { chat: scene.chat, turn })
    return untilIdle(scene)
  },
  async tryNow(scene) {
    rig.fault({ kind: 'status', status: 529, retryAfter: 240 })
    const turn = await rig.speak(scene.chat, 'Hello', ALICE)
    await scene.tab.until((state) => state.chats[scene.chat]?.turns.at(-1)?.status.kind === 'waiting')
    rig.fault(null)
    await act(ACTIONS.tryNow, { chat: scene.chat, turn })
    const state = await untilIdle(scene)
    expect(state.chats[scene.chat]?.turns.at(-1)?.status).toMatchObject({ outcome: { kind: 'answered' } })
  },
  async compact(scene) {
    granted(await act(ACTIONS.compact, { ...by, chat: scene.chat, id: 'turn_that_sums_up' }))
    return untilIdle(scene)
  },
  async enqueue(scene) {
    rig.fault({ kind: 'silence', after: 4, ms: Number.POSITIVE_INFINITY })
    const turn = await rig.speak(scene.chat, 'Hello', ALICE)
    await act(ACTIONS.keepDraft, { chat: scene.chat, draft: FACT, client: 'tab' })
    await queue(scene, 'one', FACT)
    rig.fault(null)
    await act(ACTIONS.stop, { chat: scene.chat, turn })
    await untilIdle(scene)
    await act(ACTIONS.resume, { chat: scene.chat, turn })
    await scene.tab.until((state) => state.chats[scene.chat]?.turns.at(-1)?.id === 'queued_one')
    return untilIdle(scene)
  },
  async changeQueued(scene) {
    await queueHeld(scene)
    const { chat } = scene
    granted(await act(ACTIONS.changeQueued, { chat, turn: 'queued_two', text: 'Other', speaker: 'Bob' }))
    granted(await act(ACTIONS.changeQueued, { chat, turn: 'queued_two', before: 'queued_one' }))
    granted(await act(ACTIONS.changeQueued, { chat, turn: 'queued_two', before: null }))
  },
  async unqueue(scene) {
    await queueHeld(scene)
    for (const turn of ['queued_one', 'queued_two'])
      granted(await act(ACTIONS.unqueue, { chat: scene.chat, turn }))
  },
  async sendQueued(scene) {
    await queueHeld(scene)
    granted(await act(ACTIONS.sendQueued, { chat: scene.chat, turn: 'queued_two' }))
    await scene.tab.until(({ chats }) => chats[scene.chat]?.turns.at(-1)?.id === 'queued_one')
    return untilIdle(scene)
  },
  async regenerate(scene) {
    const turn = scene.tab.state.chats[scene.chat]!.turns[0]!.id
    granted(await act(ACTIONS.regenerate, { chat: scene.chat, turn, id: 'turn_told_anew' }))
    return untilIdle(scene)
  },
  async walk(scene) {
    const { chat } = scene
    const [first] = scene.tab.state.chats[chat]!.turns
    const edit = { ...by, chat, id: 'turn_instead', text: 'Hello', instead: first!.id }
    granted(await act(ACTIONS.speak, edit))
    await untilIdle(scene)
    expect(granted(await act(ACTIONS.walk, { chat, to: { turn: first!.id } }))).toMatchObject({
      tip: 1,
      before: 2,
    })
    await rig.say(chat, 'Hello again', ALICE)
    granted(await act(ACTIONS.clearChat, { chat }))
    granted(await act(ACTIONS.walk, { chat, to: { number: 2 } }))
  },
  changeSettings: () => act(ACTIONS.changeSettings, { systemPrompt: 'Be kind.', rehearsalPace: 1 }),
  chooseHost: () => act(ACTIONS.chooseHost, { host: 'auto', model: 'other' }),
  setUpHost: () => act(ACTIONS.setUpHost, { kind: 'server', name: 'Other', fields: {} }),
  async removeHost() {
    await act(ACTIONS.setUpHost, { kind: 'server', name: 'Other', fields: {} })
    return act(ACTIONS.removeHost, { host: 'other' })
  },
  createDocument: ({ root }) =>
    act(ACTIONS.createDocument, { ...by, path: `${root}/new.md`, text: '# New\n' }),
  saveDocument: ({ document, present }) =>
    act(ACTIONS.saveDocument, { ...by, document, base: present().version, text: '# Mine\n' }),
  renameDocuments: ({ root, present }) =>
    act(ACTIONS.renameDocuments, { ...by, from: present().path, to: `${root}/a/b.md` }),
  deleteDocuments: ({ present }) => act(ACTIONS.deleteDocuments, { ...by, path: present().path }),
  clearMemory: ({ memory }) => act(ACTIONS.clearMemory, { ...by, memory }),
  async restoreDocument({ document, present }) {
    const { version } = present()
    await act(ACTIONS.saveDocument, { ...by, document, base: version, text: '# Mine\n' })
    await act(ACTIONS.restoreDocument, { ...by, document, version })
  },
  async erase({ chat }) {
    await act(ACTIONS.keepDraft, { chat, draft: 'ask about ACME Corp', client: 'tab' })
    const documents = rig.memories
      .as(OWNER)
      .documents()
      .map((info) => info.document)
    const alsoIn = { documents, chats: true, settings: true }
    const what = { kind: 'words', words: 'ACME Corp' } as const
    const outcome = granted(await act(ACTIONS.erase, { ...by, what, alsoIn }))
    expect(outcome).toMatchObject({ turns: 1, chats: 1, check: { found: [] } })
  },
  async addMemory() {
    const input = { name: 'Handbook', everyone: 'read', members: { Alice: 'write', Nora: 'none' } } as const
    granted(await act(ACTIONS.addMemory, { ...input, mount: '~handbook' }))
  },
  async changeMemory({ diary }) {
    const change = {
      memory: diary,
      name: 'Notebook',
      mount: '~notebook',
      members: { Alice: 'write' },
    } as const
    granted(await act(ACTIONS.changeMemory, change))
  },
  async removeMemory({ diary }) {
    const input = { memory: diary, confirm: 'Diary', speaker: 'Alice' }
    granted(await act(ACTIONS.removeMemory, input))
  },
  keepPrompt: () => act(ACTIONS.keepPrompt, PROMPT),
  async changePrompt() {
    granted(await act(ACTIONS.keepPrompt, PROMPT))
    granted(await act(ACTIONS.changePrompt, { ...PROMPT, text: 'What else?', base: 1 }))
  },
  async removePrompt() {
    granted(await act(ACTIONS.keepPrompt, PROMPT))
    granted(await act(ACTIONS.removePrompt, PROMPT))
  },
  async importPrompts() {
    const prompts = [PROMPT, { ...PROMPT, id: 'kept-other', title: 'Other' }]
    granted(await act(ACTIONS.importPrompts, { prompts }))
  },
  addPerson: () => act(ACTIONS.addPerson, { name: 'Zoe' }),
  removePerson: () => act(ACTIONS.removePerson, { name: 'Alice' }),
  async dismissNotice({ diary }) {
    const kind = 'working_copy'
    rig.workspace.notify({ kind, message: 'Told to all.', memory: null })
    rig.workspace.notify({ kind, message: 'Told to some.', memory: diary })
    const { notices } = (await rig.workspace.snapshot([], ALICE)).workspace
    for (const { id } of notices) granted(await act(ACTIONS.dismissNotice, { notice: id }))
  },
  async revertCommit({ memory }) {
    await act(ACTIONS.clearMemory, { ...by, memory })
    const commit = rig.memories.inside(memory)?.head ?? 0
    await act(ACTIONS.revertCommit, { ...by, memory, commit })
  },
  async undoChanges({ chat, memory }) {
    await act(ACTIONS.undoChanges, { ...by, what: { kind: 'chat', chat } })
    const number = rig.memories.inside(memory)?.head ?? 0
    await act(ACTIONS.undoChanges, { ...by, what: { kind: 'commit', memory, number } })
  },
  changeDocuments({ present }) {
    const { path } = present()
    const edits: readonly Edit[] = [
      { kind: 'rename', from: path, to: `${path}/b.md` },
      { kind: 'create', path: `${path}/c.md`, text: '# New\n' },
    ]
    return act(ACTIONS.changeDocuments, { ...by, edits })
  },
  replaceText() {
    const replacing = { find: 'acme', replace: 'Umbrella', matchCase: false, wholeWord: true }
    return act(ACTIONS.replaceText, { ...by, ...replacing })
  },
}

const SCENES = Object.keys(CASES).flatMap((name) => [[name, 'shared'] as const, [name, 'private'] as const])

describe('for every action and every viewer, a tab that follows ends where one that asks afresh begins', () => {
  it.each(SCENES)('%s, %s', async (name, where) => {
    const scene = await prepare(where)
    const tabs = new Map<string, Tab>([['Alice', scene.tab]])
    for (const [who, viewer] of Object.entries(VIEWERS)) {
      const shown = Object.keys((await rig.workspace.snapshot([], viewer)).workspace.chats)
      if (!tabs.has(who)) tabs.set(who, await rig.tab(shown, viewer))
    }
    const before = scene.tab.state.position
    await CASES[name as keyof typeof CASES](scene)
    // The last event is one that everybody is told of, so that everybody comes to the same position.
    await act(ACTIONS.addPerson, { name: 'The last' })
    for (const [who, viewer] of Object.entries(VIEWERS)) {
      const tab = tabs.get(who)!
      const { state } = {
        state: await tab.until(({ workspace }) => workspace.people.at(-1)?.name === 'The last'),
      }
      const fresh = await rig.workspace.snapshot(Object.keys(state.chats), viewer)
      expect(fresh.position).toBeGreaterThan(before)
      expect(Object.keys(state.chats).sort()).toEqual(Object.keys(fresh.workspace.chats).sort())
      expect(await asShown(state, viewer)).toEqual(await asShown(fresh, viewer))
      if (who === 'guest' || who === 'Carol') expect(everythingOf(tab)).not.toContain(SECRET)
    }
    expect(rig.failures).toEqual([])
  })

  it('also for a tab that came while nothing of the chat was shown, and after a restart', async () => {
    const { chat } = await prepare('private')
    granted(await act(ACTIONS.clearChat, { chat }))
    await rig.reopen()
    const tab = await rig.tab([chat], ALICE)
    await rig.say(chat, 'Hello again', ALICE)
    granted(await act(ACTIONS.clearChat, { chat, through: 0 }))
    const fresh = await rig.workspace.snapshot([chat], ALICE)
    await tab.until((state) => state.position >= fresh.position)
    expect(await asShown(tab.state, ALICE)).toEqual(await asShown(fresh, ALICE))
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

const SECRET = 'Xyzzy'

/** Everything that a tab was ever told. */
function everythingOf(tab: Tab): string {
  return JSON.stringify([tab.events, tab.state])
}

async function prepare(where: 'shared' | 'private'): Promise<Scene> {
  const members = { Alice: 'write', Bob: 'read' } as const
  const added = await act(ACTIONS.addMemory, { name: 'Diary', description: SECRET, members })
  const { id: diary, mount } = granted(added).memory
  const root = where === 'shared' ? '/memories' : `/memories/${mount}`
  const text = `Of ACME Corp: ${SECRET}.\n`
  granted(await act(ACTIONS.createDocument, { ...by, path: `/memories/${mount}/${SECRET}.md`, text }))
  const memories = where === 'shared' ? ['default'] : ['default', diary]
  const { chat } = granted(await act(ACTIONS.addChat, { speaker: 'Alice', memories }))
  await rig.say(chat, where === 'shared' ? FACT : `${FACT} ${SECRET}.`, ALICE)
  const tab = await rig.tab([chat], ALICE)
  const memory = where === 'shared' ? 'default' : diary
  const documents = () => rig.memories.as(OWNER).documents()
  const document = documents().find((info) => info.memory === memory)?.document ?? ''
  const present = () => documents().find((info) => info.document === document)!
  return { chat, tab, diary, memory, root, document, present }
}

/** What a person sees once missing pages are loaded: turns that were cleared, or left for another branch, are kept by a tab and shown by none. */
async function asShown(state: AppState, viewer: Principal): Promise<AppState> {
  const chats = await Promise.all(
    Object.values(state.chats).map(async (chat) => {
      const shown = shownOf(state.workspace.chats[chat.id]!, chat.turns)
      const whole = granted(await rig.workspace.turns(chat.id, { limit: 200 }, viewer))
      expect(whole.turns).toHaveLength(shown.earlier + shown.turns.length + shown.later)
      const { turns } = shown.later > 0 ? whole : shown
      return [
        chat.id,
        { id: chat.id, turns: [...whole.turns.slice(0, whole.turns.length - turns.length), ...turns] },
      ] as const
    }),
  )
  return { ...state, chats: Object.fromEntries(chats) }
}
