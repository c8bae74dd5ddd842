/**
 * Reads a whole log and says whether it can be believed: every acknowledged change is in it, nothing refused is, and no line went
 * without a commit that was asked to remove it. Lines are told apart by their text, so writers use each line once.
 */
import type { MemoryLog } from '../src/memory/log.ts'
import type { Commit } from '../src/memory/types.ts'

/** What one writer was told. */
export interface Acknowledged {
  readonly commit: number
  readonly added: readonly string[]
  /** What has to be gone. */
  readonly removed: readonly string[]
  /** What may be gone besides: in a merge somebody else may have taken it first. */
  readonly mayRemove?: readonly string[]
}

export interface Testimony {
  readonly acknowledged: readonly Acknowledged[]
  /** Lines of changes that were refused. */
  readonly refused: readonly string[]
  /** Lines that nobody was told of but that have to come into the history, such as those written on disk. */
  readonly written: readonly string[]
  /** Whether a commit that no writer was told of, such as one of the disk, was asked to remove the line or the document at the path. */
  mayRemove(commit: Commit, line: string, path: string): boolean
}

/** Every contradiction, a sentence each; and each living document's text by path, as the log has it. */
export async function examine(
  log: MemoryLog,
  testimony: Testimony,
): Promise<{ readonly complaints: readonly string[]; readonly texts: ReadonlyMap<string, string> }> {
  const complaints: string[] = []
  const told = new Map<number, Acknowledged[]>()
  for (const each of testimony.acknowledged) told.set(each.commit, [...(told.get(each.commit) ?? []), each])
  const documents = new Map<string, { readonly path: string; readonly text: string }>()
  const ever = new Set<string>()
  for await (const commit of log.read(0)) {
    const { added, removed } = await replay(log, commit, documents)
    for (const { line } of added) ever.add(line)
    const heard = told.get(commit.number) ?? []
    told.delete(commit.number)
    for (const each of heard) {
      for (const line of each.added)
        if (!added.some((one) => one.line === line))
          complaints.push(`Commit ${commit.number} was acknowledged, and does not add “${line}”.`)
      for (const line of each.removed)
        if (!removed.some((one) => one.line === line))
          complaints.push(`Commit ${commit.number} was acknowledged, and does not remove “${line}”.`)
    }
    const asked = new Set(heard.flatMap(({ removed, mayRemove = [] }) => [...removed, ...mayRemove]))
    for (const { line, path } of removed)
      if (!asked.has(line) && !(heard.length === 0 && testimony.mayRemove(commit, line, path)))
        complaints.push(
          `Commit ${commit.number} (${commit.reason} by ${commit.actor.kind}) takes “${line}” from ${path}; nobody asked for that.`,
        )
  }
  for (const number of told.keys()) complaints.push(`Commit ${number} was acknowledged, and is not there.`)
  for (const line of testimony.refused)
    if (ever.has(line)) complaints.push(`“${line}” was refused, and is in the history.`)
  for (const line of testimony.written)
    if (!ever.has(line)) complaints.push(`“${line}” was written, and was never in the memory.`)
  return { complaints, texts: new Map([...documents.values()].map(({ path, text }) => [path, text])) }
}

interface Line {
  readonly line: string
  readonly path: string
}

async function replay(
  log: MemoryLog,
  commit: Commit,
  documents: Map<string, { readonly path: string; readonly text: string }>,
): Promise<{ readonly added: readonly Line[]; readonly removed: readonly Line[] }> {
  const added: Line[] = []
  const removed: Line[] = []
  for (const change of commit.changes) {
    const { document, path } = change
    const before = documents.get(document)?.text ?? ''
    const gone = change.kind === 'delete' || change.kind === 'erase'
    const after = gone ? '' : change.kind === 'rename' ? before : await log.text(document, commit.number)
    if (after === null) throw new Error(`Commit ${commit.number} has no text of ${path}.`)
    if (gone) documents.delete(document)
    else documents.set(document, { path, text: after })
    const [old, now] = [linesOf(before), linesOf(after)]
    for (const line of now) if (!old.has(line)) added.push({ line, path })
    for (const line of old) if (!now.has(line)) removed.push({ line, path })
  }
  return { added, removed }
}

function linesOf(text: string): ReadonlySet<string> {
  return new Set(text.split('\n').filter((line) => line !== ''))
}
