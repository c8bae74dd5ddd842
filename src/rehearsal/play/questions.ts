import { type Doc, type DocLine, docFacts, fileName, isSource } from './document.ts'
import { openedDocs } from './home.ts'
import { counted, keywords, listed, stem } from './language.ts'
import { bestMatches, type Match, targetsOf } from './matching.ts'
import { pathsAbout, pathWords, WORK_SUFFIX } from './selection.ts'
import type { Situation } from './situation.ts'
import { core, slug, type Topic } from './topic.ts'

/** Words that say too little to decide whether a line answers. */
const VAGUE = new Set(
  `project customer client company team work working know tell remember anything everything something current currently present big long far many
  much take need want have stored hold happen plan planned help question answer detail name called exactly left compare again show find look mean relevant today fact told each send still agree source yesterday tomorrow week right summary summarize summarise recap overview short decide decided`.split(
    /\s+/,
  ),
)

const MOST_OVERVIEW = 24

/** Quotes the lines that answer, each group with its document; says plainly when nothing does. */
export function answerQuestion(situation: Situation, asked: string): string {
  const question = firstQuestion(asked.replace(/\b(what|who|when|where|how)s\b/gi, '$1 is'))
  const allDocs = openedDocs(situation).filter((doc) => doc.lines.length > 0)
  const { library, mind } = situation
  if (library.listed && library.paths.length === 0)
    return 'The memory is empty so far, so I cannot say. Tell me, and I will keep it.'
  if (ARITHMETIC.test(question))
    return 'I follow rules and do not calculate; nothing was looked up or changed.'
  if (ABOUT_SPEAKER.test(question)) return aboutSpeaker(situation, allDocs)
  const scope = scopeOf(situation, allDocs, question)
  if (scope === null) return nothingAbout(situation, allDocs)
  const { docs, known, byName } = scope
  const telling = keywords(question.replace(/\.md\b/g, '')).filter((word) => !VAGUE.has(word))
  const unknown = telling.filter((word) => !known.includes(word))
  const strong = /\bhow old\b/i.test(question) ? withoutOld(unknown) : unknown
  const targets = targetsOf(question)
  const sources = /\bwho (?:told|said|wrote)\b|\bsources?\b|\bcome from\b|\bwhere .*\bfrom\b/i.test(asked)
  const broad =
    mind.named.length > 0 ||
    /\b(?:know|everything|facts?|memory|customer|project|summar\w+|recap|overview)\b/i.test(question)
  if (
    (sources && strong.every((word) => /^(?:who|wrote|told|source|come)$/.test(word))) ||
    (strong.length === 0 && targets === null && broad)
  )
    return overview(situation, docs, sources)
  const best = bestMatches(docs, strong, targets)
  const others = () =>
    bestMatches(allDocs, strong, targets).filter(({ line }) => !byName || speaksOf(line, known))
  const chosen = best.length > 0 ? best : others()
  if (chosen.length > 0) return `${quote(chosen)}${sources ? sourcesOf(chosen) : ''}`
  const called = allDocs.filter((doc) => isCalled(doc, telling))
  return called.length > 0 ? overview(situation, called, false) : notStored(situation, allDocs)
}

/** "What is on my todo list?" has no word but the name of a document. */
function isCalled(doc: Doc, asked: readonly string[]): boolean {
  const name = keywords(core(doc.title))
  return (
    name.length > 0 &&
    name.every((word) => asked.includes(word)) &&
    asked.every((word) => name.includes(word) || /^(?:list|note|document|file)$/.test(word))
  )
}

function sourcesOf(chosen: readonly Match[]): string {
  return [...new Set(chosen.map(({ doc }) => toldBy(doc)))].join('')
}

function speaksOf(line: DocLine, names: readonly string[]): boolean {
  const own = keywords(line.text)
  return names.some((name) => own.includes(name))
}

/** "How old is Rex?" asks about Rex; much else is old. */
function withoutOld(words: readonly string[]): readonly string[] {
  const others = words.filter((word) => word !== 'old')
  return others.length > 0 ? others : words
}

/** The documents that a question is about, and the words that only name them. */
interface Scope {
  readonly docs: readonly Doc[]
  readonly known: readonly string[]
  /** The question itself names what these documents are about. */
  readonly byName: boolean
}

/** Documents about what the question names; all of them when it names nothing; null when nothing speaks of it. */
function scopeOf({ mind }: Situation, docs: readonly Doc[], question: string): Scope | null {
  const spoken = mind.named.length > 0 ? [] : docs.filter((doc) => isSpokenOf(doc, question))
  if (spoken.length > 0) return { docs: spoken, known: spoken.flatMap(wordsOfName), byName: true }
  const topics = mind.named.length > 0 ? mind.named : mind.topic === null ? [] : [mind.topic]
  const own = topics.map((topic) => ({ topic, docs: docs.filter((doc) => isAbout(doc, topic)) }))
  const found = own.filter((one) => one.docs.length > 0)
  if (found.length > 0) {
    return {
      docs: docs.filter((doc) => found.some((one) => one.docs.includes(doc))),
      known: found.flatMap(({ topic }) => namesOf(topic)),
      byName: mind.named.length > 0,
    }
  }
  const said = mind.named.some((topic) => {
    const words = keywords(core(topic.name))
    return docs.some((doc) =>
      docFacts(doc).some(({ text }) => words.every((word) => keywords(text).includes(word))),
    )
  })
  return mind.named.length > 0 && !said ? null : { docs, known: [], byName: mind.named.length > 0 }
}

function isAbout(doc: Doc, topic: Topic): boolean {
  return pathsAbout(topic, [doc.path]).length > 0 || core(doc.title).startsWith(core(topic.name))
}

/** "what about acme?": every word of a document's name is in the question, however it is written. */
function isSpokenOf(doc: Doc, question: string): boolean {
  const asked = keywords(question)
  const name = keywords(core(doc.title === '' ? fileName(doc.path).replace(/\.md$/, '') : doc.title))
  return doc.title !== 'Notes' && name.length > 0 && name.every((word) => asked.includes(word))
}

function wordsOfName(doc: Doc): readonly string[] {
  return [...keywords(doc.title), ...pathWords(fileName(doc.path))]
}

function namesOf(topic: Topic): readonly string[] {
  return [...keywords(core(topic.name)), ...slug(topic.name).split('_').map(stem), 'corp']
}

function nothingAbout(situation: Situation, docs: readonly Doc[]): string {
  const names = listed(situation.mind.named.slice(0, 3).map((topic) => topic.name))
  const read = docs.length === 0 ? '' : ` I read ${listed(docs.map((doc) => `\`${fileName(doc.path)}\``))}.`
  return `Memory holds nothing about ${names}.${read} Tell me, and I will keep it.`
}

/** "What is 17 * 23?": numbers in a question are no numbers of a document. */
const ARITHMETIC =
  /^\s*(?:what(?:['’]s| is)|how much is|calculate|compute)?\s*[\d\s().,]+(?:[-+*/×x÷^%][\d\s().,]+)+\s*=?\s*\??\s*$/i

const ABOUT_SPEAKER = /\b(?:about (?:me|myself)|who am I|what(?:['’]s| is) my (?:name|role|job))\b/i

/** The lines that name whoever speaks; other people's facts are none of the answer. */
function aboutSpeaker(situation: Situation, docs: readonly Doc[]): string {
  const name = situation.scene.speaker ?? situation.mind.person?.name ?? null
  if (name === null) return 'I was not told who speaks, so I cannot say what memory holds about you.'
  const word = stem(name.toLowerCase())
  const found = docs.flatMap((doc) =>
    docFacts(doc)
      .filter((line) => keywords(doc.title).includes(word) || keywords(line.text).includes(word))
      .map((line) => ({ doc, line, score: 1 })),
  )
  return found.length === 0
    ? `Memory holds no line about you, ${name}. Tell me, and I will keep it.`
    : quote(found.slice(0, MOST_OVERVIEW))
}

function overview(situation: Situation, docs: readonly Doc[], sources: boolean): string {
  if (docs.length === 0) return notStored(situation, docs)
  const own = docs.filter((doc) => !WORK_SUFFIX.test(doc.path))
  const shown = own.length > 0 ? own : docs
  const parts = shown.map((doc) => {
    const lines = doc.lines.filter((line) => line.fact !== null && !isSource(line))
    const text = lines.slice(0, MOST_OVERVIEW).map((line) => `> ${line.text.trim()}`)
    const more = lines.length > MOST_OVERVIEW ? `\n>\n> … and ${lines.length - MOST_OVERVIEW} lines more` : ''
    const told = sources ? toldBy(doc) : ''
    return text.length === 0
      ? `\`${doc.path}\` has no list items that I could quote.`
      : `From \`${doc.path}\`:\n\n${text.join('\n')}${more}${told}`
  })
  const works = docs.filter((doc) => !shown.includes(doc)).map((doc) => `- \`${doc.path}\`: ${doc.title}`)
  return [...parts, ...(works.length === 0 ? [] : [`Built on it:\n\n${works.join('\n')}`])].join('\n\n')
}

/** Where the lines of a document come from: what its sources say, for lines that name nobody themselves. */
function toldBy(doc: Doc): string {
  const lines = doc.lines.filter((line) => isSource(line) && line.fact !== null)
  if (lines.length === 0) return '\n\nThe document does not say who told it; its history does.'
  const who = lines.map((line) => line.fact?.value ?? '').join('; ')
  return `\n\nLines without a name of their own: ${who.slice(0, 1).toLowerCase()}${who.slice(1)}. The history of the document shows every change with its author.`
}

/** "Before I send it: what is the budget, and does the design agree?" asks for the budget first. */
function firstQuestion(asked: string): string {
  const main = /:\s+((?:what|who|when|where|which|how|is|are|does|do)\b.*)$/i.exec(asked)?.[1] ?? asked
  return main.split(/,?\s+and\s+(?=(?:what|who|when|where|which|how|is|are|does|do|did)\b)/i)[0] ?? main
}

function quote(found: readonly Match[]): string {
  const docs = [...new Set(found.map(({ doc }) => doc))]
  return docs
    .map((doc) => {
      const lines = found.filter((match) => match.doc === doc).map(({ line }) => line)
      const quoted = lines.toSorted((a, b) => a.number - b.number).map((line) => `> ${line.text.trim()}`)
      const numbers = lines.map((line) => line.number).sort((a, b) => a - b)
      return `From \`${doc.path}\` (line${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')}):\n\n${quoted.join('\n')}`
    })
    .join('\n\n')
}

function notStored(situation: Situation, docs: readonly Doc[]): string {
  const read = docs.map((doc) => `\`${fileName(doc.path)}\``)
  const { paths, deeds } = situation.library
  const made = deeds.filter(({ ok, command, path }) => ok && command === 'create' && !paths.includes(path))
  const total = paths.length + made.length
  const where =
    read.length === 0
      ? `None of its ${counted(total, 'document')} bears that in its name`
      : read.length < total
        ? `I read ${listed(read)}, ${read.length} of its ${counted(total, 'document')}`
        : `I read ${listed(read)}, which is all there is`
  return `That is not stored in memory. ${where}, and found no line that answers. Tell me, and I will keep it.`
}
