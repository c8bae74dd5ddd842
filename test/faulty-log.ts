/**
 * `node test/faulty-log.ts <folder> <EIO|ENOSPC> <once|on> <step>`, on a faulty disk: a log in SQLite tells the same story again and again, and the
 * first call to the disk fails, then the second (or the `step`-th after it), and so on until a telling gets through. Whatever was acknowledged has to be there, whatever failed has
 * to be as before or as asked, and the same process has to be able to go on. Prints how many calls were made to fail.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../src/database/open.ts'
import type { MemoryLog } from '../src/memory/log.ts'
import type { Draft } from '../src/memory/types.ts'
import { draft, entriesAfter } from '../src/storage/conformance/drafts.ts'
import { erasureOf } from '../src/storage/conformance/erasing.ts'
import { sqliteLog } from '../src/storage/sqlite.ts'
import { breakAt, type Fault, mend, wasBroken } from './faulty-disk.ts'
import { inspectSqlite } from './inspect-sqlite.ts'
import { expectWhole } from './kill-rounds.ts'
import { writtenText } from './written-text.ts'

const [folder = '', code = 'EIO', how = 'once', step = '1'] = process.argv.slice(2)
const fault: Fault = { code: code === 'EIO' ? 'EIO' : 'ENOSPC', how: how === 'once' ? 'once' : 'on' }

type Step = { readonly drafts: readonly Draft[] } | { readonly erase: readonly number[] }

const write = (name: string) => draft(name, writtenText(`doc_${name}`), { result: `wrote ${name}` })
const STORY: readonly Step[] = [
  { drafts: [write('a')] },
  { drafts: [write('b'), write('c')] },
  { drafts: [draft('bare', writtenText('doc_bare'))] },
  { erase: [1, 3] },
  { drafts: [write('d')] },
]

let failed = 0
for (let k = 1; await isReached(k); k += Number(step)) failed++
process.stdout.write(String(failed))

/** Whether the story has a k-th call. */
async function isReached(k: number): Promise<boolean> {
  const own = join(folder, String(k))
  mkdirSync(own, { recursive: true })
  breakAt(k, fault, own)
  try {
    const file = join(own, 'a.db')
    const told = await tellStory(file)
    const reached = wasBroken()
    mend()
    await expectStory(file, told)
    return reached
  } catch (error) {
    throw new Error(`With ${code} (${how}) at call ${k}:`, { cause: error })
  } finally {
    mend()
    rmSync(own, { recursive: true })
  }
}

/** The hashes of the commits, once each step has been acknowledged. */
async function tellStory(file: string): Promise<ReadonlySet<string>> {
  const hashes = new Set<string>()
  const database = await again(() => openDatabase(file))
  const log = sqliteLog(database)
  let head = 0
  for (const each of STORY) {
    const before = head
    await again(async () => {
      // The failed call may have done it all the same; then the head has moved.
      if ((await log.head()) === before) await tellStep(log, before, each, hashes)
    })
    head = await again(() => log.head())
    const wanted = before + ('drafts' in each ? each.drafts.length : 1)
    if (head !== wanted) throw new Error(`The head is ${head}; ${wanted} was expected.`)
  }
  await database.destroy().catch(() => {})
  return hashes
}

async function tellStep(log: MemoryLog, head: number, step: Step, hashes: Set<string>): Promise<void> {
  if ('drafts' in step) {
    const entries = await entriesAfter(log, head, step.drafts)
    await log.append(head, entries)
    for (const { commit } of entries) hashes.add(commit.seal.hash)
    return
  }
  const { entry, gone } = await erasureOf(log, head, step.erase)
  await log.erase(head, entry, gone)
  hashes.add(entry.commit.seal.hash)
}

/** A failure is told and nothing worse: with the disk mended, the same work gets through. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!wasBroken()) throw error
    // The error that says why, not one that came of it.
    if (String(error).includes('rollback')) throw error
    if (fault.how === 'on') mend()
    return await work()
  }
}

async function expectStory(file: string, hashes: ReadonlySet<string>): Promise<void> {
  const erased = new Set(STORY.flatMap((each) => ('erase' in each ? each.erase : [])))
  const commits = await expectWhole({ address: file }, hashes, erased)
  if (commits.length !== 6) throw new Error(`There are ${commits.length} commits; 6 were expected.`)
  inspectSqlite(file, ['what doc_a says', 'what doc_c says'])
}
