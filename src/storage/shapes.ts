/**
 * The shapes of rows.ts once more, as plain checks: opening a long log looks at every commit, and a schema copies all that it
 * looks at. What passes here is what its schema would give back; whatever does not is left to the schema, which says why.
 */
import type { Actor, CommittedChange, Origin, Seal } from '../memory/types.ts'

export function isActor(value: unknown): value is Actor {
  if (!isRecord(value)) return false
  switch (value.kind) {
    case 'person':
    case 'key':
    case 'rule':
      return typeof value.name === 'string' && has(value, 2)
    case 'claude':
      return typeof value.onBehalfOf === 'string' && has(value, 2)
    case 'mcp':
      return typeof value.client === 'string' && has(value, 2)
    case 'disk':
      return has(value, 1)
    default:
      return false
  }
}

export function isOrigin(value: unknown): value is Origin {
  return (
    isRecord(value) &&
    typeof value.chat === 'string' &&
    typeof value.turn === 'string' &&
    typeof value.toolCall === 'string' &&
    has(value, 3)
  )
}

export function isSeal(value: unknown): value is Seal {
  if (!isRecord(value) || typeof value.content !== 'string' || typeof value.hash !== 'string') return false
  return typeof value.salt === 'string' ? has(value, 3) : has(value, 2)
}

export function areChanges(value: unknown): value is CommittedChange[] {
  return Array.isArray(value) && value.every(isChange)
}

function isChange(value: unknown): value is CommittedChange {
  if (!isRecord(value) || typeof value.document !== 'string' || typeof value.path !== 'string') return false
  switch (value.kind) {
    case 'create':
    case 'edit':
      return Number.isFinite(value.size) && typeof value.sha256 === 'string' && has(value, 5)
    case 'rename':
      return typeof value.from === 'string' && has(value, 4)
    case 'delete':
      return has(value, 3)
    case 'erase':
      return Array.isArray(value.versions) && value.versions.every(Number.isFinite) && has(value, 4)
    default:
      return false
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Counts without making a list: this is called several times for each commit. */
function has(value: object, fields: number): boolean {
  let count = 0
  for (const _ in value) count++
  return count === fields
}
