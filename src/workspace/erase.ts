/**
 * Forgetting for ever, in the whole workspace. What is to be done is stored first, so that an erasure that was cut off is
 * completed at the next start: the engine erases, chats are cleaned, the feed forgets its events, the files are scrubbed;
 * then every file is searched for the words.
 */
import { NotScrubbed } from '../database/scrub.ts'
import { finderOf, phrasesOf, SHORTEST_WORDS } from '../memory/find-text.ts'
import type { EraseRequest } from '../memory/outcome.ts'
import type { MemoryId, Principal } from '../memory/rights.ts'
import type { Actor, DocumentId } from '../memory/types.ts'
import type { Core } from './core.ts'
import { cleanChats, cleanNotices, cleanPrompts, cleanSettings, cleanTurns } from './erase-chats.ts'
import type { FileCheck } from './erase-check.ts'
import { type DocumentPlace, documentPlaces, needlesOf } from './erase-places.ts'
import { type Erasing, everyShelf, mayClean, type Shelf, seesAll, shelvesOf } from './erase-shelves.ts'
import { done, type Refusal, type Result, refuse } from './result.ts'
import type { Store } from './store.ts'

export interface AlsoIn {
  /** Documents that are cleaned of the words too: their present text loses them, older versions go whole. */
  readonly documents: readonly DocumentId[]
  /** Turns, names, drafts, queued messages and system prompts of chats. */
  readonly chats: boolean
  /** The workspace's system prompt. */
  readonly settings: boolean
  /** Prompts that people made. */
  readonly prompts?: boolean | undefined
}

export interface Erase {
  readonly what: Erasing
  readonly alsoIn: AlsoIn
  readonly speaker: string
}

/** What was done, and what is left of it in the files. */
export interface Erasure {
  readonly commits: readonly { readonly memory: MemoryId; readonly number: number }[]
  /** Turns and chats that held the words and do not any more. */
  readonly turns: number
  readonly chats: number
  /** null for somebody from whom something is hidden, for it would tell of that. */
  readonly check: FileCheck | null
}

/** What the setting `erasing` holds while an erasure is under way. */
type Order =
  | {
      readonly phase: 'erase'
      readonly what: Erasing
      readonly alsoIn: AlsoIn
      readonly actor: Actor
      /** Who asked: the erasure reaches as far as that one sees. */
      readonly viewer: Principal
      readonly needles: readonly string[]
    }
  /** All is removed; bytes may be left. The words themselves are no longer here. */
  | { readonly phase: 'sweep' }

type EraseOrder = Extract<Order, { phase: 'erase' }>

/** Somebody may change a document while it is cleaned; it is then read and cleaned again. */
const ROUNDS = 5

/** Erases for ever. Cannot be undone; asking first is up to whoever calls. */
export async function erase(core: Core, { what, alsoIn, speaker }: Erase): Promise<Result<Erasure>> {
  if (core.forgetting.busy)
    return refuse('busy', 'Something is being erased just now. Try again when that is done.')
  core.forgetting.busy = true
  try {
    const why = whyNot(core, what)
    if (why) return { ok: false, refusal: why }
    const needles = await needlesOf(what, everyShelf(core), alsoIn.documents)
    const actor = { kind: 'person', name: speaker } as const
    return await carryOut(core, { phase: 'erase', what, alsoIn, actor, viewer: core.viewer, needles })
  } finally {
    core.forgetting.busy = false
  }
}

/** Completes an erasure that the end of the last server has cut off. To be called once, before anything is served. */
export async function finishErasing(core: Core): Promise<void> {
  const order = (await core.store.setting('erasing')) as Order | undefined
  if (order?.phase === 'erase')
    await carryOut({ ...core, viewer: order.viewer, edge: core.memories.as(order.viewer) }, order)
  else if (order) await sweep(core, [])
}

/** Why this cannot be erased; null when it can. */
export function whyNot(core: Core, what: Erasing): Refusal | null {
  if (what.kind === 'words') {
    if (phrasesOf(what.words).length > 0) return null
    const message = `Expected words of at least ${SHORTEST_WORDS} characters on a line.`
    return { code: 'bad_input', message }
  }
  const opened = core.edge.holding(what.document, 'write')
  if (opened.kind === 'denied') return { code: opened.code, message: opened.message }
  const { memory } = opened
  if (what.versions === 'all') return null
  const all = memory.versions(what.document)
  const unknown = what.versions.find((version) => !all.includes(version))
  if (unknown !== undefined)
    return { code: 'not_found', message: `There is no version ${unknown} of this document.` }
  const info = memory.document(what.document)
  if (!info || !what.versions.includes(info.version)) return null
  const message = `Version ${info.version} is the present text of ${info.path}. Change the text first, or erase the whole document.`
  return { code: 'bad_input', message }
}

async function carryOut(core: Core, order: EraseOrder): Promise<Result<Erasure>> {
  const { needles, alsoIn, what } = order
  await core.store.saveSetting('erasing', order)
  const erased = await eraseDocuments(core, order)
  if (!erased.ok) {
    await sweep(core, needles)
    return erased
  }
  const finder = finderOf(needles)
  const cleaned = mayClean(core, what)
  // First what waits: it may become a turn while turns are cleaned.
  const chats = alsoIn.chats ? await cleanChats(core, finder, cleaned) : 0
  const turns = alsoIn.chats ? await cleanTurns(core, finder, cleaned) : 0
  if (alsoIn.settings) await cleanSettings(core, finder)
  if (alsoIn.prompts) await cleanPrompts(core, finder)
  await cleanNotices(core, finder)
  return done({ commits: erased.value, turns, chats, check: await sweep(core, needles) })
}

/** Removes what is left in events, logs and files, then looks. The order goes last: until then a start begins here again. */
async function sweep(core: Core, needles: readonly string[]): Promise<FileCheck | null> {
  const { feed, store, forgetting } = core
  await forgetting.sweep()
  await store.saveSetting('erasing', { phase: 'sweep' } satisfies Order)
  await feed.settled()
  await feed.forgetAll()
  if (await scrubbed(store)) await store.removeSetting('erasing')
  return seesAll(core) ? await forgetting.search(needles) : null
}

/** False while another program reads the database: then bytes may be left, and the next start or erasure tries again. */
async function scrubbed(store: Store): Promise<boolean> {
  try {
    await store.scrub()
    return true
  } catch (error) {
    if (error instanceof NotScrubbed) return false
    throw error
  }
}

async function eraseDocuments(core: Core, order: EraseOrder): Promise<Result<Erasure['commits']>> {
  const commits: { memory: MemoryId; number: number }[] = []
  for (const shelf of shelvesOf(core)) {
    for (let round = 1; ; round++) {
      const request = await requestOf(order, shelf)
      if (request.erase.length === 0) break
      const outcome = await shelf.memory.erase(request, { actor: order.actor, reader: 'erasing' })
      if (outcome.kind === 'done') {
        commits.push({ memory: shelf.id, number: outcome.commit.number })
        await core.settled(outcome.commit.number, shelf.id)
      } else if (outcome.kind === 'unchanged') break
      else if (outcome.code !== 'changed' || round >= ROUNDS) return refuse('conflict', outcome.message)
    }
  }
  return done(commits)
}

async function requestOf({ what, alsoIn, needles }: EraseOrder, shelf: Shelf): Promise<EraseRequest> {
  const finder = finderOf(needles)
  const places = await documentPlaces(what, [shelf], finder)
  const wanted = places.filter((place) => place.asked || alsoIn.documents.includes(place.document))
  const rewrite: { document: DocumentId; base: number; text: string }[] = []
  for (const { document, asked, present } of wanted) {
    const info = shelf.memory.document(document)
    const text = info && !asked && present ? await shelf.memory.text(document, info.version) : null
    if (info && text !== null) rewrite.push({ document, base: info.version, text: finder.remove(text) })
  }
  const erase = wanted.map((place) => ({
    document: place.document,
    versions: versionsOf(place, what, shelf),
  }))
  return { erase: erase.filter(({ versions }) => versions === 'all' || versions.length > 0), rewrite }
}

function versionsOf(place: DocumentPlace, what: Erasing, { memory }: Shelf): readonly number[] | 'all' {
  if (place.asked && what.kind === 'document') {
    const all = memory.versions(place.document)
    return what.versions === 'all' ? 'all' : what.versions.filter((version) => all.includes(version))
  }
  // Of a deleted document nothing but its name may be in the way.
  return place.deleted && place.inName ? 'all' : place.versions
}
