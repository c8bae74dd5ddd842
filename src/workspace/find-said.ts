/** Finding where something was said, in all chats that the viewer sees. */
import { newerFirst } from '../memory/order.ts'
import type { Core } from './core.ts'
import type { ChatId, TurnId, TurnState } from './events.ts'
import { done, type Result } from './result.ts'
import { folded, onOneLine, type SaidAt, textsOf } from './said.ts'
import { sightOf } from './sight.ts'

export interface FindSaid {
  /** Words that all have to be in one turn, in any case and order. */
  readonly query: string
  readonly limit: number
}

/** A turn in which it was said. */
export interface Said {
  readonly chat: ChatId
  readonly turn: TurnId
  readonly speaker: string
  /** Whether Claude said it, to the speaker. */
  readonly claude: boolean
  readonly at: string
  /** What stands around the first of the words, on one line. */
  readonly excerpt: string
}

export interface SaidAnswer {
  /** Those with the very words come first, then the newest. */
  readonly found: readonly Said[]
  /** How many there are beyond them. */
  readonly more: number
}

/** Characters of an excerpt before the words, and in all. */
const BEFORE = 40
const LENGTH = 200

export async function findSaid(core: Core, { query, limit }: FindSaid): Promise<Result<SaidAnswer>> {
  const phrase = folded(query)
  const words = phrase.split(' ').filter((word) => word !== '')
  if (words.length === 0) return done({ found: [], more: 0 })
  const { best, all } = await bestOf(core, words, phrase, limit)
  const found = await Promise.all(best.map((each) => shown(core, each, words, phrase)))
  return done({ found: found.flatMap((each) => each ?? []), more: all - best.length })
}

/** Those that are told of, of all that the viewer sees. */
async function bestOf(core: Core, words: readonly string[], phrase: string, limit: number) {
  const { workspace } = core.feed.ahead
  const sight = sightOf(workspace, core.viewer)
  const isOpen = (chat: ChatId) => sight.chat(chat) && workspace.chats[chat]?.place !== 'deleted'
  const open = new Set(Object.keys(workspace.chats).filter(isOpen))
  let best: readonly SaidAt[] = []
  let all = 0
  for await (const slice of core.store.saying(words, phrase)) {
    const seen = slice.filter(({ chat }) => open.has(chat))
    all += seen.length
    best = [...best, ...seen].sort(byExactnessAndTime).slice(0, limit)
  }
  return { best, all }
}

function byExactnessAndTime(a: SaidAt, b: SaidAt): number {
  if (a.exact !== b.exact) return a.exact ? -1 : 1
  return newerFirst(a.at, b.at)
}

/** null when the turn has gone since, or its words. */
async function shown(core: Core, { chat, number }: SaidAt, words: readonly string[], phrase: string) {
  const [row] = await core.store.turns(chat, [{ from: number, to: number }], 1)
  const said = row && saidIn(row.turn, phrase, words)
  return said ? { ...said, chat } : null
}

function saidIn(turn: TurnState, phrase: string, words: readonly string[]): Omit<Said, 'chat'> | null {
  const texts = textsOf(turn).map(onOneLine)
  const small = texts.map((text) => text.toLowerCase())
  if (!words.every((word) => small.some((text) => text.includes(word)))) return null
  const exactly = small.findIndex((text) => text.includes(phrase))
  const first = exactly >= 0 ? phrase : (words[0] ?? '')
  const index = exactly >= 0 ? exactly : small.findIndex((text) => text.includes(first))
  const at = small[index]?.indexOf(first) ?? 0
  return {
    turn: turn.id,
    speaker: turn.speaker,
    claude: index > 0,
    at: turn.at,
    excerpt: around(texts[index] ?? '', at),
  }
}

/** Begins and ends between words. */
function around(text: string, at: number): string {
  const from = at <= BEFORE ? 0 : text.indexOf(' ', at - BEFORE) + 1
  const start = from > 0 && from <= at ? from : at <= BEFORE ? 0 : at
  if (text.length <= start + LENGTH) return `${start > 0 ? '…' : ''}${text.slice(start)}`
  const space = text.lastIndexOf(' ', start + LENGTH)
  const end = space > at ? space : start + LENGTH
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}…`
}
