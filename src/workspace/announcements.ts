import type { ReadableMemory } from '../memory/memories.ts'
import type { MemoryId } from '../memory/rights.ts'
import type { Commit } from '../memory/types.ts'
import type { MemoryDocument, WorkspaceFact } from './events.ts'

/**
 * What is told of a commit: it, and how the documents that it touched stand now, with paths as they are outside. The recorded
 * answer to Claude is left out, for it is in the turn's tool result; so is the seal, whose salt must not outlive an erasure.
 */
export function announcement(id: MemoryId, memory: ReadableMemory, commit: Commit): WorkspaceFact {
  const touched = new Set(commit.changes.map((change) => change.document))
  const documents = Object.fromEntries(
    [...touched].map((document): [string, MemoryDocument | null] => {
      const info = memory.document(document)
      return [document, info ? { ...info, memory: id } : null]
    }),
  )
  return { type: 'memory.committed', memory: id, commit: shownCommit(commit), documents }
}

/** A commit as it is shown to people. */
export function shownCommit(commit: Commit & { readonly seal?: unknown }): Commit {
  const { result: _, seal: __, ...shown } = commit
  return shown
}
