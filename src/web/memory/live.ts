/** What the calls under way do to documents, so that the page can show it before it is stored. Pure. */
import type { Writing } from '../../workspace/events.ts'
import { MEMORY_TOOL } from '../../workspace/writings.ts'
import { type Call, readCall } from '../chat/tool-call.ts'

/** One of Claude's hands on memory: what it does, for whom, in which chat. */
export interface Hand {
  readonly key: string
  readonly chat: string
  readonly speaker: string
  readonly call: Call
  readonly path: string | null
}

export function handsOf(writings: Readonly<Record<string, Writing>>): readonly Hand[] {
  return Object.values(writings).map((writing) => {
    const call = readCall(MEMORY_TOOL, writing.input)
    const path = 'path' in call ? call.path : null
    return { key: writing.key, chat: writing.chat, speaker: writing.speaker, call, path: canonical(path) }
  })
}

/** `/memories/x.md` as the tree knows it; Claude may write it with a trailing slash or without the root. */
function canonical(path: string | null): string | null {
  if (path === null) return null
  const clean = path.replace(/\/+$/, '')
  return clean === '' ? '/memories' : clean
}

/** A document with a change in it that is not stored yet: what stays before and after, what goes, what comes. */
export interface Pending {
  readonly before: string
  readonly gone: string
  readonly come: string
  readonly after: string
}

/** null: not to be told yet (the place of the change is still unknown, or it is no change of text). */
export function pendingOf(call: Call, base: string | null): Pending | null {
  switch (call.kind) {
    case 'create':
      return { before: '', gone: '', come: call.text, after: '' }
    case 'replace': {
      if (base === null || call.text === null || call.old === '') return null
      const at = base.indexOf(call.old)
      if (at < 0 || base.indexOf(call.old, at + 1) >= 0) return null
      return {
        before: base.slice(0, at),
        gone: call.old,
        come: call.text,
        after: base.slice(at + call.old.length),
      }
    }
    case 'insert': {
      if (base === null || call.line === null) return null
      const at = startOfLine(base, call.line)
      const come = call.text === '' || call.text.endsWith('\n') ? call.text : `${call.text}\n`
      return at === null ? null : { before: base.slice(0, at), gone: '', come, after: base.slice(at) }
    }
    case 'view':
    case 'delete':
    case 'rename':
    case 'unknown':
    case 'other':
      return null
    default:
      return call satisfies never
  }
}

/** Where line `line + 1` begins, which is where text inserted after `line` goes; null past the end. */
function startOfLine(text: string, line: number): number | null {
  let at = 0
  for (let n = 0; n < line; n++) {
    const newline = text.indexOf('\n', at)
    if (newline < 0) return n === line - 1 ? text.length : null
    at = newline + 1
  }
  return at
}

export function resultOf(pending: Pending): string {
  return pending.before + pending.come + pending.after
}
