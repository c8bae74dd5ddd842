/** Processes that write to one log and are killed in the middle of it, again and again; and what must be true after each time. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { MemoryLog } from '../src/memory/log.ts'
import { checkLink, NO_HASH } from '../src/memory/seal.ts'
import type { SealedCommit } from '../src/memory/types.ts'
import { openBackend } from '../src/storage/open.ts'
import { random } from './random.ts'
import { writtenText } from './written-text.ts'

/** Where the log is kept that is written to. */
export interface KillPlace {
  /** As `openBackend` takes it. */
  readonly address: string
  /** What the writers need in their environment, such as credentials. */
  readonly environment?: Readonly<Record<string, string>>
  /** How the log is opened in this process; as the address says when left out. */
  readonly open?: () => Promise<MemoryLog>
  /** Looks at the place itself after each round, also for the words that were erased; throws when something is wrong with it. */
  readonly inspect?: (erased: readonly string[]) => Promise<void>
}

export interface Rounds {
  readonly place: KillPlace
  readonly rounds: number
  readonly seed: number
  /** Processes that write at once; the first writes until it is killed, the others finish. */
  readonly writers: number
}

export interface Told {
  /** Rounds in which a writer ended by the signal. */
  readonly killed: number
  readonly acknowledged: number
  readonly erased: number
  readonly commits: number
}

/** Steps of a writer that is not killed. */
const STEPS = 60

/** Throws, naming the round and the seed, when something acknowledged is missing, or anything is halved or out of its chain. */
export async function killRounds(options: Rounds): Promise<Told> {
  const next = random(options.seed)
  const hashes = new Set<string>()
  const erased = new Set<number>()
  let commits = 0
  let killed = 0
  for (let round = 1; round <= options.rounds; round++) {
    try {
      for (const { lines, signal } of await writeAndKill(options, round, next)) {
        if (signal === 'SIGKILL') killed++
        for (const hash of lines.flatMap(({ appended = [] }) => appended)) hashes.add(hash)
        for (const { erased: number } of lines) if (number !== undefined) erased.add(number)
      }
      const found = await expectWhole(options.place, hashes, erased)
      commits = found.length
      await options.place.inspect?.(found.flatMap(erasedWords))
    } catch (error) {
      throw new Error(`Round ${round} of seed ${options.seed} failed.`, { cause: error })
    }
  }
  return { killed, acknowledged: hashes.size, erased: erased.size, commits }
}

interface Line {
  readonly appended?: readonly string[]
  readonly erased?: number
}

/** The first line of each text that a commit made before it was erased. */
function erasedWords({ erasedBy, changes }: SealedCommit): readonly string[] {
  if (erasedBy === undefined) return []
  return changes.map(({ document }) => writtenText(document).split('\n')[0] ?? '')
}

async function writeAndKill(
  { place, writers }: Rounds,
  round: number,
  next: (below: number) => number,
): Promise<readonly Written[]> {
  const killAfter = next(STEPS - 10)
  const delay = next(4)
  return Promise.all(
    Array.from({ length: writers }, (_, i) => {
      const steps = i === 0 ? Number.POSITIVE_INFINITY : STEPS
      const args = [`r${round}w${i}`, String(steps), String(next(1_000_000))]
      return write(place, args, i === 0 ? { killAfter, delay } : null)
    }),
  )
}

interface Written {
  readonly lines: readonly Line[]
  readonly signal: string | null
}

/** `killAfter`: lines after which it is killed, `delay` milliseconds later. */
async function write(
  { address, environment }: KillPlace,
  args: readonly string[],
  kill: { readonly killAfter: number; readonly delay: number } | null,
): Promise<Written> {
  const writer = join(import.meta.dirname, 'log-writer.ts')
  const child = spawn(process.execPath, [writer, address, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  })
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  )
  const lines: Line[] = []
  if (kill?.killAfter === 0) child.kill('SIGKILL')
  for await (const line of linesOf(child)) {
    lines.push(parse(line))
    if (lines.length === kill?.killAfter) setTimeout(() => child.kill('SIGKILL'), kill.delay)
  }
  const { code, signal } = await ended
  if (signal !== 'SIGKILL' && code !== 0)
    throw new Error(`A writer ended with ${code ?? signal}; 0 was expected.`)
  return { lines, signal }
}

function linesOf({ stdout }: ChildProcess): AsyncIterable<string> {
  if (!stdout) throw new Error('The process was to be started with a pipe.')
  return createInterface({ input: stdout })
}

/** A process that is killed may have written half a line; nothing was told then. */
function parse(line: string): Line {
  try {
    return JSON.parse(line)
  } catch {
    return {}
  }
}

/** Opens the log and looks at all of it. Throws when something acknowledged is missing, or anything is halved or out of its chain. */
export async function expectWhole(
  { address, open = () => openBackend(address).log('default') }: KillPlace,
  hashes: ReadonlySet<string>,
  erased: ReadonlySet<number>,
): Promise<readonly SealedCommit[]> {
  const log = await open()
  try {
    const commits = await Array.fromAsync(log.read(0))
    const found = new Set(commits.map(({ seal }) => seal.hash))
    for (const hash of hashes) if (!found.has(hash)) throw new Error('An acknowledged commit is missing.')
    for (const [i, commit] of commits.entries()) {
      expectLink(commit, i + 1, commits[i - 1]?.seal.hash ?? NO_HASH)
      if (erased.has(commit.number) && commit.erasedBy === undefined)
        throw new Error(`Commit ${commit.number} was erased, and is there.`)
      await expectTexts(commit, log.text)
    }
    if ((await log.head()) !== commits.length) throw new Error('The head is not the last commit.')
    return commits
  } finally {
    await log.close()
  }
}

function expectLink(commit: SealedCommit, number: number, previous: string): void {
  if (commit.number !== number) throw new Error(`Commit ${number} was expected; ${commit.number} came.`)
  const link = checkLink(commit, previous)
  const wanted = commit.erasedBy === undefined ? 'whole' : 'erased'
  if (link.kind !== wanted) throw new Error(`Commit ${number} is ${link.kind}; ${wanted} was expected.`)
}

async function expectTexts(
  commit: SealedCommit,
  text: (document: string, version: number) => Promise<string | null>,
): Promise<void> {
  for (const change of commit.changes) {
    if (change.kind !== 'create') continue
    const found = await text(change.document, commit.number)
    const wanted = commit.erasedBy === undefined ? writtenText(change.document) : null
    if (found !== wanted)
      throw new Error(`The text of ${change.document} at ${commit.number} is not what was written.`)
    if (found !== null && createHash('sha256').update(found).digest('hex') !== change.sha256)
      throw new Error(`The text of ${change.document} does not have its hash.`)
  }
}
