/** Every action for every viewer of a private memory and of a chat that has it. An action without a row does not compile. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import { searchTool } from '../agent/search-tool.ts'
import { GUEST, type MemoryId, OWNER, type Principal } from '../memory/rights.ts'
import { ACTIONS } from './actions.ts'
import type { ChatId, TurnId } from './events.ts'
import type { Result } from './result.ts'
import { claudeIn } from './turn-input.ts'
import type { Workspace } from './workspace.ts'

const SECRET = 'Xyzzy'
const by = { speaker: 'Alice' }
const person = (name: string): Principal => ({ kind: 'person', name })
const ALICE = person('Alice')

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

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

interface Scene {
  readonly diary: MemoryId
  readonly path: string
  readonly document: string
  readonly version: number
  readonly chat: ChatId
  readonly turn: TurnId
  readonly notice: string
}

type Do = Workspace['perform']
type Row = {
  /** `all`: it concerns nothing private. `read`, `write`: what one needs in the diary. */
  readonly needs: 'all' | 'read' | 'write'
  readonly act: (act: Do, scene: Scene) => Promise<Result<unknown>>
}

const ROWS: Record<keyof typeof ACTIONS, Row> = {
  addChat: {
    needs: 'read',
    act: (act, { diary }) => act(ACTIONS.addChat, { speaker: 'Alice', memories: [diary] }),
  },
  changeChat: { needs: 'read', act: (act, { chat }) => act(ACTIONS.changeChat, { chat, name: 'x' }) },
  placeChat: { needs: 'read', act: (act, { chat }) => act(ACTIONS.placeChat, { chat, place: 'closed' }) },
  clearChat: { needs: 'read', act: (act, { chat }) => act(ACTIONS.clearChat, { chat }) },
  keepDraft: {
    needs: 'read',
    act: (act, { chat }) => act(ACTIONS.keepDraft, { chat, draft: 'x', client: '' }),
  },
  openExample: { needs: 'all', act: (act) => act(ACTIONS.openExample, {}) },
  // The id of a turn that was: whoever may see the chat gets the answer that it had.
  speak: {
    needs: 'read',
    act: (act, { chat, turn }) => act(ACTIONS.speak, { ...by, chat, id: turn, text: 'x' }),
  },
  stop: { needs: 'read', act: (act, { chat, turn }) => act(ACTIONS.stop, { chat, turn }) },
  resume: { needs: 'read', act: (act, { chat, turn }) => act(ACTIONS.resume, { chat, turn }) },
  tryNow: { needs: 'read', act: (act, { chat, turn }) => act(ACTIONS.tryNow, { chat, turn }) },
  // As with speaking: the id of a turn that was.
  compact: { needs: 'read', act: (act, { chat, turn }) => act(ACTIONS.compact, { ...by, chat, id: turn }) },
  enqueue: {
    needs: 'read',
    act: (act, { chat, turn }) => act(ACTIONS.enqueue, { ...by, chat, id: turn, text: 'x' }),
  },
  changeQueued: {
    needs: 'read',
    act: (act, { chat, turn }) => act(ACTIONS.changeQueued, { chat, turn, text: 'x' }),
  },
  unqueue: { needs: 'read', act: (act, { chat, turn }) => act(ACTIONS.unqueue, { chat, turn }) },
  sendQueued: { needs: 'read', act: (act, { chat, turn }) => act(ACTIONS.sendQueued, { chat, turn }) },
  regenerate: {
    needs: 'read',
    act: (act, { chat, turn }) => act(ACTIONS.regenerate, { chat, turn, id: turn }),
  },
  walk: { needs: 'read', act: (act, { chat, turn }) => act(ACTIONS.walk, { chat, to: { turn } }) },
  changeSettings: { needs: 'all', act: (act) => act(ACTIONS.changeSettings, { rehearsalPace: 0 }) },
  chooseHost: {
    needs: 'all',
    act: (act) => act(ACTIONS.chooseHost, { host: 'auto', model: null }),
  },
  setUpHost: {
    needs: 'all',
    act: (act) => act(ACTIONS.setUpHost, { kind: 'server', name: 'Other', fields: {} }),
  },
  removeHost: {
    needs: 'all',
    async act(act) {
      await act(ACTIONS.setUpHost, { kind: 'server', name: 'Other', fields: {} })
      return act(ACTIONS.removeHost, { host: 'other' })
    },
  },
  createDocument: {
    needs: 'write',
    act: (act, { path }) => act(ACTIONS.createDocument, { ...by, path: `${path}2.md`, text: 'x' }),
  },
  saveDocument: {
    needs: 'write',
    act: (act, { document, version }) =>
      act(ACTIONS.saveDocument, { ...by, document, base: version, text: 'Other.\n' }),
  },
  renameDocuments: {
    needs: 'write',
    act: (act, { path }) => act(ACTIONS.renameDocuments, { ...by, from: path, to: `${path}2.md` }),
  },
  deleteDocuments: { needs: 'write', act: (act, { path }) => act(ACTIONS.deleteDocuments, { ...by, path }) },
  clearMemory: {
    needs: 'write',
    act: (act, { diary }) => act(ACTIONS.clearMemory, { ...by, memory: diary }),
  },
  restoreDocument: {
    needs: 'write',
    act: (act, { document }) => act(ACTIONS.restoreDocument, { ...by, document, version: 1 }),
  },
  revertCommit: {
    needs: 'write',
    act: (act, { diary, version }) => act(ACTIONS.revertCommit, { ...by, memory: diary, commit: version }),
  },
  erase: {
    needs: 'write',
    act: (act, { document }) => {
      const alsoIn = { documents: [], chats: false, settings: false }
      return act(ACTIONS.erase, { ...by, what: { kind: 'document', document, versions: [1] }, alsoIn })
    },
  },
  undoChanges: {
    needs: 'write',
    act: (act, { diary, version }) =>
      act(ACTIONS.undoChanges, { ...by, what: { kind: 'commit', memory: diary, number: version } }),
  },
  changeDocuments: {
    needs: 'write',
    act: (act, { path }) => act(ACTIONS.changeDocuments, { ...by, edits: [{ kind: 'delete', path }] }),
  },
  replaceText: {
    needs: 'write',
    act: (act, { path }) =>
      act(ACTIONS.replaceText, {
        ...by,
        find: 'word',
        replace: 'name',
        under: path,
        matchCase: true,
        wholeWord: false,
      }),
  },
  addMemory: { needs: 'all', act: (act) => act(ACTIONS.addMemory, { name: 'Open', everyone: 'write' }) },
  changeMemory: {
    needs: 'write',
    act: (act, { diary }) => act(ACTIONS.changeMemory, { memory: diary, description: '' }),
  },
  removeMemory: {
    needs: 'write',
    act: (act, { diary }) => act(ACTIONS.removeMemory, { ...by, memory: diary, confirm: SECRET }),
  },
  addDemonstration: { needs: 'all', act: (act) => act(ACTIONS.addDemonstration, {}) },
  removeDemonstration: {
    needs: 'all',
    async act(act) {
      await act(ACTIONS.addDemonstration, {})
      return act(ACTIONS.removeDemonstration, by)
    },
  },
  addPerson: { needs: 'all', act: (act) => act(ACTIONS.addPerson, { name: 'Zoe' }) },
  removePerson: { needs: 'all', act: (act) => act(ACTIONS.removePerson, { name: 'Dora' }) },
  keepPrompt: { needs: 'all', act: (act) => act(ACTIONS.keepPrompt, PROMPT) },
  // Each viewer made it: prompts are everybody's to see, and their maker's to change.
  changePrompt: {
    needs: 'all',
    async act(act) {
      await act(ACTIONS.keepPrompt, PROMPT)
      return act(ACTIONS.changePrompt, { ...PROMPT, title: 'Other', base: 1 })
    },
  },
  removePrompt: {
    needs: 'all',
    async act(act) {
      await act(ACTIONS.keepPrompt, PROMPT)
      return act(ACTIONS.removePrompt, PROMPT)
    },
  },
  importPrompts: { needs: 'all', act: (act) => act(ACTIONS.importPrompts, { prompts: [PROMPT] }) },
  dismissNotice: { needs: 'read', act: (act, { notice }) => act(ACTIONS.dismissNotice, { notice }) },
}

const VIEWERS = {
  guest: [GUEST, 'all'],
  nobody: [person('Carol'), 'all'],
  key: [{ kind: 'key', name: 'Alice' }, 'all'],
  reader: [person('Bob'), 'read'],
  writer: [ALICE, 'write'],
  owner: [OWNER, 'write'],
} as const satisfies Record<string, readonly [Principal, Row['needs']]>

const PAST = ['resume', 'changeQueued', 'unqueue']
const RANK = { all: 0, read: 1, write: 2 } as const

describe('every action', () => {
  const cases = Object.entries(ROWS).flatMap(([name, row]) =>
    Object.entries(VIEWERS).map(([who, viewer]) => [name, who, row, viewer] as const),
  )
  it.each(cases)('%s by %s', async (name, _, { needs, act }, [viewer, may]) => {
    const scene = await prepare()
    const before = await privatePart(scene)
    const result = await act((action, input) => rig.workspace.perform(action, input, viewer), scene)
    const refused = !result.ok || isRefusal(result.value)
    const allowed = RANK[may] >= RANK[needs]
    // The turn was answered to its end: there is nothing to take up or to change, and only those may know who see it.
    if (PAST.includes(name) && allowed) expect(result).toMatchObject({ refusal: { code: 'conflict' } })
    else expect(refused, JSON.stringify(result)).toBe(!allowed)
    if (!allowed) expect(await privatePart(scene)).toEqual(before)
    const sent = `~${SECRET.toLowerCase()}/${SECRET}`
    if (may === 'all') expect(JSON.stringify(result).replaceAll(sent, '')).not.toContain(SECRET)
  })
})

function isRefusal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refused'
}

/** What must stay as it is when somebody is refused. */
async function privatePart({ diary, chat }: Scene) {
  const state = await rig.workspace.snapshot([chat], OWNER)
  const { memories, memoryHeads, undos, notices } = state.workspace
  return [
    memories[diary],
    memoryHeads[diary],
    undos[diary],
    notices,
    state.workspace.chats[chat],
    state.chats[chat],
  ]
}

async function prepare(): Promise<Scene> {
  const members = { Alice: 'write', Bob: 'read' } as const
  const added = { name: SECRET, description: SECRET, members }
  const { id: diary, mount } = granted(await rig.workspace.perform(ACTIONS.addMemory, added, ALICE)).memory
  const path = `/memories/${mount}/${SECRET}.md`
  const act: Do = (action, input) => rig.workspace.perform(action, input, ALICE)
  const made = granted(await act(ACTIONS.createDocument, { ...by, path, text: `The word: ${SECRET}.\n` }))
  const document = made.kind === 'done' ? (made.document?.document ?? '') : ''
  granted(await act(ACTIONS.saveDocument, { ...by, document, base: 1, text: `A word: ${SECRET}.\n` }))
  granted(await act(ACTIONS.addPerson, { name: 'Dora' }))
  const chat = granted(
    await act(ACTIONS.addChat, { name: SECRET, speaker: 'Alice', memories: ['default', diary] }),
  ).chat
  const turn = await rig.say(chat, `Hello ${SECRET}`, ALICE)
  rig.workspace.notify({ kind: 'working_copy', message: SECRET, memory: diary })
  const { notices } = (await rig.workspace.snapshot([], OWNER)).workspace
  const settled = notices.length > 0 ? notices : await untilNotice(diary)
  return { diary, path, document, version: 2, chat, turn, notice: settled.at(-1)?.id ?? '' }
}

async function untilNotice(diary: MemoryId) {
  const tab = await rig.tab([], OWNER)
  const { workspace } = await tab.until((state) =>
    state.workspace.notices.some(({ memory }) => memory === diary),
  )
  tab.leave()
  return workspace.notices
}

describe('Claude in a chat', () => {
  const shownMemory = async (memory: MemoryId) => {
    const { memories } = (await rig.workspace.snapshot([], OWNER)).workspace
    return `/memories/${memories[memory]?.mount}`
  }
  /** The search of Claude in the chat, if these had spoken in it. */
  const toolOf = async (chat: ChatId, participants: readonly string[]) => {
    const claude = rig.memories.as(claudeIn({ ...(await shown(chat)), participants }))
    return searchTool((request) => rig.searches.search(claude, request))
  }
  const shown = async (chat: ChatId) => (await rig.workspace.snapshot([chat], OWNER)).workspace.chats[chat]!
  const say = (chat: ChatId, speaker: string, viewer = ALICE) =>
    rig.workspace.perform(
      ACTIONS.speak,
      { chat, id: `turn_of_${speaker}_${chat}`, text: 'Hello', speaker },
      viewer,
    )

  it('has what the one who made it and the speaker may both read, and what was heard hides the chat for good', async () => {
    const { diary, chat } = await prepare()
    const mine = granted(await rig.workspace.perform(ACTIONS.addChat, { speaker: 'Alice' }, ALICE)).chat
    expect((await shown(mine)).memories).toEqual(['default', diary])
    const withCarol = granted(await rig.workspace.perform(ACTIONS.addChat, { speaker: 'Carol' }, ALICE)).chat
    expect((await shown(withCarol)).memories).toEqual(['default'])
    const guests = granted(await rig.workspace.perform(ACTIONS.addChat, { speaker: 'Alice' })).chat
    expect((await shown(guests)).memories).toEqual(['default'])
    const change = { chat, memories: ['default'] }
    granted(await rig.workspace.perform(ACTIONS.changeChat, change, ALICE))
    expect(await shown(chat)).toMatchObject({ memories: ['default'], heard: ['default', diary] })
    expect(Object.keys((await rig.workspace.snapshot([], person('Carol'))).workspace.chats)).toEqual([
      withCarol,
      guests,
    ])
  })

  it('is not taken anything away because somebody else speaks: that one is refused, with the choice', async () => {
    const { chat } = await prepare()
    expect((await shown(chat)).participants).toEqual(['Alice'])
    expect(await say(chat, 'Carol')).toMatchObject({
      ok: false,
      refusal: { code: 'conflict', message: expect.stringMatching(/new chat without it.*take it out/) },
    })
    granted(await say(chat, 'Bob'))
    expect((await shown(chat)).participants).toEqual(['Alice', 'Bob'])
  })

  it('answers from what is mounted, and from nothing else', async () => {
    const { diary } = await prepare()
    const path = `${await shownMemory(diary)}/acme-corp.md`
    const text = '# ACME Corp\n\n- Budget: $500K\n'
    granted(await rig.workspace.perform(ACTIONS.createDocument, { ...by, path, text }, ALICE))
    const asked = async (memories: readonly MemoryId[]) => {
      const input = { speaker: 'Alice', memories }
      const { chat } = granted(await rig.workspace.perform(ACTIONS.addChat, input, ALICE))
      await rig.say(chat, 'What is the budget of ACME Corp?', ALICE)
      return JSON.stringify((await rig.workspace.snapshot([chat], ALICE)).chats[chat]?.turns)
    }
    expect(await asked(['default', diary])).toContain('$500K')
    const without = await asked(['default'])
    expect(without).not.toContain('$500K')
    expect(without).not.toContain(SECRET)
  })

  it('has the search when it is switched on', async () => {
    const chat = await rig.addChat()
    const tools = () => rig.requests.at(-1)?.tools.map((tool) => ('name' in tool ? tool.name : ''))
    await rig.say(chat, 'Hello')
    expect(tools()).toEqual(['memory'])
    granted(await rig.workspace.perform(ACTIONS.changeSettings, { searchTool: true }))
    await rig.say(chat, 'Hello again')
    expect(tools()).toEqual(['memory', 'search_memory'])
  })

  it('finds what all who take part may read', async () => {
    const { chat } = await prepare()
    const search = async (names: readonly string[]) => {
      const input = await toolOf(chat, names)
      return (await input.run({ query: SECRET }, 'call', new AbortController().signal)).text
    }
    expect(await search(['Alice', 'Bob'])).toContain(`A word: ${SECRET}.`)
    expect(await search(['Alice', 'Carol'])).toContain('Nothing was found.')
  })

  it('may write only where all who take part may', async () => {
    const { diary, chat, path } = await prepare()
    const edge = async () => rig.memories.as(claudeIn(await shown(chat)))
    expect((await edge()).in(diary, 'write').kind).toBe('opened')
    granted(await say(chat, 'Bob'))
    const claude = await edge()
    expect(claude.in(diary, 'write')).toMatchObject({ kind: 'denied', code: 'forbidden' })
    expect(claude.at(path, 'read').kind).toBe('opened')
  })

  it('cannot be given what somebody who takes part may not read, nor what the one who asks does not know', async () => {
    const { diary } = await prepare()
    const chat = granted(await rig.workspace.perform(ACTIONS.addChat, { speaker: 'Carol' })).chat
    granted(await say(chat, 'Carol', GUEST))
    const mount = (viewer: Principal) =>
      rig.workspace.perform(ACTIONS.changeChat, { chat, memories: ['default', diary] }, viewer)
    const message = expect.stringContaining('Carol')
    await rig.tab([chat]).then((tab) => tab.until((state) => state.workspace.chats[chat]?.running === null))
    expect(await mount(ALICE)).toMatchObject({ refusal: { code: 'conflict', message } })
    expect(await mount(GUEST)).toMatchObject({ refusal: { code: 'not_found' } })
  })
})
