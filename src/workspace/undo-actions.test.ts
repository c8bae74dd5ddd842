/** Undoing and replacing what lies in several memories. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import type { Caller } from '../memory/contract.ts'
import { DEFAULT_MEMORY, type MemoryId, type Principal } from '../memory/rights.ts'
import { ACTIONS } from './actions.ts'
import type { ChatId } from './events.ts'
import { previewUndoing, type UndoWhat } from './undo-actions.ts'

const ALICE: Principal = { kind: 'person', name: 'Alice' }
const BOB: Principal = { kind: 'person', name: 'Bob' }
const CAROL: Principal = { kind: 'person', name: 'Carol' }
const by = { speaker: 'Alice' }

let rig: Rig
/** It has the diary, and wrote in both memories. */
let chat: ChatId
let what: UndoWhat
/** Alice may write in it, Bob may read it, Carol does not know of it. */
let diary: MemoryId
beforeEach(async () => {
  rig = await openRig()
  const members = { Alice: 'write', Bob: 'read' } as const
  const asked = { name: 'Diary', mount: '~diary', everyone: 'none', members } as const
  diary = granted(await rig.workspace.perform(ACTIONS.addMemory, asked, ALICE)).memory.id
  const memories = [DEFAULT_MEMORY, diary]
  chat = granted(await rig.workspace.perform(ACTIONS.addChat, { ...by, memories }, ALICE)).chat
  what = { kind: 'chat', chat }
  const claude: Caller = {
    actor: { kind: 'claude', onBehalfOf: 'Alice' },
    reader: `chat:${chat}`,
    origin: { chat, turn: 'turn-1', toolCall: 'toolu_1' },
  }
  for (const id of memories)
    await inside(id).run({ command: 'create', path: '/memories/a.md', file_text: 'okapi\n' }, claude)
})
afterEach(() => rig.close())

function inside(id: MemoryId) {
  const memory = rig.memories.inside(id)
  if (!memory) throw new Error(`Expected the memory ${id}.`)
  return memory
}

const documents = () => [DEFAULT_MEMORY, diary].map((id) => inside(id).documents().length)
const heads = () => [DEFAULT_MEMORY, diary].map((id) => inside(id).head)

describe('undoing what a chat wrote in two memories', () => {
  it('makes one commit in each', async () => {
    const preview = granted(await rig.workspace.perform(previewUndoing, { what, ...by }, ALICE))
    expect(preview).toMatchObject({
      documents: [
        { memory: DEFAULT_MEMORY, path: '/memories/a.md', before: 'okapi\n', after: null },
        { memory: diary, path: '/memories/~diary/a.md', before: 'okapi\n', after: null },
      ],
      conflicts: [],
    })
    const outcome = granted(await rig.workspace.perform(ACTIONS.undoChanges, { what, ...by }, ALICE))
    const commits = [
      { memory: DEFAULT_MEMORY, number: 2 },
      { memory: diary, number: 2 },
    ]
    expect(outcome).toEqual({ kind: 'done', commits })
    expect(documents()).toEqual([0, 0])
  })

  it('tells who sees a memory what of it was taken back, and by whom, also after a start', async () => {
    await rig.workspace.perform(ACTIONS.undoChanges, { what, ...by }, ALICE)
    const told = async (viewer: Principal) => (await rig.workspace.snapshot([], viewer)).workspace.undos
    const undo = { number: 2, actor: { kind: 'person', name: 'Alice' }, undoes: [[1, 1]] }
    expect(await told(ALICE)).toMatchObject({ [DEFAULT_MEMORY]: [undo], [diary]: [undo] })
    const before = await told(CAROL)
    expect(before).toMatchObject({ [DEFAULT_MEMORY]: [undo] })
    expect(before).not.toHaveProperty(diary)
    await rig.reopen()
    expect(await told(CAROL)).toEqual(before)
    expect(await told(ALICE)).toMatchObject({ [diary]: [undo] })
  })

  it('takes several changes that were named, in whichever memories they are', async () => {
    const caller: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
    await inside(DEFAULT_MEMORY).create('/memories/b.md', 'heron\n', caller)
    const commits = [
      { memory: DEFAULT_MEMORY, number: 2 },
      { memory: diary, number: 1 },
    ]
    what = { kind: 'commits', commits }
    const outcome = granted(await rig.workspace.perform(ACTIONS.undoChanges, { what, ...by }, ALICE))
    expect(outcome).toMatchObject({ kind: 'done', commits: [{ number: 3 }, { number: 2 }] })
    expect(documents()).toEqual([1, 0])
    const refused = await rig.workspace.perform(ACTIONS.undoChanges, { what, speaker: 'Carol' }, CAROL)
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'not_found' } })
  })

  it('changes neither while there is a conflict in one', async () => {
    const [info] = inside(diary).documents()
    await inside(diary).save(info?.document ?? '', 1, 'giraffe\n', {
      actor: { kind: 'person', name: 'Alice' },
      reader: 'person:Alice',
    })
    const outcome = granted(await rig.workspace.perform(ACTIONS.undoChanges, { what, ...by }, ALICE))
    const conflicts = [{ path: '/memories/~diary/a.md', present: 'giraffe\n', wanted: null, version: 2 }]
    expect(outcome).toMatchObject({ kind: 'conflicts', conflicts, commits: [] })
    expect(heads()).toEqual([1, 2])
    const resolutions = { [info?.document ?? '']: { take: 'present', version: 2 } } as const
    await rig.workspace.perform(ACTIONS.undoChanges, { what, ...by, resolutions }, ALICE)
    expect(documents()).toEqual([0, 1])
  })

  it('changes neither for somebody who may only read one', async () => {
    const bobs = await rig.workspace.perform(ACTIONS.undoChanges, { what, ...by }, BOB)
    expect(bobs).toMatchObject({ ok: false, refusal: { code: 'forbidden' } })
    expect(heads()).toEqual([1, 1])
  })

  it('tells somebody who does not see the chat what it tells of a chat that was never there', async () => {
    const answers = async (id: ChatId, viewer: Principal) => {
      const asked = [{ kind: 'chat', chat: id } as const, { kind: 'turn', chat: id, turn: 'turn-1' } as const]
      const told: string[] = []
      for (const each of asked) {
        told.push(JSON.stringify(await rig.workspace.perform(previewUndoing, { what: each, ...by }, viewer)))
        told.push(
          JSON.stringify(await rig.workspace.perform(ACTIONS.undoChanges, { what: each, ...by }, viewer)),
        )
      }
      return told.map((text) => text.replaceAll(id, '…'))
    }
    const nowhere = await answers('nowhere', CAROL)
    expect(nowhere.every((text) => text.includes('"not_found"'))).toBe(true)
    expect(await answers(chat, CAROL)).toEqual(nowhere)
    expect(heads()).toEqual([1, 1])
  })
})

describe('replacing everywhere', () => {
  const asked = { ...by, find: 'okapi', replace: 'zebra', matchCase: true, wholeWord: true }
  const texts = () =>
    Promise.all(
      [DEFAULT_MEMORY, diary].map((id) => inside(id).text(inside(id).documents()[0]?.document ?? '')),
    )

  it('reaches all memories that one may write, or the one that was named', async () => {
    const one = { ...asked, under: '/memories/~diary' }
    expect(granted(await rig.workspace.perform(ACTIONS.replaceText, one, ALICE))).toEqual({
      kind: 'done',
      commits: [{ memory: diary, number: 2 }],
    })
    expect(await texts()).toEqual(['okapi\n', 'zebra\n'])
    const back = { ...asked, find: 'zebra', replace: 'okapi' }
    await rig.workspace.perform(ACTIONS.replaceText, back, ALICE)
    const everywhere = granted(await rig.workspace.perform(ACTIONS.replaceText, asked, ALICE))
    expect(everywhere).toMatchObject({ commits: [{ memory: DEFAULT_MEMORY }, { memory: diary }] })
    expect(await texts()).toEqual(['zebra\n', 'zebra\n'])
  })

  it('leaves alone what one may only read', async () => {
    await rig.workspace.perform(ACTIONS.replaceText, asked, BOB)
    expect(await texts()).toEqual(['zebra\n', 'okapi\n'])
    const named = granted(
      await rig.workspace.perform(ACTIONS.replaceText, { ...asked, under: '/memories/~diary' }, BOB),
    )
    expect(named).toMatchObject({ kind: 'refused', code: 'forbidden' })
  })

  it('and other edits do not reach over two memories with one commit', async () => {
    const edits = [
      { kind: 'delete', path: '/memories/a.md' },
      { kind: 'delete', path: '/memories/~diary/a.md' },
    ] as const
    const outcome = granted(await rig.workspace.perform(ACTIONS.changeDocuments, { ...by, edits }, ALICE))
    expect(outcome).toMatchObject({ kind: 'refused', code: 'bad_input' })
    expect(heads()).toEqual([1, 1])
  })
})
