/** Replaces every occurrence of a text, in one document, a directory or everything, planned. Pure. */
import { documentsAt } from './commands.ts'
import { keepLineBreaks, lineAt, linesOf } from './lines.ts'
import type { RefusalCode } from './outcome.ts'
import { parseMemoryPath, printable, ROOT } from './path.ts'
import type { BatchPlan, ChangePlanning } from './planning.ts'
import type { DocumentId, MemoryPath } from './types.ts'
import { writeOf } from './undo.ts'

export interface Replacing {
  /** Literal; not empty. */
  readonly find: string
  /** Literal. */
  readonly replace: string
  /** A document or directory; everything when left out. */
  readonly under?: string | undefined
  readonly matchCase: boolean
  /** Only where no letter, digit or underscore stands beside it. */
  readonly wholeWord: boolean
}

/** Where it is found in one document. */
export interface Found {
  readonly document: DocumentId
  readonly path: MemoryPath
  readonly count: number
  /** The first lines that hold it, as they are. */
  readonly samples: readonly { readonly line: number; readonly text: string }[]
  /** The whole text with every occurrence replaced. */
  readonly replaced: string
}

export type Finding =
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
  /** `searched`: how many documents were looked through. */
  | { readonly kind: 'found'; readonly documents: readonly Found[]; readonly searched: number }

const SAMPLES = 3
const LONGEST_SAMPLE = 300

export async function findAll(replacing: Replacing, p: ChangePlanning): Promise<Finding> {
  const { find, under = ROOT } = replacing
  const refuse = (code: RefusalCode, message: string) => ({ kind: 'refused', code, message }) as const
  if (find === '') return refuse('bad_input', 'Expected a text to find; it is empty.')
  const parsed = parseMemoryPath(under)
  if (!parsed.ok) return refuse('bad_path', parsed.message)
  const targets = documentsAt(parsed.path, p.tree)
  if (targets.length === 0 && !parsed.isRoot) return refuse('not_found', `${parsed.path} does not exist.`)
  const pattern = patternOf(replacing)
  const documents: Found[] = []
  for (const { document, path, version } of targets) {
    const text = await p.text(document, version)
    const found = text === null ? null : findIn(text, pattern, replacing.replace)
    if (found) documents.push({ document, path, ...found })
  }
  return { kind: 'found', documents, searched: targets.length }
}

/** One commit for all documents. Refused when nothing is found, or when there are not as many occurrences as `expected`. */
export async function planReplace(
  replacing: Replacing,
  expected: number | undefined,
  p: ChangePlanning,
): Promise<BatchPlan> {
  const finding = await findAll(replacing, p)
  if (finding.kind === 'refused') return finding
  const { documents, searched } = finding
  const count = documents.reduce((sum, each) => sum + each.count, 0)
  if (expected !== undefined && count !== expected)
    return {
      kind: 'refused',
      code: 'changed',
      message: `Expected ${expected} occurrences, but there are ${count} now. Nothing was replaced; look again first.`,
    }
  if (count === 0)
    return { kind: 'refused', code: 'not_found', message: nothingFound(replacing.find, searched) }
  const ends = documents.map(({ document, path, replaced }) => [document, { path, text: replaced }] as const)
  return writeOf('batch', new Map(ends), p)
}

export function nothingFound(find: string, searched: number): string {
  const where = searched === 1 ? 'the one document' : `any of ${searched.toLocaleString('en')} documents`
  return `"${printable(find)}" is not in ${where}. Nothing was replaced.`
}

const WORD = '[\\p{L}\\p{M}\\p{N}_]'

function patternOf({ find, matchCase, wholeWord }: Replacing): RegExp {
  const literal = find.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\r?\n/g, '\\r?\\n')
  const whole = wholeWord ? `(?<!${WORD})${literal}(?!${WORD})` : literal
  return new RegExp(whole, matchCase ? 'gu' : 'giu')
}

function findIn(text: string, pattern: RegExp, replace: string) {
  const places = [...text.matchAll(pattern)].map(({ index }) => index)
  if (places.length === 0) return null
  const replacement = keepLineBreaks(replace, text)
  const lines = linesOf(text)
  const numbers = [...new Set(places.slice(0, 50).map((place) => lineAt(text, place)))].slice(0, SAMPLES)
  const samples = numbers.map((line) => ({ line, text: (lines[line - 1] ?? '').slice(0, LONGEST_SAMPLE) }))
  return { count: places.length, samples, replaced: text.replace(pattern, () => replacement) }
}
