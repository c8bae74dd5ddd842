/**
 * Goes through a whole log and checks that it is what was written: numbers without gaps, each commit on the one before
 * (seal.ts), each text as its commit describes it, and erased texts gone, with a tombstone that says so.
 *
 * What it cannot see: commits cut off at the end, unless a head that somebody noted is given (`known`); the paths of a commit
 * of which something was erased; a log written anew as a whole by somebody who could, unless, again, a head was noted.
 */
import { createHash } from 'node:crypto'
import { type Target, targetsOf } from './erasing.ts'
import type { MemoryLog } from './log.ts'
import { createPauses } from './pauses.ts'
import { checkLink, NO_HASH } from './seal.ts'
import type { CommittedChange, DocumentId, SealedCommit } from './types.ts'

type Reading = Pick<MemoryLog, 'read' | 'text'>

/** A place in a log: a number, and the hash of the commit that has it. */
export interface Head {
  readonly number: number
  readonly hash: string
}

export interface Problem {
  /** The number of the commit it was found at. */
  readonly commit: number
  readonly why: string
}

export interface Verdict {
  /** Commits, texts compared with their hashes, and versions that were erased. */
  readonly commits: number
  readonly texts: number
  readonly erased: number
  /** Commits from before there was a chain: only their texts could be checked. */
  readonly unsealed: number
  /** Worth noting somewhere else: with it, a later check finds also what was cut off or written anew. */
  readonly head: Head
  /** Empty when all is well. At most 100 are told. */
  readonly problems: readonly Problem[]
}

const MOST_PROBLEMS = 100

/**
 * Reads the log in order, and on while something is missing that a newer commit may explain. Holds one text at a time, and what was erased by name. May run while others append or erase.
 * `known`: a head noted earlier, which must be part of the log. Does not reject for what the log holds, only when reading
 * from it is impossible.
 */
export async function verifyLog(log: Reading, known?: Head): Promise<Verdict> {
  const walk = new Walk(log)
  for (let from = -1; from < 0 || (walk.isWaiting && walk.number > from); ) {
    from = walk.number
    for await (const commit of log.read(from)) {
      await walk.take(commit)
      if (known && known.number === commit.number && known.hash !== commit.seal.hash)
        walk.report(commit.number, 'its hash is not the one that was noted')
    }
  }
  return walk.end(known)
}

class Walk {
  readonly #log: Reading
  readonly #pause = createPauses()
  readonly #problems: Problem[] = []
  #head: Head = { number: 0, hash: NO_HASH }
  #commits = 0
  #texts = 0
  #unsealed = 0
  /** Erased versions, and whether a tombstone has named them yet. */
  readonly #erased = new Map<string, { readonly commit: number; named: boolean }>()
  /** Versions without a text and without a mark; a tombstone may still come, if they were erased while we read. */
  readonly #missing = new Map<string, number>()
  /** Commits of which something was erased, by the commit that shall have done it. */
  readonly #claims = new Map<number, SealedCommit[]>()

  constructor(log: Reading) {
    this.#log = log
  }

  get number(): number {
    return this.#head.number
  }

  /** Something is not there, and a commit after those that were read may say why: what was erased while we read. */
  get isWaiting(): boolean {
    return (
      this.#missing.size > 0 ||
      this.#claims.size > 0 ||
      [...this.#erased.values()].some(({ named }) => !named)
    )
  }

  report(commit: number, why: string): void {
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push({ commit, why })
  }

  async take(commit: SealedCommit): Promise<void> {
    const expected = this.#head.number + 1
    if (commit.number !== expected) this.report(commit.number, `commit ${expected} was expected in its place`)
    const link = checkLink(commit, this.#head.hash)
    if (link.kind === 'broken') this.report(commit.number, link.why)
    if (link.kind === 'unsealed') this.#unsealed++
    this.#head = { number: commit.number, hash: commit.seal.hash }
    this.#commits++
    await this.#pause(0)
    for (const change of commit.changes) await this.#takeChange(commit, change)
    if (commit.erasedBy !== undefined) this.#claim(commit, commit.erasedBy)
    await this.#takeTombstones(commit)
  }

  async #takeChange(commit: SealedCommit, change: CommittedChange): Promise<void> {
    if (change.kind !== 'create' && change.kind !== 'edit') return
    const name = nameOf(change.document, commit.number)
    const text = await this.#log.text(change.document, commit.number)
    if (change.sha256 === '') {
      this.#erased.set(name, { commit: commit.number, named: false })
      if (text !== null) this.report(commit.number, 'a text that was erased is still there')
      if (change.size !== 0) this.report(commit.number, 'an erased text has a size')
      if (commit.erasedBy === undefined)
        this.report(commit.number, 'a text was erased, and nobody says by which commit')
      return
    }
    this.#texts++
    await this.#pause(text?.length ?? 0)
    if (text === null) this.#missing.set(name, commit.number)
    else if (Buffer.byteLength(text) !== change.size || sha256(text) !== change.sha256)
      this.report(commit.number, `the text of ${change.path} is not the one that was committed`)
  }

  #claim(commit: SealedCommit, by: number): void {
    if (by <= commit.number) {
      this.report(commit.number, 'it says that an earlier commit erased something of it')
      return
    }
    const claims = this.#claims.get(by) ?? []
    claims.push(commit)
    this.#claims.set(by, claims)
  }

  /** What a commit says it erased must be gone, and what says that it was erased by this commit must be named. */
  async #takeTombstones(commit: SealedCommit): Promise<void> {
    const targets = targetsOf(commit.changes)
    for (const claim of this.#claims.get(commit.number) ?? []) {
      if (!targets.some((target) => concerns(target, claim)))
        this.report(
          claim.number,
          `it says that commit ${commit.number} erased something of it; that one did not`,
        )
    }
    this.#claims.delete(commit.number)
    for (const { document, versions } of targets)
      for (const version of versions) await this.#takeErased(commit.number, document, version)
  }

  async #takeErased(by: number, document: DocumentId, version: number): Promise<void> {
    const name = nameOf(document, version)
    const known = this.#erased.get(name)
    if (known) known.named = true
    if (this.#missing.delete(name) || !known) {
      if (!(await this.#isMarked(document, version))) {
        this.report(by, `it says that it erased version ${version} of a document; that commit shows it still`)
        return
      }
      this.#erased.set(name, { commit: version, named: true })
    }
    if ((await this.#log.text(document, version)) !== null)
      this.report(by, `it says that it erased version ${version} of a document; the text is still there`)
  }

  /** Looks again: it may have been erased after we came by. */
  async #isMarked(document: DocumentId, version: number): Promise<boolean> {
    for await (const { number, changes, erasedBy } of this.#log.read(version - 1)) {
      if (number !== version || erasedBy === undefined) return false
      return changes.some((c) => c.document === document && 'sha256' in c && c.sha256 === '')
    }
    return false
  }

  end(known: Head | undefined): Verdict {
    for (const { commit, named } of this.#erased.values())
      if (!named) this.report(commit, 'a text was erased, and no commit says so')
    for (const commit of this.#missing.values()) this.report(commit, 'a text is missing')
    for (const [by, claims] of this.#claims)
      for (const claim of claims)
        this.report(claim.number, `it says that commit ${by} erased something of it; there is none`)
    if (known && known.number > this.#head.number)
      this.report(this.#head.number, `the log ends here, but once had commit ${known.number}`)
    return {
      commits: this.#commits,
      texts: this.#texts,
      erased: this.#erased.size,
      unsealed: this.#unsealed,
      head: this.#head,
      problems: this.#problems.toSorted((a, b) => a.commit - b.commit),
    }
  }
}

function nameOf(document: DocumentId, version: number): string {
  return `${document}@${version}`
}

function concerns({ document, versions, whole }: Target, { number, changes }: SealedCommit): boolean {
  return changes.some((change) => change.document === document && (whole || versions.includes(number)))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
