/** A person who is added together with a memory of their own. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import { DEFAULT_MEMORY, type Principal } from '../memory/rights.ts'
import { ACTIONS } from './actions.ts'

const ALICE: Principal = { kind: 'person', name: 'Alice' }
const ZOE: Principal = { kind: 'person', name: 'Zoë B' }

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const seenBy = async (viewer: Principal) =>
  Object.values((await rig.workspace.snapshot([], viewer)).workspace.memories).filter(
    ({ id }) => id !== DEFAULT_MEMORY,
  )
const addZoe = async (ownMemory: boolean) =>
  granted(await rig.workspace.perform(ACTIONS.addPerson, { name: 'Zoë B', ownMemory }, ALICE))

it('reads and writes it alone; who added them does not see it', async () => {
  expect(await addZoe(true)).toEqual({})
  expect(await seenBy(ALICE)).toEqual([])
  expect(await seenBy(ZOE)).toMatchObject([
    { mount: '~zoë-b', everyone: 'none', members: { 'Zoë B': 'write' }, workingCopy: false },
  ])
})

it('gets one only once, and none unless it is asked for', async () => {
  await addZoe(false)
  expect(await seenBy(ZOE)).toEqual([])
  await addZoe(true)
  await addZoe(true)
  expect(await seenBy(ZOE)).toHaveLength(1)
})
