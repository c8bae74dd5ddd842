/** Blame of stored versions: walks the versions of a document once and remembers what it found. */
import { type Blame, carry } from './blame.ts'
import type { BlameCache } from './blame-cache.ts'
import { keptLines } from './line-diff.ts'
import { linesOf } from './lines.ts'
import type { Commit, DocumentId } from './types.ts'

/** What blame asks of a memory. */
export interface Blamed {
  text(document: DocumentId, version?: number): Promise<string | null>
  history(query: { readonly document: DocumentId; readonly limit: number }): readonly Commit[]
}

/** What the log says of a version without its text. */
interface Fact {
  readonly version: number
  /** Empty when the text was erased. */
  readonly sha256: string
  readonly isUndo: boolean
  /** Place of the first version with the very same text, when that is another one. */
  readonly twin: number | undefined
}

interface Known {
  readonly lines: readonly string[]
  readonly blame: Blame
}

/** Versions before an undo in which the lines that it brings back are looked for. */
const LOOK_BACK = 16

/**
 * For each line of a version the commit that wrote it, through renames, merges, deletions, restores and undos; null when
 * there is no such version or its text was erased. A text that the document had before has the authors it had then. What
 * an erased version wrote counts as written by the next one that is still there; when there is none before, by nobody known.
 */
export async function blameOf(
  memory: Blamed,
  document: DocumentId,
  version: number,
  cache: BlameCache,
): Promise<Blame | null> {
  if ((await memory.text(document, version)) === null) return null
  const facts = factsOf(memory, document)
  const place = facts.findIndex((fact) => fact.version === version)
  if (place === -1) return null
  const walk = new Walk(memory, document, facts, cache)
  return cache.get(document, version) ?? (await walk.to(place))
}

function factsOf(memory: Blamed, document: DocumentId): readonly Fact[] {
  const first = new Map<string, number>()
  const facts: Fact[] = []
  for (const commit of memory.history({ document, limit: Number.MAX_SAFE_INTEGER }).toReversed()) {
    const change = commit.changes.findLast(
      (each) => each.document === document && (each.kind === 'create' || each.kind === 'edit'),
    )
    if (!change || !('sha256' in change)) continue
    const { sha256 } = change
    const isUndo = commit.reason === 'revert' || commit.reason === 'restore'
    facts.push({ version: commit.number, sha256, isUndo, twin: first.get(sha256) })
    if (sha256 !== '' && !first.has(sha256)) first.set(sha256, facts.length - 1)
  }
  return facts
}

class Walk {
  readonly #memory: Blamed
  readonly #document: DocumentId
  readonly #facts: readonly Fact[]
  readonly #cache: BlameCache
  /** Places whose text comes again, with their blames. */
  readonly #twins = new Map<number, Blame>()
  /** The newest versions walked. */
  readonly #window: Known[] = []

  constructor(memory: Blamed, document: DocumentId, facts: readonly Fact[], cache: BlameCache) {
    this.#memory = memory
    this.#document = document
    this.#facts = facts
    this.#cache = cache
  }

  async to(target: number): Promise<Blame | null> {
    const wanted = new Set(this.#facts.map((fact) => fact.twin))
    let blame: Blame | null = null
    for (let place = this.#start(target); place <= target; place++) {
      const fact = this.#facts[place]
      const text = fact ? await this.#memory.text(this.#document, fact.version) : null
      if (!fact || text === null) continue
      const lines = linesOf(text)
      blame = this.#cache.get(this.#document, fact.version) ?? (await this.#blame(fact, place, lines))
      this.#cache.set(this.#document, fact.version, blame)
      if (wanted.has(place)) this.#twins.set(place, blame)
      this.#window.push({ lines, blame })
      if (this.#window.length > LOOK_BACK) this.#window.shift()
    }
    return blame
  }

  /** Where to begin so that all that is needed is held: as late as the cache allows, else at the first version. */
  #start(target: number): number {
    const held = (place: number) => {
      const fact = this.#facts[place]
      return !fact || fact.sha256 === '' || this.#cache.has(this.#document, fact.version)
    }
    let start = target
    while (start > 0 && !held(start)) start--
    start = Math.max(0, start - LOOK_BACK)
    const rest = this.#facts.slice(start, target + 1)
    const complete = rest.every(({ twin }) => twin === undefined || twin >= start || held(twin))
    const first = this.#facts[start]
    return complete && first?.sha256 !== '' && held(start) ? start : 0
  }

  async #blame(fact: Fact, place: number, lines: readonly string[]): Promise<Blame> {
    const twin = fact.twin === undefined ? undefined : this.#ofTwin(fact.twin)
    if (twin) return twin
    const last = this.#window.at(-1)
    if (!last) return lines.map(() => (place === 0 ? fact.version : null))
    const blame = carry(last.blame, last.lines, lines, fact.version)
    return fact.isUndo ? this.#broughtBack(blame, fact.version, lines) : blame
  }

  #ofTwin(place: number): Blame | undefined {
    const version = this.#facts[place]?.version
    const held = version === undefined ? undefined : this.#cache.get(this.#document, version)
    return this.#twins.get(place) ?? held
  }

  /** An undo writes nothing of its own: what it brings back has the author that it had. */
  #broughtBack(blame: Blame, by: number, lines: readonly string[]): Blame {
    const found = [...blame]
    for (const before of this.#window.toReversed()) {
      if (!found.includes(by)) break
      for (const [i, from] of keptLines(before.lines, lines).entries()) {
        if (from !== undefined && found[i] === by) found[i] = before.blame[from] ?? null
      }
    }
    return found
  }
}
