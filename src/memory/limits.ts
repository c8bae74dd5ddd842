/** How much a memory may hold, and how fast it may grow. With the filter for secrets: what may be stored at all. */
import { ROOT } from './path.ts'
import type { Policy, PolicyRefusal, Proposed } from './policy.ts'
import { secretRefusal } from './secrets-policy.ts'
import type { Change } from './types.ts'

export interface Limits {
  /** UTF-8 bytes of one document. */
  readonly documentBytes: number
  /** Living documents of a memory. */
  readonly documents: number
  /** Directories above a document, the root not counted. */
  readonly depth: number
  /** Writes of one chat or key in any 60 seconds; null: as many as it likes. */
  readonly writesPerMinute: number | null
  /** Whether that holds for people and for edits on disk too. */
  readonly ratePeople: boolean
}

/** The most that `documentBytes` may be set to: a text is held, compared and sent as a whole. */
export const LARGEST_DOCUMENT = 10_000_000

export const DEFAULT_LIMITS: Limits = {
  documentBytes: 1_000_000,
  documents: 100_000,
  depth: 32,
  writesPerMinute: 240,
  ratePeople: false,
}

export interface PolicySettings {
  /** Asked for every write, so that a setting holds from the moment it is changed. */
  readonly limits: () => Limits
  /** `off`: secrets are stored like any text. */
  readonly secrets: () => 'refuse' | 'off'
  readonly now: () => Date
}

/**
 * The policy of a memory. It keeps, for each reader, the times of the writes of the last minute; what it refuses is not
 * counted, nor what is only a trial, and what was asked twice with one key counts once. Deleting is always allowed, and so is making smaller what is
 * already over a limit.
 */
export function createPolicy({ limits, secrets, now }: PolicySettings): Policy {
  const rate = createRate()
  return async (proposed) => {
    const present = limits()
    return (
      tooMuch(proposed, present) ??
      (secrets() === 'refuse' ? await secretRefusal(proposed) : null) ??
      rate(proposed, present, now().getTime())
    )
  }
}

function tooMuch(proposed: Proposed, limits: Limits): PolicyRefusal | null {
  for (const change of proposed.changes) {
    const refused = tooLarge(change, proposed, limits) ?? tooDeep(change, limits)
    if (refused) return refused
  }
  return tooMany(proposed, limits)
}

const refuse = (message: string): PolicyRefusal => ({ code: 'limit', message })
const figure = (n: number) => n.toLocaleString('en')

function tooLarge(change: Change, { tree }: Proposed, { documentBytes }: Limits): PolicyRefusal | null {
  if (!('text' in change)) return null
  const size = Buffer.byteLength(change.text)
  const before = tree.document(change.document)?.size ?? 0
  if (size <= documentBytes || size < before) return null
  const message = `${change.path} would have ${figure(size)} bytes; a document may have at most ${figure(documentBytes)}. Split it into several documents, or make it shorter.`
  return { code: 'too_large', message }
}

function tooDeep(change: Change, limits: Limits): PolicyRefusal | null {
  if (change.kind !== 'create' && change.kind !== 'rename') return null
  const depth = depthOf(change.path)
  const before = change.kind === 'rename' ? depthOf(change.from) : 0
  if (depth <= limits.depth || depth <= before) return null
  return refuse(
    `${change.path} would lie ${depth} directories deep; ${limits.depth} is the most. Choose a place nearer to ${ROOT}.`,
  )
}

/** Directories between the root and the document. */
function depthOf(path: string): number {
  return path.split('/').length - ROOT.split('/').length - 1
}

function tooMany({ changes, tree }: Proposed, { documents }: Limits): PolicyRefusal | null {
  const made = changes.filter(({ kind }) => kind === 'create').length
  const gone = changes.filter(({ kind }) => kind === 'delete').length
  const after = tree.countUnder(ROOT) + made - gone
  if (made <= gone || after <= documents) return null
  return refuse(
    `The memory would hold ${figure(after)} documents; ${figure(documents)} is the most. Add to a document that is there, or delete what is not needed any more.`,
  )
}

const MINUTE = 60_000

type Window = Map<string | symbol, number>

/** A sliding window for each reader. */
function createRate() {
  const windows = new Map<string, Window>()
  return (
    { by, trial }: Proposed,
    { writesPerMinute, ratePeople }: Limits,
    now: number,
  ): PolicyRefusal | null => {
    if (writesPerMinute === null) return null
    const { kind } = by.actor
    if (!ratePeople && (kind === 'person' || kind === 'disk')) return null
    if (kind === 'rule') return null
    forget(windows, now)
    const window: Window = windows.get(by.reader) ?? new Map()
    const name = by.key ?? Symbol()
    if (window.has(name)) return null
    if (window.size >= writesPerMinute) return tooFast(window, writesPerMinute, now)
    if (trial) return null
    window.set(name, now)
    windows.set(by.reader, window)
    return null
  }
}

/** Writes come in the order of time, so the old ones stand first. */
function forget(windows: Map<string, Window>, now: number): void {
  for (const [reader, window] of windows) {
    for (const [name, at] of window) {
      if (at > now - MINUTE && at <= now) break
      window.delete(name)
    }
    if (window.size === 0) windows.delete(reader)
  }
}

function tooFast(window: Window, most: number, now: number): PolicyRefusal {
  const oldest = window.values().next().value ?? now
  const seconds = Math.max(1, Math.ceil((oldest + MINUTE - now) / 1000))
  const message = `Too many writes from here: ${figure(window.size)} in the last minute, and ${figure(most)} is the most. Try again in ${seconds} s, or put several changes into one write.`
  return { code: 'rate', message }
}
