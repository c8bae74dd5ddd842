import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import type { Caller, Memory } from '../memory/contract.ts'
import { openMemory } from '../memory/memory.ts'
import { inProcessLog } from '../storage/in-process.ts'
import { ACTIONS } from './actions.ts'
import { outdated } from './retention.ts'

const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
const DAY = 24 * 60 * 60 * 1000
const BOTH = { versionsDays: 30, deletedDays: 10 }

/** A memory whose clock stands until it is moved. */
async function memoryAt(day: { now: number }): Promise<Memory> {
  return openMemory(inProcessLog(), { now: () => new Date(day.now * DAY) })
}

async function makeAged(day: { now: number }): Promise<{ memory: Memory; document: string }> {
  const memory = await memoryAt(day)
  await memory.create('/memories/a.md', 'one', ALICE)
  const document = memory.at('/memories/a.md')?.document ?? ''
  day.now = 20
  await memory.save(document, 1, 'two', ALICE)
  day.now = 40
  await memory.save(document, 2, 'three', ALICE)
  return { memory, document }
}

describe('what has had its time', () => {
  it('is a version that was replaced so many days ago, however old its text is', async () => {
    const day = { now: 0 }
    const { memory, document } = await makeAged(day)
    const due = (now: number) =>
      outdated(memory, { versionsDays: 30, deletedDays: null }, new Date(now * DAY))
    expect(due(50)).toEqual([])
    expect(due(51)).toEqual([{ document, versions: [1] }])
    expect(due(71)).toEqual([{ document, versions: [1, 2] }])
    expect(due(100_000)).toEqual([{ document, versions: [1, 2] }])
  })

  it('is a document that was deleted so many days ago, as a whole; before that its last text stays', async () => {
    const day = { now: 0 }
    const { memory, document } = await makeAged(day)
    await memory.delete('/memories/a.md', ALICE)
    const due = (now: number, rule: Partial<typeof BOTH>) =>
      outdated(memory, { versionsDays: null, deletedDays: null, ...rule }, new Date(now * DAY))
    expect(due(100, { versionsDays: 30 })).toEqual([{ document, versions: [1, 2] }])
    expect(due(50, { deletedDays: 10 })).toEqual([])
    expect(due(51, { deletedDays: 10 })).toEqual([{ document, versions: 'all' }])
  })

  it('is nothing that was brought back, and nothing that is gone already', async () => {
    const day = { now: 0 }
    const { memory, document } = await makeAged(day)
    await memory.delete('/memories/a.md', ALICE)
    await memory.restore(document, 2, ALICE)
    const due = () => outdated(memory, BOTH, new Date(1000 * DAY))
    expect(due()).toEqual([{ document, versions: [1, 2, 3] }])
    await memory.erase({ erase: due() }, ALICE)
    expect(due()).toEqual([])
    await memory.delete('/memories/a.md', ALICE)
    await memory.erase({ erase: due() }, ALICE)
    expect(due()).toEqual([])
  })

  it('is never what is there now, and once erased never again, whatever happened', async () => {
    const step = fc.record({
      what: fc.constantFrom('write', 'delete', 'move'),
      at: fc.nat(2),
      days: fc.nat(9),
    })
    const rule = fc.record({
      versionsDays: fc.option(fc.integer({ min: 1, max: 30 })),
      deletedDays: fc.option(fc.integer({ min: 1, max: 30 })),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), rule, async (steps, retention) => {
        const day = { now: 0 }
        const memory = await memoryAt(day)
        for (const [i, { what, at, days }] of steps.entries()) {
          day.now += days
          const path = `/memories/${at}.md`
          const info = memory.at(path)
          if (what === 'delete') await memory.delete(path, ALICE)
          else if (what === 'move') await memory.rename(path, `/memories/${(at + 1) % 3}.md`, ALICE)
          else if (info) await memory.save(info.document, info.version, `text ${i}`, ALICE)
          else await memory.create(path, `text ${i}`, ALICE)
        }
        const before = memory.documents()
        const texts = await Promise.all(before.map(({ document }) => memory.text(document)))
        const due = outdated(memory, retention, new Date(day.now * DAY))
        if (due.length > 0) expect(await memory.erase({ erase: due }, ALICE)).toMatchObject({ kind: 'done' })
        expect(memory.documents()).toEqual(before)
        expect(await Promise.all(before.map(({ document }) => memory.text(document)))).toEqual(texts)
        expect(outdated(memory, retention, new Date(day.now * DAY))).toEqual([])
      }),
    )
  })
})

describe('the setting', () => {
  let rig: Rig
  beforeEach(async () => {
    rig = await openRig()
  })
  afterEach(() => rig.close())

  it('is kept at the start of the server, as a rule, with one line in the history', async () => {
    const speaker = 'Alice'
    const path = '/memories/a.md'
    await rig.workspace.perform(ACTIONS.createDocument, { path, text: 'heron one', speaker })
    const { document } = rig.memory.documents()[0]!
    const save = { document, base: 1, text: 'two', speaker }
    granted(await rig.workspace.perform(ACTIONS.saveDocument, save))
    const retention = { versionsDays: 1, deletedDays: null }
    granted(await rig.workspace.perform(ACTIONS.changeSettings, { retention }))
    await rig.reopen()
    expect(await rig.memory.text(document, 1)).toBe('heron one')
    await rig.reopen(async (database) => {
      await database.updateTable('memory_commit').set({ at: '2020-01-01T00:00:00.000Z' }).execute()
    })
    const tab = await rig.tab([])
    await tab.until((state) => state.workspace.memoryHead === 3)
    expect(rig.memory.history({ limit: 1 })).toMatchObject([
      { reason: 'erase', actor: { kind: 'rule', name: 'retention' }, changes: [{ versions: [1] }] },
    ])
    expect(await rig.memory.text(document, 1)).toBeNull()
    expect(await rig.memory.text(document)).toBe('two')
  })
})
