/** The demonstration: true to the reducer and the engine, and gone to the last document when nobody has touched it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, isIdle, openRig, type Rig } from '../../test/workspace-rig.ts'
import { type MemoryId, OWNER, type Principal } from '../memory/rights.ts'
import { verifyLog } from '../memory/verify.ts'
import { sqliteLog } from '../storage/sqlite.ts'
import { ACTIONS } from './actions.ts'
import { previewDemonstration } from './demonstration-actions.ts'
import type { AppState, ChatId } from './events.ts'
import { blameDocument } from './provenance-actions.ts'
import type { Workspace } from './workspace.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const ALICE: Principal = { kind: 'person', name: 'Alice' }
const by = { speaker: 'Alice' }
const act: Workspace['perform'] = (action, input, viewer = ALICE) =>
  rig.workspace.perform(action, input, viewer)
const add = async () => granted(await act(ACTIONS.addDemonstration, {}))
const remove = async () => granted(await act(ACTIONS.removeDemonstration, by))
const preview = async () => granted(await act(previewDemonstration, {}))
/** Lets Alice write the demonstration's memory and Bob read it, and nobody else know of it. */
const keepToAlice = async (memory: string) =>
  granted(
    await act(ACTIONS.changeMemory, {
      memory,
      mount: '~demonstration',
      everyone: 'none',
      members: { Alice: 'write', Bob: 'read' },
    }),
  )
const shown = (chats: readonly ChatId[]) => rig.workspace.snapshot(chats, ALICE)

/** What people see of a workspace, without how it came there. */
function seen({ workspace, chats }: AppState) {
  const { pastMemories: _, ...rest } = workspace
  return { workspace: rest, chats }
}

function memoryOf(memory: MemoryId) {
  const opened = rig.memories.as(OWNER).in(memory, 'write')
  if (opened.kind === 'denied') throw new Error('Expected the memory of the demonstration to be there.')
  return opened.memory
}

const documentOf = (memory: MemoryId, file: string) =>
  memoryOf(memory)
    .documents()
    .find(({ path }) => path.endsWith(`/${file}`))!

describe('the demonstration, when it is added', () => {
  it('has chats with text, thinking, tool calls that the engine has answered, a clearing and a branch', async () => {
    const { chats } = await add()
    const state = await shown(chats)
    expect(chats.map((chat) => state.workspace.chats[chat]?.name)).toEqual([
      'Mira · Release 1.4',
      'Jonas · Engineering',
      'Leila · Support',
    ])
    const turns = chats.flatMap((chat) => state.chats[chat]!.turns)
    expect(
      turns.every(({ status }) => status.kind === 'finished' && status.outcome.kind === 'answered'),
    ).toBe(true)
    const steps = turns.flatMap((turn) => turn.steps)
    const blocks = steps.flatMap((step) => step.blocks)
    const results = blocks.flatMap((block) =>
      block.kind === 'tool' && block.progress.kind === 'finished' ? [block.progress.result] : [],
    )
    expect(results.length).toBeGreaterThan(20)
    expect(results.filter(({ isError }) => isError)).toEqual([])
    expect(blocks.filter((block) => block.kind === 'thinking' && block.text !== '').length).toBeGreaterThan(5)
    const cleared = steps.flatMap((step) => step.finished?.clearings ?? [])
    expect(cleared.some((clearing) => clearing.kind === 'tool_uses' && clearing.count > 0)).toBe(true)
    expect(steps.every((step) => step.finished?.cost === 0)).toBe(true)
    expect(new Set(steps.map(({ host, model }) => `${host} ${model}`))).toEqual(
      new Set(['rehearsal prepared']),
    )
    expect(state.workspace.chats[chats[2]!]?.branches.length).toBeGreaterThan(0)
    expect(rig.failures).toEqual([])
  })

  it('has a memory of its own, written by several hands over some days, with an undo, and its chain holds', async () => {
    const { memory } = await add()
    const state = await shown([])
    const paths = Object.values(state.workspace.documents).map(({ path }) => path)
    expect(paths.length).toBeGreaterThanOrEqual(5)
    expect(paths.every((path) => path.startsWith('/memories/demonstration/'))).toBe(true)
    const history = memoryOf(memory).history({ limit: 1_000 })
    expect(new Set(history.map(({ at }) => at.slice(0, 10))).size).toBeGreaterThanOrEqual(3)
    expect(history.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['revert', 'save', 'rename']))
    const notes = documentOf(memory, 'release-notes.md')
    const { commits } = granted(await act(blameDocument, { document: notes.document }))
    const writers = new Set(commits.map(({ actor }) => JSON.stringify(actor)))
    expect([...writers].join()).toMatch(/"person","name":"Leila"/)
    expect([...writers].join()).toMatch(/"claude","onBehalfOf":"Jonas"/)
    const hands = new Set(history.map(({ actor }) => JSON.stringify(actor)))
    expect(hands.size).toBeGreaterThanOrEqual(5)
    const verdict = await verifyLog(sqliteLog(rig.database, memory))
    expect(verdict).toMatchObject({ commits: history.length, problems: [] })
    expect(state.workspace.memoryHeads[memory]).toBe(history.length)
    // Each commit of Claude’s leads to a turn that is there.
    const chats = Object.keys(state.workspace.chats)
    const turns = Object.values((await shown(chats)).chats).flatMap((chat) => chat.turns.map(({ id }) => id))
    for (const { origin } of history) if (origin) expect(turns).toContain(origin.turn)
  })

  it('comes to whoever follows as to whoever asks afresh, and is there after a restart', async () => {
    const tab = await rig.tab([], ALICE)
    const { chats } = await add()
    await tab.until((state) => state.workspace.demonstration !== null)
    const fresh = await shown(chats)
    expect(tab.state.workspace).toEqual(fresh.workspace)
    for (const chat of chats) {
      // A tab that was there has the other branch too.
      const had = tab.state.chats[chat]!.turns
      const asked = fresh.chats[chat]!.turns
      expect(had.filter(({ id }) => asked.some((turn) => turn.id === id))).toEqual(asked)
    }
    await rig.reopen()
    expect(seen(await shown(chats))).toEqual(seen(fresh))
  })

  it('twice is there once, also when both ask at the same time', async () => {
    const both = await Promise.all([act(ACTIONS.addDemonstration, {}), act(ACTIONS.addDemonstration, {})])
    expect(both.map(({ ok }) => ok)).toEqual([true, false])
    expect(both[1]).toMatchObject({ refusal: { code: 'busy' } })
    const first = await add()
    expect(await add()).toEqual(first)
    expect(Object.keys((await shown([])).workspace.chats)).toHaveLength(3)
  })

  it('stays out of chats that people open, and out of their way', async () => {
    granted(await act(ACTIONS.createDocument, { ...by, path: '/memories/demonstration/x.md', text: 'Mine.' }))
    const { memory } = await add()
    expect((await shown([])).workspace.memories[memory]?.mount).toBe('demonstration-2')
    const { chat } = granted(await act(ACTIONS.addChat, by))
    expect((await shown([])).workspace.chats[chat]?.memories).toEqual(['default'])
  })

  it('lets its chats go on with whoever answers here', async () => {
    const { chats } = await add()
    const [chat = ''] = chats
    await rig.say(chat, 'What do we know about the release?', ALICE)
    const turn = (await shown([chat])).chats[chat]?.turns.at(-1)
    expect(turn?.status).toMatchObject({ outcome: { kind: 'answered' } })
    expect(turn?.steps[0]).toMatchObject({ model: 'rehearsal-1' })
  })
})

describe('the demonstration, when it is removed', () => {
  it('leaves nothing, when nobody has touched it', async () => {
    const { chat } = granted(await act(ACTIONS.addChat, by))
    await rig.say(chat, 'I am Alice. Please remember that I like tea.', ALICE)
    const before = await shown([chat])
    const { chats, memory } = await add()
    granted(await act(ACTIONS.placeChat, { chat: chats[0]!, place: 'closed' }))
    const parts = await preview()
    expect(parts).toMatchObject({ there: true, stays: { chats: [], documents: [], memory: null } })
    expect(parts.goes.chats.map((each) => each.chat)).toEqual(chats)
    expect(parts.goes.memory).toEqual({ memory, name: 'Demonstration' })
    const tab = await rig.tab([chat, ...chats], ALICE)
    expect(await remove()).toEqual(parts)
    await tab.until((state) => state.workspace.demonstration === null)
    const after = await shown([chat])
    expect(tab.state).toEqual(after)
    expect(seen(after)).toEqual(seen(before))
    await rig.reopen()
    expect(seen(await shown([chat]))).toEqual(seen(before))
    for (const table of ['turn', 'chat', 'reply'] as const) {
      const rows = await rig.database.selectFrom(table).selectAll().execute()
      const named = rows.filter((row) => chats.some((each) => JSON.stringify(row).includes(each)))
      expect([table, named]).toEqual([table, []])
    }
    expect(await remove()).toMatchObject({ there: false })
    expect((await preview()).there).toBe(false)
  })

  it('leaves what people have changed or added, says what that is, and takes the rest', async () => {
    const { chats, memory } = await add()
    const [mira = '', jonas = '', leila = ''] = chats
    await rig.say(mira, 'Hello', ALICE)
    granted(await act(ACTIONS.keepDraft, { chat: jonas, draft: 'half', client: 'tab' }))
    const risks = documentOf(memory, 'risks.md')
    granted(
      await act(ACTIONS.saveDocument, {
        ...by,
        document: risks.document,
        base: risks.version,
        text: 'Mine.\n',
      }),
    )
    granted(
      await act(ACTIONS.createDocument, { ...by, path: '/memories/demonstration/new.md', text: 'New.' }),
    )
    const parts = await preview()
    const paths = parts.stays.documents.map(({ path }) => path.slice('/memories/demonstration/'.length))
    expect(paths.toSorted()).toEqual(['new.md', 'risks.md'])
    expect(parts.stays.chats.map(({ chat }) => chat)).toEqual([mira, jonas])
    expect(parts.stays.memory).toMatchObject({ memory })
    const done = await remove()
    expect(done.goes).toEqual(parts.goes)
    const { workspace } = await shown([])
    expect(Object.keys(workspace.chats)).toEqual([mira, jonas])
    expect(workspace.chats[leila]).toBeUndefined()
    const left = Object.values(workspace.documents).map(({ path }) => path)
    expect(left.toSorted()).toEqual(parts.stays.documents.map(({ path }) => path).toSorted())
    expect(workspace.demonstration).toBe(null)
    // They are the people’s own now; a new demonstration stands beside them.
    const again = await add()
    expect(again.memory).not.toBe(memory)
    expect(seen(await shown([])).workspace.memories[again.memory]?.mount).toBe('demonstration-2')
  })

  it('takes all of it when that is asked for: chats of people can be brought back, the memory is erased', async () => {
    const { chat: own } = granted(await act(ACTIONS.addChat, by))
    const { chats, memory } = await add()
    const [mira = '', jonas = '', leila = ''] = chats
    await rig.say(mira, 'Hello', ALICE)
    granted(
      await act(ACTIONS.createDocument, { ...by, path: '/memories/demonstration/new.md', text: 'New.' }),
    )
    const tab = await rig.tab([own, ...chats], ALICE)
    const done = granted(await act(ACTIONS.removeDemonstration, { ...by, all: true }))
    expect(done.stays).toEqual({ chats: [], documents: [], memory: null })
    expect(done.goes.chats.map(({ chat }) => chat).toSorted()).toEqual([...chats].toSorted())
    expect(done.goes.documents.map(({ path }) => path)).toContain('/memories/demonstration/new.md')
    expect(done.goes.memory).toMatchObject({ memory })
    await tab.until((state) => state.workspace.demonstration === null)
    const { workspace } = await shown([])
    expect(tab.state.workspace).toEqual(workspace)
    expect(Object.keys(workspace.chats)).toEqual([own, mira])
    expect(workspace.chats[mira]?.place).toBe('deleted')
    expect([workspace.chats[jonas], workspace.chats[leila]]).toEqual([undefined, undefined])
    expect(workspace.documents).toEqual({})
    expect(workspace.memories[memory]).toBeUndefined()
    granted(await act(ACTIONS.placeChat, { chat: mira, place: 'board' }))
    await rig.say(mira, 'Hello again', ALICE)
    // The next one is alone, under the same name.
    const again = await add()
    expect((await shown([])).workspace.memories[again.memory]?.mount).toBe('demonstration')
  })

  it('is removed as a whole by those alone who may write it', async () => {
    const { memory, chats } = await add()
    await keepToAlice(memory)
    const bob: Principal = { kind: 'person', name: 'Bob' }
    expect(await act(ACTIONS.removeDemonstration, { ...by, all: true }, bob)).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    expect(Object.keys((await shown([])).workspace.chats)).toEqual(chats)
  })

  it('never takes a chat in which somebody is being answered', async () => {
    const { chats } = await add()
    rig.fault({ kind: 'silence', after: 4, ms: Number.POSITIVE_INFINITY })
    const tab = await rig.tab(chats, ALICE)
    await rig.speak(chats[0]!, 'Hello', ALICE)
    const done = await remove()
    expect(done.stays.chats.map(({ chat }) => chat)).toEqual([chats[0]])
    rig.fault(null)
    expect(isIdle(tab.state, chats[0]!)).toBe(false)
  })

  it('is for those who may write it, and keeps from others what they may not see', async () => {
    const { memory, chats } = await add()
    await keepToAlice(memory)
    const bob: Principal = { kind: 'person', name: 'Bob' }
    const carol: Principal = { kind: 'person', name: 'Carol' }
    expect(await act(ACTIONS.removeDemonstration, by, bob)).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(await act(ACTIONS.removeDemonstration, by, carol)).toMatchObject({
      refusal: { code: 'not_found' },
    })
    const hidden = granted(await act(previewDemonstration, {}, carol))
    expect(JSON.stringify(hidden)).not.toMatch(/Demonstration|Mira|md/)
    expect((await rig.workspace.snapshot([], carol)).workspace.demonstration).toBe(null)
    const done = await remove()
    // Its rights were set by people, so the memory is theirs; nothing else was touched.
    expect(done.stays).toMatchObject({ documents: [], chats: [], memory: { memory } })
    expect(done.goes.chats.map(({ chat }) => chat)).toEqual(chats)
  })

  it('is complete when its memory was removed by hand before', async () => {
    const { memory, chats } = await add()
    granted(await act(ACTIONS.removeMemory, { ...by, memory, confirm: 'Demonstration' }))
    expect((await remove()).goes.chats.map(({ chat }) => chat)).toEqual(chats)
    expect((await shown([])).workspace).toMatchObject({ chats: {}, demonstration: null })
  })
})
