import type { Memory } from '../memory/contract.ts'
import type { Commit } from '../memory/types.ts'
import type { WorkspaceFact } from './events.ts'

/**
 * What everybody is told of a commit: it, and how the documents that it touched stand now. The recorded answer to
 * Claude is left out; it is in the turn's tool result.
 */
export function announcement(memory: Memory, commit: Commit): WorkspaceFact {
  const { result: _, ...shown } = commit
  const touched = new Set(commit.changes.map((change) => change.document))
  const documents = Object.fromEntries([...touched].map((id) => [id, memory.document(id) ?? null]))
  return { type: 'memory.committed', commit: shown, documents }
}
