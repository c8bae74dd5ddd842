import { hash } from 'node:crypto'

/** A short name for these words, 22 characters; other words have another one. */
export function print(...words: readonly string[]): string {
  return hash('sha256', JSON.stringify(words), 'base64url').slice(0, 22)
}

/** JSON of a value without the cache marks in it, and without fields that are null: both say nothing to the model. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, (key, field: unknown) =>
    key === 'cache_control' || field === null ? undefined : field,
  )
}
