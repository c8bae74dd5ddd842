/** Undoing in several memories where one of them does not take it: nothing is undone anywhere, or it is said what was. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import type { Caller } from '../memory/contract.ts'
import { createPolicy, DEFAULT_LIMITS, type Limits } from '../memory/limits.ts'
import { DEFAULT_MEMORY, type MemoryId, type Principal } from '../memory/rights.ts'
import { ACTIONS } from './actions.ts'
import { previewUndoing, type UndoWhat } from './undo-actions.ts'

const ALICE: Principal = { kind: 'person', name: 'Alice' }
const by = { speaker: 'Alice' }
const SECRET = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')
const alice: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice', allowSecrets: true }

let rig: Rig
let diary: MemoryId
/** In it Claude deleted a document in each of two memories. The one of the diary held a secret, which Alice had allowed. */
let what: UndoWhat
/** Called each time that the policy asks for the limits: once for every write, tried or made. */
let limits: () => Limits

beforeEach(async () => {
  limits = () => DEFAULT_LIMITS
  const policy = createPolicy({
    limits: () => limits(),
    secrets: () => 'refuse',
    now: () => new Date(),
  })
  rig = await openRig({}, policy)
  const asked = { name: 'Diary', mount: '~diary', everyone: 'none', members: { Alice: 'write' } } as const
  diary = granted(await rig.workspace.perform(ACTIONS.addMemory, asked, ALICE)).memory.id
  const memories = [DEFAULT_MEMORY, diary]
  const { chat } = granted(await rig.workspace.perform(ACTIONS.addChat, { ...by, memories }, ALICE))
  what = { kind: 'turn', chat, turn: 'turn-1' }
  const claude: Caller = {
    actor: { kind: 'claude', onBehalfOf: 'Alice' },
    reader: `chat:${chat}`,
    origin: { chat, turn: 'turn-1', toolCall: 'toolu_1' },
  }
  await inside(DEFAULT_MEMORY).create('/memories/a.md', 'okapi\n', alice)
  await inside(diary).create('/memories/a.md', `okapi ${SECRET}\n`, alice)
  for (const id of memories) {
    await inside(id).run({ command: 'view', path: '/memories/a.md' }, claude)
    await inside(id).run({ command: 'delete', path: '/memories/a.md' }, claude)
  }
  expect(documents()).toEqual([0, 0])
})
afterEach(() => rig.close())

function inside(id: MemoryId) {
  const memory = rig.memories.inside(id)
  if (!memory) throw new Error(`Expected the memory ${id}.`)
  return memory
}

const documents = () => [DEFAULT_MEMORY, diary].map((id) => inside(id).documents().length)
const heads = () => [DEFAULT_MEMORY, diary].map((id) => inside(id).head)
const undo = async (more: { readonly allowSecrets?: boolean } = {}) =>
  granted(await rig.workspace.perform(ACTIONS.undoChanges, { what, ...by, ...more }, ALICE))
const preview = async () => granted(await rig.workspace.perform(previewUndoing, { what, ...by }, ALICE))

/** Limits that let `times` more writes be asked about, and then are as tight as is said. */
function tightenAfter(times: number, tight: Partial<Limits> = { documents: 0 }) {
  let left = times
  limits = () => (left-- > 0 ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...tight })
}

describe('an undo that one of two memories refuses', () => {
  it('changes neither for a secret, which the preview tells, and both once a person allows it', async () => {
    const secret = { kind: 'refused', code: 'secret' }
    expect(await preview()).toMatchObject({ documents: [{}, {}], conflicts: [], refused: secret })
    expect(await undo()).toMatchObject({ ...secret, commits: [] })
    expect([heads(), documents()]).toEqual([
      [2, 2],
      [0, 0],
    ])
    expect(await undo({ allowSecrets: true })).toMatchObject({ kind: 'done', commits: [{}, {}] })
    expect(documents()).toEqual([1, 1])
  })

  it('changes neither for a limit', async () => {
    tightenAfter(1)
    const refused = { kind: 'refused', code: 'limit' }
    expect(await undo({ allowSecrets: true })).toMatchObject({ ...refused, commits: [] })
    expect(await preview()).toMatchObject({ refused })
    expect(heads()).toEqual([2, 2])
  })

  it('says what was undone and what not when a limit changed in between, and does the rest when asked again', async () => {
    tightenAfter(3)
    const outcome = await undo({ allowSecrets: true })
    expect(outcome).toMatchObject({
      kind: 'refused',
      code: 'limit',
      commits: [{ memory: DEFAULT_MEMORY, number: 3 }],
    })
    expect(outcome.kind === 'refused' && outcome.message).toMatch(
      /^Undone in “.+” \(change 3\), but not in “Diary”: The memory would hold 1 documents/,
    )
    expect(documents()).toEqual([1, 0])
    limits = () => DEFAULT_LIMITS
    expect(await undo({ allowSecrets: true })).toEqual({
      kind: 'done',
      commits: [{ memory: diary, number: 3 }],
    })
    expect(documents()).toEqual([1, 1])
  })
})

describe('replacing in two memories', () => {
  it('changes neither when one of them refuses', async () => {
    await undo({ allowSecrets: true })
    tightenAfter(1, { documentBytes: 5 })
    const asked = { ...by, find: 'okapi', replace: 'giraffe', matchCase: true, wholeWord: true }
    const outcome = granted(await rig.workspace.perform(ACTIONS.replaceText, asked, ALICE))
    expect(outcome).toMatchObject({ kind: 'refused', code: 'too_large' })
    expect(heads()).toEqual([3, 3])
  })
})
