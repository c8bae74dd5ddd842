/** Search: what is found of what was labelled, and how long it takes, against what one would pick instead. */
import { ms, percentile, print, timed } from './measure.ts'
import { corpus, pathOfNumber, questions } from './search-corpus.ts'
import { ENGINES, type Engine } from './search-engines.ts'
import { DOCUMENTS, type Labelled, pathOf, QUESTIONS } from './search-labelled.ts'

const QUESTIONS_ASKED = 300
const NAMES = Object.keys(ENGINES) as (keyof typeof ENGINES)[]

export async function run(quick: boolean): Promise<void> {
  await recall()
  for (const size of quick ? [1_000] : [1_000, 10_000]) await speed(size)
}

/** Only questions without filters, which the others do not have. */
async function recall(): Promise<void> {
  const asked = QUESTIONS.filter(({ query, wanted }) => wanted.length > 0 && !/path:| -/.test(query))
  const kinds = [...new Set(asked.map(({ kind }) => kind))]
  const documents = new Map(Object.entries(DOCUMENTS).map(([name, text]) => [pathOf(name), text]))
  const columns: string[][] = []
  const names = NAMES.filter((name) => name !== 'ours, in a file')
  for (const name of names) {
    const engine = await ENGINES[name]()
    await engine.add(documents)
    const scores = new Map<Labelled, number>()
    for (const each of asked) scores.set(each, await recallOf(engine, each))
    await engine.close()
    const mean = (some: readonly Labelled[]) =>
      `${Math.round((100 * some.reduce((sum, each) => sum + (scores.get(each) ?? 0), 0)) / some.length)} %`
    columns.push([...kinds.map((kind) => mean(asked.filter((each) => each.kind === kind))), mean(asked)])
  }
  print({
    title: 'Search: recall',
    method: `${asked.length} questions over ${documents.size} documents, both written and labelled by hand (bench/search-labelled.ts). The share of the wanted documents among the first ten hits. The others get each word as a beginning, all of them wanted, or any when that finds nothing (grep: all).`,
    columns: ['kind', 'questions', ...names],
    rows: [...kinds, 'all'].map((kind, row) => [
      kind,
      String(kind === 'all' ? asked.length : asked.filter((each) => each.kind === kind).length),
      ...columns.map((column) => column[row] ?? ''),
    ]),
  })
}

async function recallOf(engine: Engine, { query, wanted }: Labelled): Promise<number> {
  const hits = await engine.find(query)
  return wanted.filter((name) => hits.slice(0, 10).includes(pathOf(name))).length / wanted.length
}

async function speed(count: number): Promise<void> {
  const texts = corpus(count)
  const documents = new Map(texts.map((text, i) => [pathOfNumber(i), text]))
  const asked = questions(texts, QUESTIONS_ASKED)
  const rows: string[][] = []
  for (const name of NAMES) {
    const engine = await ENGINES[name]()
    const build = await engine.add(documents)
    const size = engine.size?.()
    const some = asked.filter(({ kind }) => name.startsWith('ours') || kind !== 'in a directory')
    const times: number[] = []
    const slow = name === 'grep -r' ? some.slice(0, 30) : some
    for (const { query } of slow) times.push(await timed(() => engine.find(query)))
    await engine.close()
    const speeds = [0.5, 0.95, 0.99, 1].map((share) => ms(percentile(times, share)))
    rows.push([
      name,
      build === 0 ? '–' : ms(build),
      size === undefined ? '–' : `${(size / 2 ** 20).toFixed(0)} MB`,
      ...speeds,
    ])
  }
  print({
    title: `Search: speed with ${count.toLocaleString('en')} documents of 4 KB`,
    method: `${QUESTIONS_ASKED} questions, a sixth of each kind: one word, two words, a sentence of seven, a phrase, a beginning, a word in a directory; their words taken from the documents, as frequent as they are there, the hundred most frequent aside. Ours answers ten hits with their lines, counted in full; the others only names. FTS5's own tables hold the texts too.`,
    columns: ['engine', 'index', 'size', 'p50', 'p95', 'p99', 'slowest'],
    rows,
  })
}
