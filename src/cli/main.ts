#!/usr/bin/env node
/** `commonplace`: reads the command line, starts the server, looks at a memory or at the hosts, and says in one line what is wrong. */
import { readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BadSetting, type Config, type Environment, environment, readConfig } from '../server/config.ts'
import { helpText } from './help.ts'

/** Exit codes: 0 all is well, 1 the server could not start or run, 2 the command line or a setting is wrong. */
const FAILED = 1
const WRONG_USE = 2
/** What programs end with whose reader has left: 128 and the number of SIGPIPE. */
const NOBODY_READS = 141

/** `head` leaves when it has seen enough. A command is done then; a server goes on. */
function outliveReader(isServer: boolean): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    if (!isServer) process.exit(NOBODY_READS)
  })
}

async function main(args: readonly string[]): Promise<number> {
  const asked = readCommand(args)
  outliveReader(asked.kind === 'serve')
  if (args[0] === 'memory') return memory(args.slice(1))
  if (args[0] === 'doctor') return doctor(args.slice(1))
  switch (asked.kind) {
    case 'help':
      process.stdout.write(helpText())
      return 0
    case 'version':
      process.stdout.write(`commonplace ${version()}\n`)
      return 0
    case 'wrong':
      return complain(asked.message, WRONG_USE)
    case 'serve':
      return serve(asked.flags)
    default:
      return asked satisfies never
  }
}

type Asked =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly message: string }
  | { readonly kind: 'serve'; readonly flags: Environment }

function readCommand(args: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    const { help, version: wantsVersion, ...flags } = values
    if (help) return { kind: 'help' }
    if (wantsVersion) return { kind: 'version' }
    const [command, ...rest] = positionals
    if (command === undefined || command === 'help') return { kind: 'help' }
    if (command !== 'serve' || rest.length > 0) {
      const got = JSON.stringify(positionals.join(' '))
      return {
        kind: 'wrong',
        message: `Expected "commonplace serve", "commonplace doctor" or "commonplace memory"; got ${got}. See --help.`,
      }
    }
    return { kind: 'serve', flags }
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { kind: 'wrong', message: `${said.replace(/\. To specify.*$/, '.')} See --help.` }
  }
}

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  memories: { type: 'string' },
  memory: { type: 'string' },
  claude: { type: 'string' },
  model: { type: 'string' },
  pace: { type: 'string' },
  'max-document': { type: 'string' },
  log: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

async function serve(flags: Environment): Promise<number> {
  let config: Config
  try {
    config = readConfig(flags, environment())
  } catch (error) {
    if (error instanceof BadSetting) return complain(error.message, WRONG_USE)
    throw error
  }
  // Loaded only now, so that --help and a wrong flag answer at once; compiled code is kept for the next start.
  enableCompileCache()
  const { CannotStart, startServer } = await import('../server/main.ts')
  try {
    const server = await startServer(config, {
      environment: environment(),
      version: version(),
      print: (line) => process.stdout.write(`${line}\n`),
    })
    const stop = () => void server.close()
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
    await server.ended
    return 0
  } catch (error) {
    if (error instanceof CannotStart) return complain(error.message, FAILED)
    throw error
  }
}

async function memory(args: readonly string[]): Promise<number> {
  enableCompileCache()
  const { runMemory } = await import('./memory.ts')
  return await runMemory(args, environment(), {
    print: (text) => process.stdout.write(text),
    complain: (message) => complain(message, FAILED),
    isTerminal: process.stdout.isTTY === true,
  })
}

async function doctor(args: readonly string[]): Promise<number> {
  enableCompileCache()
  const { runDoctor } = await import('./doctor.ts')
  return await runDoctor(args, environment(), {
    print: (text) => process.stdout.write(text),
    complain: (message) => complain(message, FAILED),
  })
}

function complain(message: string, code: number): number {
  process.stderr.write(`commonplace: ${message}\n`)
  return code
}

function version(): string {
  const file = join(import.meta.dirname, '../../package.json')
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const found = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'version') : null
  return typeof found === 'string' ? found : 'unknown'
}

process.exitCode = await main(process.argv.slice(2))
