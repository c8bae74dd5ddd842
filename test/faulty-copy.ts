/**
 * `node test/faulty-copy.ts <folder> <EIO|ENOSPC> <once|on> <step>`, on a faulty disk: a memory and its working copy tell the same story again and again, with edits
 * from both sides, and the first call to the disk fails, then the second (or the `step`-th after it), and so on until a telling gets through. Afterwards
 * both sides are equal and hold what each had written, and nothing but that. Prints how many calls were made to fail.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openWorkingCopy, type WorkingCopy } from '../src/folder/working-copy.ts'
import type { Memory } from '../src/memory/contract.ts'
import { openMemory } from '../src/memory/memory.ts'
import { inProcessLog } from '../src/storage/in-process.ts'
import { besides, breakAt, type Fault, mend, wasBroken } from './faulty-disk.ts'

const [folder = '', code = 'EIO', how = 'once', step = '1'] = process.argv.slice(2)
const fault: Fault = { code: code === 'EIO' ? 'EIO' : 'ENOSPC', how: how === 'once' ? 'once' : 'on' }
const ALICE = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' } as const

/** What both sides hold in the end. */
const END = {
  'a.md': 'from disk\n\none\n\nin the middle\n\nfrom the memory\n',
  'deep/er/b.md': 'b\n',
  'd.md': 'new on disk\n',
}

let ids = 0
let failed = 0
for (let k = 1; await isReached(k); k += Number(step)) failed++
process.stdout.write(String(failed))
// Watchers and timers of what could not be closed shall not keep us.
process.exit()

/** Whether the story has a k-th call. */
async function isReached(k: number): Promise<boolean> {
  const own = join(folder, String(k))
  mkdirSync(own, { recursive: true })
  try {
    const memory = await openMemory(inProcessLog())
    breakAt(k, fault, own)
    const first = await openAgain(own, memory)
    await tellStory(own, memory, first)
    const reached = wasBroken()
    mend()
    await first.scan()
    await first.close().catch(() => {})
    const copy = await open(own, memory)
    await copy.scan()
    await copy.close()
    await expectEnd(own, memory)
    return reached
  } catch (error) {
    throw new Error(`With ${code} (${how}) at call ${k}:`, { cause: error })
  } finally {
    mend()
    rmSync(own, { recursive: true, force: true })
  }
}

function open(own: string, memory: Memory): Promise<WorkingCopy> {
  return openWorkingCopy({
    memory,
    folder: join(own, 'memories'),
    state: join(own, 'state.jsonl'),
    now: () => new Date(),
    newId: () => `id${++ids}`,
    notify: () => {},
    pace: { rest: 1, missing: 2, patience: 20, late: 5, scan: 3_600_000, blindScan: 3_600_000 },
  })
}

/** A start that fails says so and can be done again. */
async function openAgain(own: string, memory: Memory): Promise<WorkingCopy> {
  try {
    return await open(own, memory)
  } catch (error) {
    if (!wasBroken()) throw error
    mend()
    return await open(own, memory)
  }
}

async function tellStory(own: string, memory: Memory, copy: WorkingCopy): Promise<void> {
  const onDisk = (name: string, text: string) =>
    besides(() => {
      mkdirSync(join(own, 'memories'), { recursive: true })
      writeFileSync(join(own, 'memories', name), text)
    })
  await settle(copy, memory.create('/memories/a.md', 'one\n\nin the middle\n', ALICE))
  await settle(copy, memory.create('/memories/b.md', 'b\n', ALICE))
  await settle(copy, memory.create('/memories/c.md', 'c\n', ALICE))
  const a = memory.at('/memories/a.md')
  const text = a && (await memory.text(a.document))
  if (!a) throw new Error('The memory has what it acknowledged.')
  // A file that could not be written cannot be edited; it comes when the disk is mended.
  if (!existsSync(join(own, 'memories', 'a.md'))) await mended(copy)
  // Somebody edits the file, and then Alice edits the document as she knows it.
  onDisk('a.md', 'from disk\n\none\n\nin the middle\n')
  await settle(copy, memory.save(a.document, a.version, `${text}\nfrom the memory\n`, ALICE))
  await settle(copy, memory.rename('/memories/b.md', '/memories/deep/er/b.md', ALICE))
  await settle(copy, memory.delete('/memories/c.md', ALICE))
  onDisk('d.md', 'new on disk\n')
  await copy.scan()
}

async function mended(copy: WorkingCopy): Promise<void> {
  mend()
  await copy.scan()
}

async function settle(copy: WorkingCopy, change: ReturnType<Memory['create']>): Promise<void> {
  const outcome = await change
  if (!('commit' in outcome)) throw new Error(`The memory refused: ${JSON.stringify(outcome)}`)
  await copy.settled(outcome.commit.number)
}

async function expectEnd(own: string, memory: Memory): Promise<void> {
  const texts: Record<string, string | null> = {}
  for (const { document, path } of memory.documents())
    texts[path.slice('/memories/'.length)] = await memory.text(document)
  const files: Record<string, string> = {}
  const names = readdirSync(join(own, 'memories'), { recursive: true, withFileTypes: true })
  for (const each of names.filter((name) => name.isFile())) {
    const file = join(each.parentPath, each.name)
    files[file.slice(join(own, 'memories').length + 1)] = readFileSync(file, 'utf8')
  }
  expectSame('The files', files, texts)
  expectSame('The documents', texts, END)
}

function expectSame(what: string, found: object, wanted: object): void {
  const sorted = (each: object) => JSON.stringify(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
  if (sorted(found) !== sorted(wanted))
    throw new Error(`${what} are ${sorted(found)}; ${sorted(wanted)} was expected.`)
}
