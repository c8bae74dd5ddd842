/** A call of a tool as people read it, from its first letter to its result. Pure. */
import { partialInput } from '../../agent/partial-input.ts'
import type { BlockState } from '../../workspace/events.ts'
import { MEMORY_TOOL } from '../../workspace/writings.ts'
import { fileName, shortPath } from '../words.ts'
import { words } from './words-turn.ts'

export type ToolBlock = Extract<BlockState, { kind: 'tool' }>

/** Lines of a document; to its end when `to` is null. */
export interface Range {
  readonly from: number
  readonly to: number | null
}

/** What a call is about, as far as its input has arrived. Texts may still be growing. */
export type Call =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'view'; readonly path: string | null; readonly range: Range | null }
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

function rangeOf(value: unknown): Range | null {
  if (!Array.isArray(value) || value.length !== 2) return null
  const [from, to] = value as readonly unknown[]
  if (typeof from !== 'number' || typeof to !== 'number') return null
  return { from, to: to === -1 ? null : to }
}

export type Phase = 'going' | 'done' | 'failed' | 'dropped'

/** `over`: the turn has ended, so what has no result will never have one. */
export function phaseOf(tool: ToolBlock, over: boolean): Phase {
  if (tool.progress.kind === 'finished') return tool.progress.result.isError ? 'failed' : 'done'
  return over ? 'dropped' : 'going'
}

/** One line in words: "Writing memory_acme.md", "Read customer.md", "Could not change plan.md". */
export function sentence(call: Call, phase: Phase): string {
  return deedOf(call)[phase]
}

function deedOf(call: Call): Readonly<Record<Phase, string>> {
  const { deeds } = words()
  switch (call.kind) {
    case 'unknown':
      return deeds.reach()
    case 'other':
      return deeds.other(call.name)
    case 'view':
      if (readsDocument(call)) return deeds.read(nameOf(call.path), rangeWords(call.range))
      return call.path === null ? deeds.look() : deeds.lookThrough(shortPath(call.path).replace(/\/$/, ''))
    case 'create':
      return deeds.write(named(call.path))
    case 'replace':
      return deeds.change(named(call.path))
    case 'insert':
      return deeds.add(named(call.path))
    case 'delete':
      return deeds.delete(named(call.path))
    case 'rename':
      return moved(call.path, call.to)
    default:
      return call satisfies never
  }
}

type DocumentView = Extract<Call, { kind: 'view' }> & { readonly path: string }

/** Whether the call looks at one document, not at a folder. */
export function readsDocument(call: Call): call is DocumentView {
  return call.kind === 'view' && call.path !== null && !isDirectory(call.path)
}

/** The document that a call looks at, with the lines of it. */
export function documentOf(call: DocumentView): string {
  return nameOf(call.path) + rangeWords(call.range)
}

function rangeWords(range: Range | null): string {
  const { fromLine, lines } = words().deeds
  if (range === null) return ''
  return range.to === null ? fromLine(range.from) : lines(range.from, range.to)
}

/** A document that keeps its name when it moves is named with the folders that differ: there the change is. */
function moved(from: string | null, to: string | null): Readonly<Record<Phase, string>> {
  const { move } = words().deeds
  const same = from !== null && to !== null && nameOf(from) === nameOf(to)
  if (!same) return move(named(from), named(to))
  const [before, after] = [shortPath(from).split('/'), shortPath(to).split('/')]
  const apart = before.findIndex((part, index) => part !== after[index])
  const start = Math.max(0, Math.min(apart, after.length - 2, before.length - 2))
  return move(before.slice(start).join('/'), after.slice(start).join('/'))
}

function named(path: string | null): string | null {
  return path ? nameOf(path) : null
}

function nameOf(path: string): string {
  return fileName(path.replace(/\/+$/, '')) || words().deeds.memory
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
