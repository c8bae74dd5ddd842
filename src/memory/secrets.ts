/**
 * Finds what looks like a secret in a text: keys, tokens, passwords, card numbers. Pure and browser-safe; linear in the
 * length of the text. It knows shapes, not meanings: it misses secrets without a shape and may meet a harmless look-alike,
 * which is why a person can overrule it.
 */

import { findCards } from './secrets-cards.ts'
import { KEY_BLOCK, KEY_BLOCK_END, PUTTY_KEY, type SecretKind, TOKEN_RULES } from './secrets-rules.ts'
import { findValues } from './secrets-values.ts'

export { SECRET_WORDS, type SecretKind } from './secrets-rules.ts'

export interface Finding {
  readonly kind: SecretKind
  /** Of its beginning, from 1. */
  readonly line: number
  /** Range of the secret itself, in UTF-16 units; `to` is exclusive. */
  readonly from: number
  readonly to: number
}

interface Range {
  readonly kind: SecretKind
  readonly from: number
  readonly to: number
}

/** Every finding, in the order of the text; where two overlap, the one that begins first and is longer. */
export function findSecrets(text: string): readonly Finding[] {
  return withLines(text, apart([...keyBlocks(text), ...tokens(text), ...cards(text), ...values(text)]))
}

/**
 * Findings of `text` whose secret does not stand in `before`. What a document already holds does not count: nobody could
 * edit around it otherwise.
 */
export function newSecrets(text: string, before: string): readonly Finding[] {
  const all = findSecrets(text)
  if (all.length === 0 || before === '') return all
  const known = new Set(findSecrets(before).map(({ from, to }) => before.slice(from, to)))
  return all.filter(({ from, to }) => !known.has(text.slice(from, to)))
}

function keyBlocks(text: string): readonly Range[] {
  if (!text.includes('PRIVATE KEY') && !text.includes('PuTTY-User-Key-File')) return []
  const ends = [...text.matchAll(KEY_BLOCK_END)].map(({ 0: end, index }) => index + end.length)
  const found: Range[] = []
  let next = 0
  for (const { 0: begin, index } of text.matchAll(KEY_BLOCK)) {
    const inside = index + begin.length
    if (!holdsKey(text.slice(inside, inside + 60))) continue
    while (next < ends.length && (ends[next] ?? 0) < inside) next++
    found.push({ kind: 'private-key', from: index, to: ends[next] ?? inside })
  }
  for (const { 0: begin, index } of text.matchAll(PUTTY_KEY)) {
    found.push({ kind: 'private-key', from: index, to: index + begin.length })
  }
  return found
}

/** After the first line of a key comes another line (perhaps with its break written out), and no `...` in its place. */
function holdsKey(after: string): boolean {
  return /^["'`]?[ \t]{0,10}(?:\r?\n|\\r?\\?n)[ \t>"'`+]{0,20}[A-Za-z0-9+/]{4}/.test(after)
}

function tokens(text: string): readonly Range[] {
  return TOKEN_RULES.flatMap(({ kind, marks, pattern }) => {
    if (!marks.some((mark) => text.includes(mark))) return []
    return [...text.matchAll(pattern)].flatMap(({ 0: written, index, groups }) =>
      isBlank(groups?.tail ?? written) ? [] : [{ kind, from: index, to: index + written.length }],
    )
  })
}

/** `xxxx…` and the like stand for a secret in instructions. */
function isBlank(tail: string): boolean {
  return /^[xX0_.-]+$/.test(tail)
}

function cards(text: string): readonly Range[] {
  return findCards(text).map(({ from, to }) => ({ kind: 'card-number', from, to }))
}

function values(text: string): readonly Range[] {
  return findValues(text).map(({ kind, from, value }) => ({ kind, from, to: from + value.length }))
}

/** Without those that another one covers in part: first come, and of two that begin together the longer. */
function apart(ranges: readonly Range[]): readonly Range[] {
  const kept: Range[] = []
  for (const range of [...ranges].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (range.from >= (kept.at(-1)?.to ?? 0)) kept.push(range)
  }
  return kept
}

function withLines(text: string, ranges: readonly Range[]): readonly Finding[] {
  let line = 1
  let next = text.indexOf('\n')
  return ranges.map(({ kind, from, to }) => {
    while (next !== -1 && next < from) {
      line++
      next = text.indexOf('\n', next + 1)
    }
    return { kind, line, from, to }
  })
}
