/** Strict reading of what a model sends to the memory tool. Pure. */
import type { MemoryCommand } from './command.ts'

export type ParsedCommand =
  | { readonly ok: true; readonly command: MemoryCommand }
  | { readonly ok: false; readonly message: string }

type Kind = 'text' | 'line' | 'range'
type Field = readonly [name: string, kind: Kind, required: boolean]

/** From the memory tool's documentation; an omitted `new_str` deletes `old_str`. */
const FIELDS: Readonly<Record<MemoryCommand['command'], readonly Field[]>> = {
  view: [
    ['path', 'text', true],
    ['view_range', 'range', false],
  ],
  create: [
    ['path', 'text', true],
    ['file_text', 'text', true],
  ],
  str_replace: [
    ['path', 'text', true],
    ['old_str', 'text', true],
    ['new_str', 'text', false],
  ],
  insert: [
    ['path', 'text', true],
    ['insert_line', 'line', true],
    ['insert_text', 'text', true],
  ],
  delete: [['path', 'text', true]],
  rename: [
    ['old_path', 'text', true],
    ['new_path', 'text', true],
  ],
}
const NAMES = Object.keys(FIELDS)

/** Checks every field of a command. The message names each one that is missing or wrong, with what was expected and what came. */
export function parseMemoryCommand(input: unknown): ParsedCommand {
  if (!isRecord(input)) return refuse([`expected an object with a \`command\`, got ${describe(input)}`])
  const name = input.command
  if (!isCommandName(name))
    return refuse([`\`command\` should be one of ${NAMES.join(', ')}, got ${describe(name)}`])
  const problems = FIELDS[name].flatMap((field) => check(field, input[field[0]]))
  const known = new Set(['command', ...FIELDS[name].map(([field]) => field)])
  for (const field of Object.keys(input))
    if (!known.has(field)) problems.push(`\`${shorten(field)}\` is not a field of ${name}`)
  if (problems.length > 0) return refuse(problems)
  return { ok: true, command: build(name, input) }
}

/** The fields are checked; this names them, so that nothing else of the input goes on. */
function build(command: MemoryCommand['command'], input: Readonly<Record<string, unknown>>): MemoryCommand {
  const text = (field: string) => String(input[field])
  switch (command) {
    case 'view': {
      const range = input.view_range
      return isRange(range)
        ? { command, path: text('path'), view_range: range }
        : { command, path: text('path') }
    }
    case 'create':
      return { command, path: text('path'), file_text: text('file_text') }
    case 'str_replace':
      return {
        command,
        path: text('path'),
        old_str: text('old_str'),
        new_str: isAbsent(input.new_str) ? '' : text('new_str'),
      }
    case 'insert':
      return {
        command,
        path: text('path'),
        insert_line: Number(input.insert_line),
        insert_text: text('insert_text'),
      }
    case 'delete':
      return { command, path: text('path') }
    case 'rename':
      return { command, old_path: text('old_path'), new_path: text('new_path') }
    default:
      return command satisfies never
  }
}

function check([name, kind, required]: Field, value: unknown): readonly string[] {
  if (isAbsent(value)) return required ? [`\`${name}\` is missing`] : []
  switch (kind) {
    case 'text':
      if (typeof value !== 'string') return [`\`${name}\` should be a string, got ${describe(value)}`]
      if (!value.isWellFormed()) return [`\`${name}\` holds half of a character (a lone surrogate)`]
      return value.includes('\0') ? [`\`${name}\` holds a NUL character`] : []
    case 'line':
      return typeof value === 'number' && Number.isInteger(value)
        ? []
        : [`\`${name}\` should be a whole number, got ${describe(value)}`]
    case 'range':
      return isRange(value)
        ? []
        : [`\`${name}\` should be two whole numbers [first, last], got ${describe(value)}`]
    default:
      return kind satisfies never
  }
}

/** Problems named at most; a model that sends more has lost its way. */
const NAMED = 10

function refuse(all: readonly string[]): ParsedCommand {
  const problems = all.slice(0, NAMED)
  return { ok: false, message: `Error: The memory command could not be read: ${problems.join('; ')}.` }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCommandName(value: unknown): value is MemoryCommand['command'] {
  return typeof value === 'string' && Object.hasOwn(FIELDS, value)
}

function isRange(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((n) => Number.isInteger(n))
}

/** Models send null for a field that they mean to leave out. */
function isAbsent(value: unknown): boolean {
  return value === undefined || value === null
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'bigint') return 'a bigint'
  return shorten(JSON.stringify(value) ?? typeof value)
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
