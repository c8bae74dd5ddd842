/** Everything in a workspace that holds certain words: documents in all their versions, turns, chats, the settings. */

import type { Memory } from '../memory/contract.ts'
import {
  distinctiveLines,
  type Finder,
  type Found,
  finderOf,
  phrasesOf,
  SHORTEST_WORDS,
} from '../memory/find-text.ts'
import type { MemoryId } from '../memory/rights.ts'
import type { DocumentId, MemoryPath } from '../memory/types.ts'
import type { Core } from './core.ts'
import type { FileCheck } from './erase-check.ts'
import { type Erasing, everyShelf, mayClean, type Shelf, shelvesOf } from './erase-shelves.ts'
import { quotedIn } from './erase-turns.ts'
import type { ChatId, ChatInfo, TurnId } from './events.ts'
import { type OwnPrompt, PROMPT_TEXTS } from './prompts.ts'
import { sightOf } from './sight.ts'

/** Shorter file names are words that people use for other things too. */
const LONG_NAME = 12

export interface DocumentPlace {
  readonly memory: MemoryId
  readonly document: DocumentId
  readonly path: MemoryPath
  readonly deleted: boolean
  /** The one that was named, whose versions go whole. */
  readonly asked: boolean
  /** Versions that hold the words (or shall go), the present one among them if so. */
  readonly versions: readonly number[]
  /** How often the present text holds them; null when it does not, or there is none. */
  readonly present: Found | null
  /** Its path tells them too, perhaps in small letters; only erasing the whole document would take it. */
  readonly inName: boolean
}

export interface TurnPlace extends Found {
  readonly chat: ChatId
  readonly chatName: string
  readonly turn: TurnId
  readonly number: number
  readonly speaker: string
  readonly at: string
}

/** A chat that holds the words outside of its turns. */
export interface ChatPlace extends Found {
  readonly chat: ChatId
  readonly chatName: string
  readonly where: readonly ('name' | 'draft' | 'prompt' | 'queue')[]
}

/** A prompt that somebody made. */
export interface PromptPlace extends Found {
  readonly id: string
  readonly title: string
}

export interface ErasePreview {
  readonly documents: readonly DocumentPlace[]
  readonly turns: readonly TurnPlace[]
  readonly chats: readonly ChatPlace[]
  /** The workspace's own system prompt. */
  readonly settings: Found | null
  /** Prompts that people made. */
  readonly prompts: readonly PromptPlace[]
  /** What is searched for: the phrases, or the lines that stand only in what goes. */
  readonly needles: readonly string[]
  /** Chats whose running answer will be stopped, by name. */
  readonly stops: readonly string[]
  /** Chats that the viewer does not see, and that will be cleaned too. */
  readonly hidden: number
  /** The files that hold any of it now; null for somebody from whom something is hidden, for it would tell of that. */
  readonly files: FileCheck | null
}

/** What is searched for. Of a document, its names when it goes as a whole, and the lines that nothing holds which stays; `also`: documents that are cleaned too. */
export async function needlesOf(
  what: Erasing,
  shelves: readonly Shelf[],
  also: readonly DocumentId[],
): Promise<readonly string[]> {
  if (what.kind === 'words') return phrasesOf(what.words)
  const { going, staying } = await versionsOf(what, shelves)
  if (going.length === 0) return []
  const lines = distinctiveLines(going)
  const cleaned = new Set(also)
  for (const text of staying) lines.stays(text)
  for (const { memory } of shelves) {
    for (const [i, { document, version }] of memory.documents().entries()) {
      if (i % AT_ONCE === 0) await othersTurn()
      if (document !== what.document && !cleaned.has(document))
        lines.stays((await memory.text(document, version)) ?? '')
    }
  }
  const names = what.versions === 'all' ? namesOf(what.document, shelves) : []
  return [...names, ...lines.left()]
}

async function versionsOf(
  { document, versions }: Extract<Erasing, { kind: 'document' }>,
  shelves: readonly Shelf[],
): Promise<{ readonly going: readonly string[]; readonly staying: readonly string[] }> {
  const going: string[] = []
  const staying: string[] = []
  for (const { memory } of shelves) {
    for (const version of memory.versions(document)) {
      const goes = versions === 'all' || versions.includes(version)
      const text = await memory.text(document, version)
      if (text !== null) (goes ? going : staying).push(text)
    }
  }
  return { going, staying }
}

/** Documents looked through before others get their turn: texts at hand would keep the process busy without a pause. */
const AT_ONCE = 100

function othersTurn(): Promise<void> {
  return new Promise((go) => setImmediate(go))
}

/** Every path that the document had, and every long file name, if no other document ever had it. */
function namesOf(document: DocumentId, shelves: readonly Shelf[]): readonly string[] {
  const own = new Set<string>()
  const others = new Set<string>()
  for (const { memory } of shelves) {
    for (const { changes } of memory.history({ limit: memory.head })) {
      for (const change of changes) {
        const paths = change.kind === 'rename' ? [change.path, change.from] : [change.path]
        const names = paths.flatMap((path) => [path, path.slice(path.lastIndexOf('/') + 1)])
        for (const name of names) (change.document === document ? own : others).add(name)
      }
    }
  }
  return [...own].filter((name) => !others.has(name) && (name.startsWith('/') || name.length >= LONG_NAME))
}

export async function documentPlaces(
  what: Erasing,
  shelves: readonly Shelf[],
  finder: Finder,
): Promise<readonly DocumentPlace[]> {
  const places: DocumentPlace[] = []
  for (const shelf of shelves) {
    for (const [i, document] of everyDocument(shelf.memory).entries()) {
      if (i % AT_ONCE === 0) await othersTurn()
      const place = await documentPlace(what, shelf, document, finder)
      if (place) places.push(place)
    }
  }
  return places
}

async function documentPlace(
  what: Erasing,
  { id, memory }: Shelf,
  document: DocumentId,
  finder: Finder,
): Promise<DocumentPlace | null> {
  const info = memory.document(document)
  const asked = what.kind === 'document' && what.document === document
  const wanted = asked ? what.versions : []
  const versions: number[] = []
  let present: Found | null = null
  for (const version of memory.versions(document)) {
    const text = await memory.text(document, version)
    if (text === null) continue
    const holds = finder.has(text)
    if (holds || wanted === 'all' || wanted.includes(version)) versions.push(version)
    if (holds && info?.version === version) present = finder.find(text)
  }
  const path = info?.path ?? lastPath(memory, document)
  const inName = finder.has(path) || (what.kind === 'words' && tellsIn(path, finder.needles))
  if (versions.length === 0 && !inName && !asked) return null
  return { memory: id, document, path, deleted: !info, asked, versions, present, inName }
}

/** Whether a path tells the words as file names do: small letters, with anything but letters and digits in between. */
function tellsIn(path: MemoryPath, needles: readonly string[]): boolean {
  const name = plain(path)
  return needles.map(plain).some((words) => words.length >= SHORTEST_WORDS && name.includes(words))
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Alive or not, in the order in which they came. */
export function everyDocument(memory: Memory): readonly DocumentId[] {
  const commits = memory.history({ limit: memory.head }).toReversed()
  return [...new Set(commits.flatMap(({ changes }) => changes.map(({ document }) => document)))]
}

function lastPath(memory: Memory, document: DocumentId): MemoryPath {
  const [last] = memory.history({ document, limit: 1 })
  return last?.changes.findLast((change) => change.document === document)?.path ?? ''
}

/** Turns that quote the words, those that run just now included. */
export async function turnPlaces(core: Core, finder: Finder): Promise<readonly TurnPlace[]> {
  await core.feed.settled()
  const { workspace, chats } = core.feed.stored
  const running = Object.values(chats).flatMap(({ id, turns }) => turns.map((turn) => ({ chat: id, turn })))
  const isRunning = new Set(running.map(({ turn }) => turn.id))
  const places: TurnPlace[] = []
  const note = (chat: ChatId, turn: (typeof running)[number]['turn']) => {
    const found = quotedIn(turn, finder)
    const { id, number, speaker, at } = turn
    const chatName = workspace.chats[chat]?.name ?? chat
    if (found.count > 0) places.push({ chat, chatName, turn: id, number, speaker, at, ...found })
  }
  for await (const { chat, turn } of core.store.everyTurn((body) => finder.mayHold(body)))
    if (!isRunning.has(turn.id)) note(chat, turn)
  for (const { chat, turn } of running) note(chat, turn)
  return places
}

export function chatPlaces(chats: readonly ChatInfo[], finder: Finder): readonly ChatPlace[] {
  return chats.flatMap(({ id, name, draft, queue, settings }) => {
    const queued = queue.messages.map(({ text }) => text).join('\n\n')
    const parts = { name, draft, prompt: settings.systemPrompt ?? '', queue: queued }
    const where = (['name', 'draft', 'prompt', 'queue'] as const).filter((part) => finder.has(parts[part]))
    if (where.length === 0) return []
    const found = where.map((part) => finder.find(parts[part]))
    const count = found.reduce((sum, each) => sum + each.count, 0)
    const samples = found.flatMap((each) => each.samples).slice(0, 3)
    return [{ chat: id, chatName: name, where, count, samples }]
  })
}

function promptPlaces(prompts: readonly OwnPrompt[], finder: Finder): readonly PromptPlace[] {
  return prompts.flatMap((prompt) => {
    const found = finder.find(PROMPT_TEXTS.map((part) => prompt[part]).join('\n'))
    return found.count === 0 ? [] : [{ id: prompt.id, title: prompt.title, ...found }]
  })
}

/** Everything that holds what is to be erased; looks and changes nothing. */
export async function findPlaces(core: Core, what: Erasing): Promise<ErasePreview> {
  const shelves = shelvesOf(core)
  const all = everyShelf(core)
  const needles = await needlesOf(what, all, [])
  const finder = finderOf(needles)
  // Lines that other documents hold too are no quotations; but one may want them gone there as well.
  const wider = what.kind === 'words' ? finder : finderOf(await needlesOf(what, all, others(shelves)))
  const { workspace } = core.feed.ahead
  const sight = sightOf(workspace, core.viewer)
  const prompt = finder.find(workspace.settings.systemPrompt)
  const cleaned = mayClean(core, what)
  const turns = (await turnPlaces(core, finder)).filter(({ chat }) => cleaned(chat))
  const chats = chatPlaces(Object.values(workspace.chats), finder).filter(({ chat }) => cleaned(chat))
  const concerned = new Set([...turns, ...chats].map(({ chat }) => chat))
  const quoting = new Set(turns.map(({ chat }) => chat))
  const seen = Object.values(workspace.chats).filter(({ id }) => sight.chat(id))
  return {
    needles,
    documents: await documentPlaces(what, shelves, wider),
    turns: turns.filter(({ chat }) => sight.chat(chat)),
    chats: chats.filter(({ chat }) => sight.chat(chat)),
    settings: prompt.count > 0 ? prompt : null,
    prompts: promptPlaces(workspace.prompts, finder),
    stops: seen.filter(({ id, running }) => running && quoting.has(id)).map(({ name }) => name),
    hidden: [...concerned].filter((chat) => !sight.chat(chat)).length,
    files: sight.everything ? await core.forgetting.search(needles) : null,
  }
}

function others(shelves: readonly Shelf[]): readonly DocumentId[] {
  return shelves.flatMap(({ memory }) => memory.documents().map(({ document }) => document))
}
