/** Random commands, half of them wrong or meant to do harm, against a memory with a working copy; and what must hold whatever comes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { openWorkingCopy } from '../src/folder/working-copy.ts'
import type { Caller, Memory } from '../src/memory/contract.ts'
import { openMemory } from '../src/memory/memory.ts'
import { parseMemoryCommand } from '../src/memory/parse-command.ts'
import { foldCase, parseMemoryPath } from '../src/memory/path.ts'
import { inProcessLog } from '../src/storage/in-process.ts'
import { ATTACK_NUMBERS, ATTACK_PATHS, ATTACK_RANGES, ATTACK_TEXTS, PLAIN_PATHS } from './attacks.ts'

const CANARY = 'nobody may read or write this'
/** Characters of an answer that says no. Longer ones show what is there now, and that is bounded by the view. */
const LONGEST_REFUSAL = 200_000

const path = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...PLAIN_PATHS) },
  { weight: 3, arbitrary: fc.constantFrom(...ATTACK_PATHS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((name) => `/memories/${name}`) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom('..', '.', 'a', 'dir', '%2e', '\\', ' ', '', '\0'))
      .map((parts) => `/memories/${parts.join('/')}`),
  },
)
const text = fc.oneof(fc.constantFrom(...ATTACK_TEXTS), fc.constantFrom('a', 'b\n', 'a\nb\n', 'aa\n'))
const odd = fc.anything()
const line = fc.oneof(fc.integer({ min: -1, max: 4 }), fc.constantFrom(...ATTACK_NUMBERS))

/** Each field is right, an attack, or anything at all; now and then there is one too many. */
const input: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ command: fc.constant('create'), path, file_text: text }) },
  { weight: 3, arbitrary: fc.record({ command: fc.constant('view'), path }) },
  {
    weight: 2,
    arbitrary: fc.record({
      command: fc.constant('view'),
      path,
      view_range: fc.constantFrom(...ATTACK_RANGES),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ command: fc.constant('str_replace'), path, old_str: text, new_str: text }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ command: fc.constant('insert'), path, insert_line: line, insert_text: text }),
  },
  { weight: 2, arbitrary: fc.record({ command: fc.constant('delete'), path }) },
  { weight: 4, arbitrary: fc.record({ command: fc.constant('rename'), old_path: path, new_path: path }) },
  {
    weight: 1,
    arbitrary: fc.record({ command: odd, path: odd, file_text: odd, [`__proto__`]: odd }),
  },
  { weight: 1, arbitrary: odd },
)

const CLAUDE: Caller = { actor: { kind: 'claude', onBehalfOf: 'Alice' }, reader: 'chat:1' }

/** Rejects, with what fast-check has shrunk it to and its seed, when something that must hold does not. */
export async function fuzz(runs: number, seed?: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(input, { minLength: 1, maxLength: 25 }), (inputs) => inAnOwnPlace(inputs)),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
  )
}

async function inAnOwnPlace(inputs: readonly unknown[]): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'commonplace-fuzz-'))
  try {
    writeFileSync(join(root, 'x'), CANARY)
    const log = inProcessLog()
    const memory = await openMemory(log)
    let ids = 0
    const copy = await openWorkingCopy({
      memory,
      folder: join(root, 'memories'),
      state: join(root, 'state'),
      now: () => new Date(),
      newId: () => `id${++ids}`,
      notify: () => {},
    })
    for (const each of inputs) await copy.settled(await runOne(memory, each, root))
    await copy.scan()
    await copy.close()
    expectInside(root, await textsOf(memory))
    const again = await openMemory(log)
    if (JSON.stringify(again.documents()) !== JSON.stringify(memory.documents()))
      throw new Error('The log opened anew has other documents.')
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** Gives the number of the newest commit. */
async function runOne(memory: Memory, raw: unknown, root: string): Promise<number> {
  const before = memory.head
  const parsed = parseMemoryCommand(raw)
  const answer = parsed.ok
    ? await memory.run(parsed.command, CLAUDE)
    : { text: parsed.message, isError: true }
  if (answer.isError && memory.head !== before)
    throw new Error('Something was refused and changed the memory.')
  if (answer.isError && answer.text.length > LONGEST_REFUSAL) throw new Error('A refusal is endless.')
  for (const secret of [root, CANARY, tmpdir(), 'node:internal', '\n    at '])
    if (answer.text.includes(secret)) throw new Error(`An answer tells ${JSON.stringify(secret)}.`)
  const names = new Set<string>()
  for (const info of memory.documents()) {
    const own = parseMemoryPath(info.path)
    if (!own.ok || own.path !== info.path || own.isRoot) throw new Error(`${info.path} is a document’s path.`)
    names.add(foldCase(info.path))
  }
  if (names.size !== memory.documents().length) throw new Error('Two documents have one name.')
  return memory.head
}

async function textsOf(memory: Memory): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  for (const { document, path } of memory.documents()) {
    const found = (await memory.text(document)) ?? ''
    if (!found.isWellFormed() || found.includes('\0')) throw new Error(`${path} holds what is no text.`)
    texts.set(path, found)
  }
  return texts
}

/** The files are those of the documents, and beside the folder is what was there before. */
function expectInside(root: string, texts: ReadonlyMap<string, string>): void {
  const beside = readdirSync(root).sort().join()
  if (beside !== 'memories,state,x' || readFileSync(join(root, 'x'), 'utf8') !== CANARY)
    throw new Error(`Something came beside the folder: ${beside}.`)
  const files = readdirSync(join(root, 'memories'), { recursive: true, withFileTypes: true })
  const found = files
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(root.length))
  if (found.sort().join() !== [...texts.keys()].sort().join())
    throw new Error(`The files are ${found.join()}; ${[...texts.keys()].join()} was expected.`)
  for (const [path, text] of texts)
    if (readFileSync(join(root, path), 'utf8') !== text) throw new Error(`The file of ${path} is another.`)
}
