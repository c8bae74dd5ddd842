/**
 * The five commands that change a memory, planned: what they would change, and what they answer. They read the tree and
 * what the reader has seen; they change nothing themselves.
 */
import type { MemoryCommand } from './command.ts'
import { insertAfter, replaceOnce, snippet } from './edit.ts'
import { linesOf } from './lines.ts'
import { foldCase, isUnder, parseMemoryPath, ROOT } from './path.ts'
import { whyNotAt } from './place.ts'
import { type ByWhom, missing, missingForEdit, taken, tooLarge, unseen, unseenUnder } from './refusal.ts'
import type { Seen } from './seen.ts'
import { knownSince } from './standing.ts'
import type { TreeView } from './tree.ts'
import type { Change, CommitReason, DocumentId, DocumentInfo, MemoryPath } from './types.ts'

export type WriteCommand = Exclude<MemoryCommand, { command: 'view' }>

/** What planning may ask. */
export interface Planning {
  readonly tree: TreeView
  readonly seen: Seen
  readonly reader: string
  /** Longest document in UTF-8 bytes. */
  readonly maxBytes: number
  textOf(info: DocumentInfo): Promise<string>
  /** Who changed a document last, in words. */
  readonly byWhom: ByWhom
  newId(): DocumentId
}

export type WritePlan =
  | {
      readonly kind: 'refused'
      readonly text: string
      /** The answer shows the text of these. */
      readonly shows?: readonly DocumentInfo[]
      /** The answer names these. */
      readonly names?: readonly DocumentInfo[]
    }
  /** Nothing to change, and all is as asked. */
  | { readonly kind: 'nothing'; readonly text: string }
  | {
      readonly kind: 'write'
      readonly reason: CommitReason
      readonly changes: readonly Change[]
      readonly text: string
      /** Whether the reader knows the whole new text of what it wrote. */
      readonly readsResult: boolean
    }

const refused = (text: string): WritePlan => ({ kind: 'refused', text })

/** Plans one command. Refusals are plans too; rejects only when a text cannot be read from storage. */
export async function planCommand(command: WriteCommand, p: Planning): Promise<WritePlan> {
  const raw = command.command === 'rename' ? command.old_path : command.path
  const parsed = parseMemoryPath(raw)
  if (!parsed.ok) return refused(`Error: ${parsed.message}`)
  switch (command.command) {
    case 'create':
      return planCreate(parsed.path, command.file_text, p)
    case 'str_replace':
      return planReplace(parsed.path, command.old_str, command.new_str, p)
    case 'insert':
      return planInsert(parsed.path, command.insert_line, command.insert_text, p)
    case 'delete':
      return planDelete(parsed.path, p)
    case 'rename':
      return planRename(parsed.path, command.new_path, p)
    default:
      return command satisfies never
  }
}

async function planCreate(path: MemoryPath, text: string, p: Planning): Promise<WritePlan> {
  if (path === ROOT || p.tree.isDirectory(path))
    return refused(`Error: ${path} is a directory; a file cannot be created there.`)
  const why = whyNotAt(p.tree, path)
  if (why) return refused(why)
  const large = tooBig(path, text, p)
  if (large) return large
  const done = `File created successfully at: ${path}`
  const existing = p.tree.at(path)
  if (!existing) {
    const change: Change = { kind: 'create', document: p.newId(), path, text }
    return { kind: 'write', reason: 'create', changes: [change], text: done, readsResult: true }
  }
  const present = await p.textOf(existing)
  if (p.seen.read(p.reader, existing.document) < existing.version) {
    return { kind: 'refused', text: await taken(existing, present, p.byWhom), shows: [existing] }
  }
  return edited(existing, present, text, 'create', done, true)
}

async function planReplace(
  path: MemoryPath,
  oldText: string,
  newText: string,
  p: Planning,
): Promise<WritePlan> {
  const info = p.tree.at(path)
  if (!info) return refused(missingForEdit(path))
  if (oldText === '')
    return refused('Error: `old_str` is empty. Name the text to replace, or use `insert` to add lines.')
  const present = await p.textOf(info)
  const edit = replaceOnce(present, oldText, newText)
  switch (edit.kind) {
    case 'absent':
      return refused(
        `No replacement was performed, old_str \`${quoted(oldText)}\` did not appear verbatim in ${path}.`,
      )
    case 'ambiguous':
      return refused(
        `No replacement was performed. Multiple occurrences of old_str \`${quoted(oldText)}\` in lines: ${edit.lines.join(', ')}. Please ensure it is unique`,
      )
    case 'edited': {
      const shown = snippet(edit.text, edit.line, linesOf(newText).length)
      const done = `The memory file has been edited. Here is the snippet showing the change (with line numbers):\n${shown}`
      return (
        tooBig(path, edit.text, p) ?? edited(info, present, edit.text, 'str_replace', done, hasRead(info, p))
      )
    }
    default:
      return edit satisfies never
  }
}

async function planInsert(path: MemoryPath, line: number, inserted: string, p: Planning): Promise<WritePlan> {
  const info = p.tree.at(path)
  if (!info) return refused(missing(path))
  const present = await p.textOf(info)
  if (!hasRead(info, p)) return stale(info, present, p)
  const edit = insertAfter(present, line, inserted)
  if (edit.kind === 'out_of_range') {
    return refused(
      `Error: Invalid \`insert_line\` parameter: ${line}. It should be within the range of lines of the file: [0, ${edit.lines}]`,
    )
  }
  return (
    tooBig(path, edit.text, p) ??
    edited(info, present, edit.text, 'insert', `The file ${path} has been edited.`, true)
  )
}

async function planDelete(path: MemoryPath, p: Planning): Promise<WritePlan> {
  if (path === ROOT) return refused('Error: The root directory /memories cannot be deleted.')
  const targets = documentsAt(path, p.tree)
  if (targets.length === 0) return refused(missing(path))
  const stop = await unknownAmong(path, targets, p)
  if (stop) return stop
  const changes = targets.map(
    (info): Change => ({ kind: 'delete', document: info.document, path: info.path }),
  )
  return {
    kind: 'write',
    reason: 'delete',
    changes,
    text: `Successfully deleted ${path}`,
    readsResult: false,
  }
}

async function planRename(from: MemoryPath, rawTo: string, p: Planning): Promise<WritePlan> {
  const parsed = parseMemoryPath(rawTo)
  if (!parsed.ok) return refused(`Error: ${parsed.message}`)
  const to = parsed.path
  if (from === ROOT || to === ROOT)
    return refused('Error: The root directory /memories cannot be renamed or replaced.')
  const targets = documentsAt(from, p.tree)
  if (targets.length === 0) return refused(missing(from))
  const why = whyNotRename(from, to, p.tree)
  if (why) return refused(why)
  const changes = moves(targets, from, to)
  const bad = badPathIn(changes)
  if (bad) return refused(`Error: ${bad}`)
  const stop = await unknownAmong(from, targets, p)
  if (stop) return stop
  return {
    kind: 'write',
    reason: 'rename',
    changes,
    text: `Successfully renamed ${from} to ${to}`,
    readsResult: false,
  }
}

/** Why `from` (which exists) cannot be renamed to `to`, or null. */
export function whyNotRename(from: MemoryPath, to: MemoryPath, tree: TreeView): string | null {
  if (tree.at(to) || tree.isDirectory(to)) return `Error: The destination ${to} already exists`
  if (isUnder(foldCase(to), foldCase(from))) return `Error: ${from} cannot be moved into itself.`
  return whyNotAt(tree, to, from)
}

/** The document at a path, or all that lie under it when it is a directory. */
export function documentsAt(path: MemoryPath, tree: TreeView): readonly DocumentInfo[] {
  const info = tree.at(path)
  if (info) return [info]
  return tree.isDirectory(path) ? tree.under(path) : []
}

/** The changes that move documents from one path (their own, or a directory above them) to another. */
export function moves(targets: readonly DocumentInfo[], from: MemoryPath, to: MemoryPath): readonly Change[] {
  return targets.map((info) => ({
    kind: 'rename',
    document: info.document,
    from: info.path,
    path: to + info.path.slice(from.length),
  }))
}

/** Says which path that a change would make is not valid (too long or too deep after a move), or null. */
export function badPathIn(changes: readonly Change[]): string | null {
  for (const { path } of changes) {
    const parsed = parseMemoryPath(path)
    if (!parsed.ok) return parsed.message
  }
  return null
}

/** UTF-8 bytes of a text. */
export function byteSize(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

/** Characters of a text that a refusal gives back; the caller knows it, and it may be a megabyte. */
const QUOTED = 500

function quoted(text: string): string {
  return text.length > QUOTED ? `${text.slice(0, QUOTED).toWellFormed()}…` : text
}

function tooBig(path: MemoryPath, text: string, p: Planning): WritePlan | null {
  const size = byteSize(text)
  return size > p.maxBytes ? refused(tooLarge(path, size, p.maxBytes)) : null
}

function edited(
  info: DocumentInfo,
  before: string,
  after: string,
  reason: CommitReason,
  done: string,
  readsResult: boolean,
): WritePlan {
  if (before === after) return { kind: 'nothing', text: done }
  const change: Change = { kind: 'edit', document: info.document, path: info.path, text: after }
  return { kind: 'write', reason, changes: [change], text: done, readsResult }
}

function hasRead(info: DocumentInfo, p: Planning): boolean {
  return p.seen.read(p.reader, info.document) >= info.version
}

async function stale(info: DocumentInfo, text: string, p: Planning): Promise<WritePlan> {
  const readBefore = p.seen.known(p.reader, info.document) > 0
  return { kind: 'refused', text: await unseen(info, text, { readBefore, byWhom: p.byWhom }), shows: [info] }
}

/**
 * Refuses when the reader does not know of a document's present version; nor, when it lies somewhere under the path that was
 * named, that it lies there.
 */
async function unknownAmong(
  path: MemoryPath,
  targets: readonly DocumentInfo[],
  p: Planning,
): Promise<WritePlan | null> {
  const since = (info: DocumentInfo) => knownSince(info, path)
  const unknown = targets
    .filter((info) => p.seen.known(p.reader, info.document) < since(info))
    .sort((a, b) => since(b) - since(a))
  const [first] = unknown
  if (!first) return null
  if (first.path === path) return stale(first, await p.textOf(first), p)
  const { text, named } = await unseenUnder(path, unknown, p.byWhom)
  return { kind: 'refused', text, names: named }
}
