/** A call of a tool as people read it, from its first letter to its result. Pure. */
import { partialInput } from '../../agent/partial-input.ts'
import type { BlockState } from '../../workspace/events.ts'
import { MEMORY_TOOL } from '../../workspace/writings.ts'
import { fileName, shortPath } from '../words.ts'

export type ToolBlock = Extract<BlockState, { kind: 'tool' }>

/** What a call is about, as far as its input has arrived. Texts may still be growing. */
export type Call =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'view'; readonly path: string | null; readonly range: string | null }
  | { readonly kind: 'create'; readonly path: string | null; readonly text: string }
  | {
      readonly kind: 'replace'
      readonly path: string | null
      readonly old: string
      readonly text: string | null
    }
  | {
      readonly kind: 'insert'
      readonly path: string | null
      readonly line: number | null
      readonly text: string
    }
  | { readonly kind: 'delete'; readonly path: string | null }
  | { readonly kind: 'rename'; readonly path: string | null; readonly to: string | null }
  | { readonly kind: 'other'; readonly name: string }

/** Reads the raw input of a call, finished or not. */
export function readCall(name: string, raw: string): Call {
  if (name !== MEMORY_TOOL) return { kind: 'other', name }
  const { fields } = partialInput(raw)
  const path = text(fields.path)
  switch (fields.command) {
    case 'view':
      return { kind: 'view', path, range: rangeOf(fields.view_range) }
    case 'create':
      return { kind: 'create', path, text: text(fields.file_text) ?? '' }
    case 'str_replace':
      return { kind: 'replace', path, old: text(fields.old_str) ?? '', text: text(fields.new_str) }
    case 'insert': {
      const line = typeof fields.insert_line === 'number' ? fields.insert_line : null
      return { kind: 'insert', path, line, text: text(fields.insert_text) ?? '' }
    }
    case 'delete':
      return { kind: 'delete', path }
    case 'rename':
      return { kind: 'rename', path: text(fields.old_path), to: text(fields.new_path) }
    default:
      return { kind: 'unknown' }
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function rangeOf(value: unknown): string | null {
  if (!Array.isArray(value) || value.length !== 2) return null
  const [from, to] = value as readonly unknown[]
  return to === -1 ? `from line ${from}` : `lines ${from} to ${to}`
}

export type Phase = 'going' | 'done' | 'failed' | 'dropped'

/** `over`: the turn has ended, so what has no result will never have one. */
export function phaseOf(tool: ToolBlock, over: boolean): Phase {
  if (tool.progress.kind === 'finished') return tool.progress.result.isError ? 'failed' : 'done'
  return over ? 'dropped' : 'going'
}

/** One line in words: "Writing memory_acme.md", "Read customer.md", "Could not change plan.md". */
export function sentence(call: Call, phase: Phase): string {
  const [going, done, attempt] = verbs(call)
  switch (phase) {
    case 'going':
      return going
    case 'done':
      return done
    case 'failed':
      return `Could not ${attempt}`
    case 'dropped':
      return `Did not ${attempt}`
    default:
      return phase satisfies never
  }
}

type Verbs = readonly [going: string, done: string, attempt: string]

function verbs(call: Call): Verbs {
  switch (call.kind) {
    case 'unknown':
      return ['Reaching for memory', 'Used memory', 'use memory']
    case 'other':
      return [`Using ${call.name}`, `Used ${call.name}`, `use ${call.name}`]
    case 'view':
      return viewVerbs(call)
    case 'create':
      return withName(call.path, 'Writing', 'Wrote', 'write', 'a document')
    case 'replace':
      return withName(call.path, 'Changing', 'Changed', 'change', 'a document')
    case 'insert':
      return withName(call.path, 'Adding to', 'Added to', 'add to', 'a document')
    case 'delete':
      return withName(call.path, 'Deleting', 'Deleted', 'delete', 'a document')
    case 'rename': {
      const where = call.to ? ` to ${nameOf(call.to)}` : ''
      const [going, done, attempt] = withName(call.path, 'Moving', 'Moved', 'move', 'a document')
      return [`${going}${where}`, `${done}${where}`, `${attempt}${where}`]
    }
    default:
      return call satisfies never
  }
}

function viewVerbs(call: Extract<Call, { kind: 'view' }>): Verbs {
  if (call.path === null) return ['Looking into memory', 'Looked into memory', 'look into memory']
  if (isDirectory(call.path)) {
    const where = shortPath(call.path).replace(/\/$/, '')
    return [`Looking through ${where}`, `Looked through ${where}`, `look through ${where}`]
  }
  const range = call.range ? `, ${call.range}` : ''
  const [going, done, attempt] = withName(call.path, 'Reading', 'Read', 'read', 'a document')
  return [`${going}${range}`, `${done}${range}`, `${attempt}${range}`]
}

function withName(path: string | null, going: string, done: string, attempt: string, nothing: string): Verbs {
  const name = path === null ? nothing : nameOf(path)
  return [`${going} ${name}`, `${done} ${name}`, `${attempt} ${name}`]
}

function nameOf(path: string): string {
  return fileName(path.replace(/\/+$/, '')) || 'memory'
}

/** Documents have an ending in all but name; what has none is taken for a folder. */
function isDirectory(path: string): boolean {
  return path.endsWith('/') || !fileName(path).includes('.')
}

export function isRead(call: Call): boolean {
  return call.kind === 'view' || call.kind === 'unknown'
}

export function isWrite(call: Call): boolean {
  return call.kind === 'create' || call.kind === 'replace' || call.kind === 'insert'
}

/** Lines that came and went, for the "+12 −3" beside the words. */
export function lineCounts(call: Call): { readonly added: number; readonly removed: number } {
  switch (call.kind) {
    case 'create':
    case 'insert':
      return { added: lines(call.text), removed: 0 }
    case 'replace':
      return { added: lines(call.text ?? ''), removed: lines(call.old) }
    default:
      return { added: 0, removed: 0 }
  }
}

function lines(value: string): number {
  if (value === '') return 0
  let n = value.endsWith('\n') ? 0 : 1
  for (let at = value.indexOf('\n'); at >= 0; at = value.indexOf('\n', at + 1)) n++
  return n
}
