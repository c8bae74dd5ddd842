import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Memory } from '../memory/contract.ts'
import { openMemory } from '../memory/memory.ts'
import { inProcessLog } from '../storage/in-process.ts'
import { type Baseline, openBaseline } from './baseline.ts'
import { createComplaints } from './complaints.ts'
import { createDeletions, type Deletions } from './deletions.ts'
import type { FolderNotice } from './notice.ts'
import { createPrints } from './prints.ts'

const FILES = ['a.md', 'b.md', 'c.md']
const now = () => new Date()

let root: string
let folder: string
let memory: Memory
let baseline: Baseline
let deletions: Deletions
let notices: FolderNotice[]

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'commonplace-deletions-'))
  folder = join(root, 'memories')
  mkdirSync(folder)
  memory = await openMemory(inProcessLog())
  baseline = openBaseline(join(root, 'state.json'), folder)
  for (const file of FILES) {
    const made = await memory.create(`/memories/${file}`, file, {
      actor: { kind: 'person', name: 'Alice' },
      reader: 'person:Alice',
    })
    if (made.kind === 'done' && made.document) baseline.set(file, made.document)
    writeFileSync(join(folder, file), file)
  }
  notices = []
  const notify = (notice: FolderNotice) => notices.push(notice)
  const late = { watch: () => {}, finish: async () => {} }
  const prints = createPrints(baseline, now)
  const complaints = createComplaints(notify)
  const sides = {
    memory,
    folder,
    baseline,
    limit: 1000,
    now,
    id: () => 'x',
    notify,
    prints,
    complaints,
    late,
  }
  deletions = createDeletions(sides, 0, () => performance.now())
})
afterEach(async () => {
  await memory.close()
  rmSync(root, { recursive: true, force: true })
})

describe('the damage rule', () => {
  it('counts what is gone, not only what was noticed so far', async () => {
    for (const file of FILES) rmSync(join(folder, file))
    deletions.missing('b.md')
    expect([...(await deletions.damage(['b.md'], false))].sort()).toEqual(FILES)
    expect(notices).toMatchObject([{ kind: 'damage', files: 3 }])
  })

  it('makes a folder that is gone again, and asks for every file, even when none was noticed', async () => {
    rmSync(folder, { recursive: true })
    expect([...(await deletions.damage([], false))].sort()).toEqual(FILES)
    expect(existsSync(folder)).toBe(true)
    expect(notices).toMatchObject([{ kind: 'damage', files: 3 }])
  })

  it('lets a person delete some', async () => {
    rmSync(join(folder, 'a.md'))
    rmSync(join(folder, 'b.md'))
    expect(await deletions.damage(['a.md', 'b.md'], false)).toEqual([])
    expect(notices).toEqual([])
  })
})
