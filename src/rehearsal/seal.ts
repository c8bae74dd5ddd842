import { createHmac } from 'node:crypto'
import { print } from './prints.ts'

/** What a thinking block is bound to. */
export interface Bond {
  readonly model: string
  readonly account: string
  /** Names the system prompt, the tools and all that was said before, thinking left out. */
  readonly prefix: string
  /** Print of the signature of the thinking block before this one; empty when it was the first. */
  readonly before: string
}

export interface Seal extends Bond {
  /** Print of what was thought. */
  readonly thought: string
  /** Characters that were thought. */
  readonly length: number
}

/**
 * Holds nothing together but this program: it makes a signature that somebody edited fail, nothing more. A constant, so
 * that a stored chat stays valid when the server starts again.
 */
const KEY = 'rehearsal: a rule-follower has no secrets'

/** The signature of a thinking block, as opaque to its reader as the API's. */
export function sealThinking(bond: Bond, text: string): string {
  const { model, account, prefix, before } = bond
  const body = encode([model, account, prefix, before, print(text), text.length])
  return `${body}.${mac(body)}`
}

/** What a signature says; null when this room did not make it. */
export function readSeal(signature: string): Seal | null {
  const fields = decode(signature)
  if (fields === null) return null
  const [model, account, prefix, before, thought, length] = fields
  return {
    model: String(model),
    account: String(account),
    prefix: String(prefix),
    before: String(before),
    thought: String(thought),
    length: Number(length),
  }
}

/** Where a conversation stood when it was summarised, so that thinking in turns after that stays good. */
export interface SummaryBond {
  /** Names the system prompt and the tools. */
  readonly base: string
  readonly prefix: string
  readonly before: string
}

export function sealSummary({ base, prefix, before }: SummaryBond, summary: string): string {
  const body = encode(['summary', base, prefix, before, print(summary)])
  return `${body}.${mac(body)}`
}

/** What the seal of a summary says: null when it is none of ours. `summary` is the print of the text. */
export function readSummarySeal(seal: string): (SummaryBond & { readonly summary: string }) | null {
  const [kind, base, prefix, before, summary] = decode(seal) ?? []
  if (kind !== 'summary') return null
  return { base: String(base), prefix: String(prefix), before: String(before), summary: String(summary) }
}

function encode(fields: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(fields)).toString('base64url')
}

function decode(signature: string): readonly unknown[] | null {
  const [body = '', end = ''] = signature.split('.')
  if (mac(body) !== end) return null
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as readonly unknown[]
}

function mac(body: string): string {
  return createHmac('sha256', KEY).update(body).digest('base64url').slice(0, 22)
}
