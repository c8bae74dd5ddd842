import { type Doc, type DocLine, isSource } from './document.ts'
import { keywords, stem } from './language.ts'
import { WORK_SUFFIX } from './selection.ts'

/** Words that ask for the same thing. Each is a stem as `keywords` gives it. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  money: ['budget', 'cost', 'price', 'amount', 'revenue', 'spend'],
  cost: ['budget', 'price', 'cost', 'investment'],
  price: ['budget', 'cost'],
  spend: ['budget', 'spend'],
  expensive: ['budget', 'cost'],
  deadline: ['deadline', 'timeline', 'due', 'date', 'live'],
  duration: ['timeline', 'duration', 'month', 'week'],
  schedule: ['timeline', 'plan', 'schedule'],
  app: ['application', 'app'],
  application: ['application', 'app'],
  team: ['people', 'team'],
  certification: ['compliance'],
  compliant: ['compliance'],
  comply: ['compliance'],
  regulation: ['compliance'],
  standard: ['compliance'],
  located: ['location'],
  live: ['live', 'location', 'moved'],
  stay: ['stay', 'hotel', 'accommodation'],
  database: [
    'database',
    'oracle',
    'postgresql',
    'postgre',
    'mysql',
    'mariadb',
    'mongodb',
    'db2',
    'sqlite',
    'sql',
    'snowflake',
  ],
  cloud: ['cloud', 'aws', 'azure', 'gcp'],
  language: [
    'language',
    'java',
    'python',
    'go',
    'rust',
    'typescript',
    'cobol',
    'kotlin',
    'swift',
    'php',
    'ruby',
  ],
  risk: ['risk', 'concern', 'concerns'],
  worried: ['concern', 'concerns'],
}

const MOST_LINES = 8

/** A line that answers, and how well. */
export interface Match {
  readonly doc: Doc
  readonly line: DocLine
  readonly score: number
}

function matches(doc: Doc, strong: readonly string[], targets: RegExp | null): readonly Match[] {
  const isWork = WORK_SUFFIX.test(doc.path)
  return doc.lines.flatMap((line): Match[] => {
    if (line.text.trim() === '' || /^(?:#|\|\s*-|---)/.test(line.text)) return []
    // What a work rests on is a copy; its own document is quoted instead.
    if (isSource(line) || line.section === 'Basis') return []
    const own = new Set([...keywords(line.text), ...keywords(line.section)].map(stem))
    const hits = strong.filter((word) => (SAME[word] ?? [word]).some((other) => own.has(other))).length
    const aimed = targets?.test(`${line.section}: ${line.text}`) === true
    const enough = strong.length === 0 ? aimed : hits > 0 && hits >= strong.length / 2
    if (!enough) return []
    const labelled =
      line.fact?.label !== undefined &&
      strong.some((word) =>
        (SAME[word] ?? [word]).some((other) => keywords(line.fact?.label ?? '').includes(other)),
      )
    return [{ doc, line, score: hits + (aimed ? 0.5 : 0) + (labelled ? 1 : 0) - (isWork ? 0.75 : 0) }]
  })
}

/** What "when", "who", "how much" point at, when the question has no stronger word. */
export function targetsOf(question: string): RegExp | null {
  if (/\bhow long\b|\bwhen\b/i.test(question))
    return /\b(?:timeline|deadline|date|duration|launch|go-live|start|due|kickoff|end)\b[^|]*:/i
  if (/\bhow (?:much|expensive)\b/i.test(question))
    return /\b(?:budget|cost|price|amount|revenue|spend)\b[^|]*:/i
  if (/\bwho\b/i.test(question)) return /^People:/
  if (/\b(?:decide|agree)d?\b/i.test(question)) return /^Decisions:/
  if (/\bto.?dos?\b|\bhave to do\b|\btasks?\b/i.test(question)) return /^(?:to.?dos?|tasks?):/i
  return /\bwhere\b/i.test(question) ? /\b(?:location|headquarters|region|office)\b/i : null
}

/** The lines that answer best; those of works only when no other document says as much. */
export function bestMatches(
  docs: readonly Doc[],
  strong: readonly string[],
  targets: RegExp | null,
): readonly Match[] {
  const found = docs.flatMap((doc) => matches(doc, strong, targets)).sort((a, b) => b.score - a.score)
  const best = found[0]?.score ?? 0
  const own = Math.max(0, ...found.filter(({ doc }) => !WORK_SUFFIX.test(doc.path)).map(({ score }) => score))
  return found
    .filter(({ score, doc }) => score >= best * 0.7 && (!WORK_SUFFIX.test(doc.path) || score > own))
    .slice(0, MOST_LINES)
}
