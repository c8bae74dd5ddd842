import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Base } from './decide.ts'
import { codeOf } from './look.ts'
import type { RelativePath } from './names.ts'

/** `print`: the file's print when its text was this one, to spare reading it at the next start; empty when not certain. */
export type Entry = Base & { readonly print: string }

/** What every file and its document last agreed on, kept on disk so that edits made while nobody watched are told apart. */
export interface Baseline {
  readonly size: number
  get(file: RelativePath): Entry | undefined
  files(): IterableIterator<RelativePath>
  /** Files whose last agreed text has this hash: where a new file may have been renamed from. */
  withText(sha256: string): readonly RelativePath[]
  set(file: RelativePath, base: Base, print?: string): void
  delete(file: RelativePath): void
  /** Writes the file anew, without the lines that later ones have replaced. */
  compact(): void
}

const heading = z.object({ format: z.literal(1), folder: z.string() })
const entry = z.object({
  file: z.string(),
  base: z
    .object({ document: z.string(), version: z.int().min(0), sha256: z.string(), print: z.string() })
    .nullable(),
})

/** Lines beyond the living entries after which the file is written anew. */
const SLACK = 1000

/**
 * Opens the baseline of one folder: a file of JSON lines, one appended for each change. Nothing is lost when the last
 * lines are: what both sides agree on is found again, and what they do not agree on is merged from an older base.
 * A file of another folder, or one that cannot be understood, counts as none. Throws when it cannot be written.
 */
export function openBaseline(path: string, folder: string): Baseline {
  const entries = load(path, folder)
  const byText = new Map<string, Set<RelativePath>>()
  let lines = 0
  const line = (value: unknown) => `${JSON.stringify(value)}\n`

  const compact = () => {
    const all = [...entries].map(([file, base]) => line({ file, base }))
    writeFileSync(`${path}.tmp`, [line({ format: 1, folder }), ...all].join(''), { mode: 0o600, flush: true })
    renameSync(`${path}.tmp`, path)
    lines = entries.size
  }
  const append = (file: RelativePath, base: Entry | null) => {
    appendFileSync(path, line({ file, base }))
    lines++
    if (lines > 2 * entries.size + SLACK) compact()
  }
  const index = (file: RelativePath, base: Base) => {
    const files = byText.get(base.sha256) ?? new Set()
    byText.set(base.sha256, files.add(file))
  }
  const unindex = (file: RelativePath) => {
    const base = entries.get(file)
    const files = base && byText.get(base.sha256)
    files?.delete(file)
    if (base && files?.size === 0) byText.delete(base.sha256)
  }

  mkdirSync(dirname(path), { recursive: true })
  for (const [file, base] of entries) index(file, base)
  compact()
  return {
    get size() {
      return entries.size
    },
    get: (file) => entries.get(file),
    files: () => entries.keys(),
    withText: (sha256) => [...(byText.get(sha256) ?? [])],
    set(file, { document, version, sha256 }, print = '') {
      const before = entries.get(file)
      if (before && sameEntry(before, { document, version, sha256, print })) return
      unindex(file)
      const base = { document, version, sha256, print }
      entries.set(file, base)
      index(file, base)
      append(file, base)
    },
    delete(file) {
      unindex(file)
      if (entries.delete(file)) append(file, null)
    },
    compact,
  }
}

function load(path: string, folder: string): Map<RelativePath, Entry> {
  const entries = new Map<RelativePath, Entry>()
  const [first = '', ...rest] = read(path).split('\n')
  const head = heading.safeParse(json(first))
  if (!head.success || head.data.folder !== folder) return entries
  for (const text of rest) {
    // The last line may be cut by a crash.
    const parsed = entry.safeParse(json(text))
    if (!parsed.success) continue
    const { file, base } = parsed.data
    if (base) entries.set(file, base)
    else entries.delete(file)
  }
  return entries
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ''
    throw error
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function sameEntry(a: Entry, b: Entry): boolean {
  return a.document === b.document && a.version === b.version && a.sha256 === b.sha256 && a.print === b.print
}
