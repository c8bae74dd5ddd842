/** The settings a server starts with. The only file that reads the environment. */
import { resolve } from 'node:path'
import { z } from 'zod'
import { FORMS } from '../claude/forms.ts'
import { REHEARSAL } from '../claude/kinds.ts'
import { LARGEST_DOCUMENT } from '../memory/limits.ts'
import { openBackend } from '../storage/open.ts'

export interface Config {
  /** 0: any free port. */
  readonly port: number
  /** A loopback name or address. */
  readonly host: string
  /** Absolute paths of folders. */
  readonly data: string
  readonly memories: string
  /** Where the logs of the memories are kept; null: in the database. */
  readonly memory: string | null
  /** null: what was chosen in the settings before, else what can be found. */
  readonly claude: string | null
  /** null: the default of the host. */
  readonly model: string | null
  /** Milliseconds between pieces of a rehearsal reply, until somebody changes it in the settings. */
  readonly pace: number
  /** UTF-8 bytes, until somebody changes it in the settings. */
  readonly maxDocument: number
  /** What typed keys are encrypted with; null: a key in a file of its own in the data folder. */
  readonly secret: string | null
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Those that there is one of, by name, and what finds them. */
const HOSTS = ['auto', REHEARSAL, ...FORMS.flatMap(({ kind, several }) => (several ? [] : [kind]))]

interface Setting<T> {
  /** null: only as a variable, for everybody on the machine can see the flags of a command. */
  readonly flag: string | null
  readonly variable: string
  readonly default: string | null
  /** Shown by --help. */
  readonly says: string
  readonly schema: z.ZodType<T>
}

const wholeNumber = (from: number, to: number) => {
  const message = `Expected a whole number from ${from} to ${to}`
  return z
    .string()
    .regex(/^\d{1,12}$/, message)
    .transform(Number)
    .pipe(z.number().min(from, message).max(to, message))
}

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: `Expected one of: ${words.join(', ')}` })

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/
const address = z
  .string()
  .transform((host) => host.replace(/^\[(.*)\]$/, '$1'))
  .refine((host) => LOOPBACK.test(host), {
    error:
      'Expected localhost, 127.0.0.1 or ::1. Commonplace has no sign-in yet, so it does not let other machines in',
  })

const folder = z
  .string()
  .refine((path) => !path.includes('\0'), { error: 'Expected the path of a folder' })
  .transform((path) => resolve(path))

const backend = z.string().superRefine((url, context) => {
  try {
    openBackend(url)
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    context.addIssue({
      code: 'custom',
      message: `Expected an address of a place for memories: ${words.replace(/\.$/, '')}`,
    })
  }
})

/** Flags win over the environment; both are read as text. An empty variable counts as not set. */
export const SETTINGS = {
  port: {
    flag: 'port',
    variable: 'COMMONPLACE_PORT',
    default: '8501',
    says: 'Port to listen on; 0 for any free one.',
    schema: wholeNumber(0, 65_535),
  },
  host: {
    flag: 'host',
    variable: 'COMMONPLACE_HOST',
    default: '127.0.0.1',
    says: 'Address to listen on. Only this machine: localhost, 127.0.0.1 or ::1.',
    schema: address,
  },
  data: {
    flag: 'data',
    variable: 'COMMONPLACE_DATA',
    default: './data',
    says: 'Folder of the database and of keys typed into the settings, encrypted.',
    schema: folder,
  },
  memories: {
    flag: 'memories',
    variable: 'COMMONPLACE_MEMORIES',
    default: './memories',
    says: 'Folder that holds the memory as Markdown files, kept in step both ways.',
    schema: folder,
  },
  memory: {
    flag: 'memory',
    variable: 'COMMONPLACE_MEMORY',
    default: null,
    says: "Where the memories' history is kept: a SQLite file, postgres://…, s3://… or dynamodb://…; in the data folder when left out.",
    schema: backend,
  },
  claude: {
    flag: 'claude',
    variable: 'COMMONPLACE_CLAUDE',
    default: null,
    says: `Where Claude runs: ${HOSTS.join(', ')}, or the id of a server that was set up (server-…). Wins over the choice in the settings.`,
    schema: z
      .string()
      .regex(
        new RegExp(`^(${HOSTS.join('|')}|server-[\\p{L}\\p{N}-]{1,50})$`, 'u'),
        `Expected one of: ${HOSTS.join(', ')}, or server-… as it was set up`,
      ),
  },
  model: {
    flag: 'model',
    variable: 'COMMONPLACE_MODEL',
    default: null,
    says: "Id of the model; the host's default when left out.",
    schema: z.string().regex(/^[\x21-\x7e]{1,200}$/, 'Expected the id of a model, without spaces'),
  },
  pace: {
    flag: 'pace',
    variable: 'COMMONPLACE_PACE',
    default: '14',
    says: 'Milliseconds between pieces of a rehearsal reply, until changed in the settings.',
    schema: wholeNumber(0, 2_000),
  },
  maxDocument: {
    flag: 'max-document',
    variable: 'COMMONPLACE_MAX_DOCUMENT',
    default: '1000000',
    says: 'Bytes of the largest document, until changed in the settings.',
    schema: wholeNumber(1_000, LARGEST_DOCUMENT),
  },
  secret: {
    flag: null,
    variable: 'COMMONPLACE_SECRET',
    default: null,
    says: 'What typed keys are encrypted with, 16 characters or more; a key in the data folder when left out.',
    schema: z
      .string()
      .min(16, 'Expected at least 16 characters')
      .max(1_000, 'Expected at most 1000 characters'),
  },
  logLevel: {
    flag: 'log',
    variable: 'COMMONPLACE_LOG',
    default: 'warn',
    says: 'What is logged to the error output: trace, debug, info, warn, error or silent.',
    schema: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
  },
} as const satisfies Record<keyof Config, Setting<unknown>>

export type Environment = Readonly<Record<string, string | undefined>>

/** The environment of this process, for whoever needs more of it than the settings (credentials of hosts). */
export function environment(): Environment {
  return process.env
}

/** A setting that was not as expected; the message is one line and says what was expected. */
export class BadSetting extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BadSetting'
  }
}

/** Reads the settings. `flags` by their names on the command line. Throws `BadSetting` for the first wrong one. */
export function readConfig(flags: Environment, variables: Environment): Config {
  const read = <T>(setting: Setting<T>): T | null => {
    const { text, source } = given(setting, flags, variables)
    if (text === null) return null
    const parsed = setting.schema.safeParse(text)
    if (parsed.success) return parsed.data
    const expected = parsed.error.issues[0]?.message ?? 'Expected something else'
    const got = setting.flag === null ? '' : `; got ${JSON.stringify(withoutPassword(text).slice(0, 100))}`
    throw new BadSetting(`${source}: ${expected}${got}.`)
  }
  const required = <T>(setting: Setting<T>): T => {
    const value = read(setting)
    if (value === null) throw new BadSetting(`${setting.variable} is missing.`)
    return value
  }
  return {
    port: required(SETTINGS.port),
    host: required(SETTINGS.host),
    data: required(SETTINGS.data),
    memories: required(SETTINGS.memories),
    memory: read(SETTINGS.memory),
    claude: read(SETTINGS.claude),
    model: read(SETTINGS.model),
    pace: required(SETTINGS.pace),
    maxDocument: required(SETTINGS.maxDocument),
    secret: read(SETTINGS.secret),
    logLevel: required(SETTINGS.logLevel),
  }
}

/** An address may hold one. */
function withoutPassword(text: string): string {
  return text.replace(/\/\/[^/@]*@/, '//…@')
}

function given(setting: Setting<unknown>, flags: Environment, variables: Environment) {
  const flag = setting.flag === null ? undefined : flags[setting.flag]
  if (flag !== undefined) return { text: flag, source: `--${setting.flag}` }
  const variable = variables[setting.variable]
  if (variable !== undefined && variable !== '') return { text: variable, source: setting.variable }
  return { text: setting.default, source: `--${setting.flag}` }
}
