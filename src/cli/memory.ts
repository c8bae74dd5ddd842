/** `commonplace memory …`: looks at the memories in a data folder, beside a running server, and changes nothing in it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Database } from '../database/open.ts'
import { BadSetting, type Environment, readConfig } from '../server/config.ts'
import { exportTo, listCommits, listSecrets, showDocument, type Terminal, verify } from './memory-commands.ts'
import { type Place, placeAt, placeIn } from './memory-place.ts'
import { wordsOf } from './output.ts'

export const MEMORY_HELP = `Usage: commonplace memory <command> [options]

Commands. All read; none changes the data folder, and a server may be running on it.

  verify            Check every commit, text and erasure. Prints one line for each memory; exit code 1 when
                    something is wrong. --head <number>:<hash>: also that this earlier head is part of it.
  scan              List what looks like a secret, by path and line and never by value; exit code 1 when there
                    is some. --history: old versions and deleted documents too.
  log               The newest commits. --limit <n> (default 20).
  show <path>       Print a document. --version <n>: as that commit left it.
  export <folder>   Write all documents as files into a new or empty folder.

Options

  --data <folder>   As of serve: COMMONPLACE_DATA, or ./data.
  --at <address>    Where the memories' history is kept, as --memory of serve: COMMONPLACE_MEMORY, or the data folder.
  --memory <id>     One memory; verify and scan take all when it is left out, the others the default one.
`

/** Exit codes: 0 all is well, 1 something is wrong with what was looked at, 2 the command line is wrong. */
const WRONG = 1
const WRONG_USE = 2

/** A command line or a data folder that cannot be used; the message is one line and says what was expected. */
class Unusable extends Error {
  readonly code: number
  constructor(message: string, code = WRONG_USE) {
    super(message)
    this.code = code
  }
}

/** Runs one command; `args` come after `memory`. Resolves with the exit code. */
export async function runMemory(
  args: readonly string[],
  variables: Environment,
  out: Terminal,
): Promise<number> {
  try {
    const asked = parse(args)
    if (asked.values.help || asked.command === undefined || asked.command === 'help') {
      out.print(MEMORY_HELP)
      return 0
    }
    const run = commandOf(asked)
    const { data, memory: address } = readConfig(
      { data: asked.values.data, memory: asked.values.at },
      variables,
    )
    return await withPlace(data, address, (place) => run(place, out))
  } catch (error) {
    if (error instanceof Unusable || error instanceof BadSetting) {
      out.complain(error.message)
      return error instanceof Unusable ? error.code : WRONG_USE
    }
    throw error
  }
}

const OPTIONS = {
  data: { type: 'string' },
  memory: { type: 'string' },
  at: { type: 'string' },
  head: { type: 'string' },
  history: { type: 'boolean' },
  limit: { type: 'string' },
  version: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    const [command, ...rest] = positionals
    return { values, command, rest }
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    throw new Unusable(`${said.replace(/\. To specify.*$/, '.')} See memory --help.`)
  }
}

type Asked = ReturnType<typeof parse>
type Run = (place: Place, out: Terminal) => Promise<number>

/** The options that each command knows besides `--data`, `--at` and `--memory`. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  verify: ['head'],
  scan: ['history'],
  log: ['limit'],
  show: ['version'],
  export: [],
}

function commandOf({ command = '', values, rest }: Asked): Run {
  const known = KNOWN[command]
  if (!known) {
    const expected = Object.keys(KNOWN).join(', ')
    throw new Unusable(
      `Expected one of ${expected} after "memory"; got ${JSON.stringify(command)}. See memory --help.`,
    )
  }
  const { data: _, at: __, memory, ...options } = values
  const foreign = Object.keys(options).find((name) => !known.includes(name))
  if (foreign !== undefined)
    throw new Unusable(`memory ${command} has no option --${foreign}. See memory --help.`)
  const expected = command === 'show' || command === 'export' ? 1 : 0
  const [first = ''] = rest
  if (rest.length !== expected) {
    const what =
      command === 'show' ? 'the path of one document' : command === 'export' ? 'one folder' : 'nothing more'
    throw new Unusable(`Expected ${what} after "memory ${command}"; got ${JSON.stringify(rest.join(' '))}.`)
  }
  switch (command) {
    case 'verify': {
      const head = values.head === undefined ? undefined : headOf(values.head)
      return (place, out) => verify(place, { memory, head }, out)
    }
    case 'scan':
      return (place, out) => listSecrets(place, { memory, history: values.history ?? false }, out)
    case 'log': {
      const limit = wholeNumber('limit', values.limit ?? '20')
      return (place, out) => listCommits(place, { memory, limit }, out)
    }
    case 'show': {
      const version = values.version === undefined ? undefined : wholeNumber('version', values.version)
      return (place, out) => showDocument(place, { memory, path: first, version }, out)
    }
    default:
      return (place, out) => exportTo(place, { memory, folder: first }, out)
  }
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9][0-9]{0,9}$/.test(text)) return Number(text)
  throw new Unusable(`--${name}: Expected a whole number from 1; got ${JSON.stringify(text)}.`)
}

function headOf(text: string) {
  const [, number, hash] = /^([1-9][0-9]{0,9}):([0-9a-f]{64})$/.exec(text) ?? []
  if (number !== undefined && hash !== undefined) return { number: Number(number), hash }
  throw new Unusable(`--head: Expected <number>:<hash>, as verify prints it; got ${JSON.stringify(text)}.`)
}

async function withPlace(
  data: string,
  address: string | null,
  run: (place: Place) => Promise<number>,
): Promise<number> {
  const file = join(data, 'commonplace.db')
  if (address === null && !existsSync(file))
    throw new Unusable(
      `There is no Commonplace in ${data}: expected commonplace.db in it. Name the folder with --data.`,
      WRONG,
    )
  const database = existsSync(file) ? await openFile(file) : null
  const place = address === null && database ? placeIn(database) : placeAt(address ?? '', database)
  try {
    return await run(place)
  } catch (error) {
    // A place far away may not answer, or not let us in.
    if (address === null) throw error
    throw new Unusable(`Cannot read the memories at the address that was given: ${wordsOf(error)}`, WRONG)
  } finally {
    await place.close()
    await database?.destroy()
  }
}

async function openFile(file: string): Promise<Database> {
  const { openToRead } = await import('../database/read-only.ts')
  return await openToRead(file).catch((error: unknown) => {
    throw new Unusable(`Cannot read ${file}: ${wordsOf(error)}`, WRONG)
  })
}
