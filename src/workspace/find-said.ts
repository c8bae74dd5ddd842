/** Finding where something was said: looks through the turns of all chats that the viewer sees, and keeps no index of them. */
import type { Core } from './core.ts'
import type { ChatId, TurnId, TurnState } from './events.ts'
import { done, type Result } from './result.ts'
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
  const phrase = query.trim().replace(/\s+/g, ' ').toLowerCase()
  const words = phrase.split(' ').filter((word) => word !== '')
  if (words.length === 0) return done({ found: [], more: 0 })
  const { workspace } = core.feed.ahead
  const sight = sightOf(workspace, core.viewer)
  const isOpen = (chat: ChatId) => sight.chat(chat) && workspace.chats[chat]?.place !== 'deleted'
  const found: Found[] = []
  for await (const { chat, turn } of core.store.everyTurn(holding(words))) {
    const said = isOpen(chat) ? saidIn(turn, phrase, words) : null
    if (said) found.push({ ...said, chat })
  }
  found.sort((a, b) => Number(b.exact) - Number(a.exact) || b.at.localeCompare(a.at))
  const shown = found.slice(0, limit).map(({ exact: _, ...said }) => said)
  return done({ found: shown, more: found.length - shown.length })
}

type Found = Said & { readonly exact: boolean }

/** Whether a turn's JSON may hold the words; most turns need not be parsed for that. */
function holding(words: readonly string[]): (body: string) => boolean {
  const written = words.map((word) => JSON.stringify(word).slice(1, -1))
  return (body) => {
    const folded = body.toLowerCase()
    return written.every((word) => folded.includes(word))
  }
}

function saidIn(turn: TurnState, phrase: string, words: readonly string[]): Omit<Found, 'chat'> | null {
  const texts = [turn.text, ...answersOf(turn)].map((text) => text.replace(/\s+/g, ' ').trim())
  const folded = texts.map((text) => text.toLowerCase())
  if (!words.every((word) => folded.some((text) => text.includes(word)))) return null
  const exactly = folded.findIndex((text) => text.includes(phrase))
  const first = exactly >= 0 ? phrase : (words[0] ?? '')
  const index = exactly >= 0 ? exactly : folded.findIndex((text) => text.includes(first))
  const at = folded[index]?.indexOf(first) ?? 0
  return {
    turn: turn.id,
    speaker: turn.speaker,
    claude: index > 0,
    at: turn.at,
    exact: exactly >= 0,
    excerpt: around(texts[index] ?? '', at),
  }
}

function answersOf({ steps }: TurnState): readonly string[] {
  return steps.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])))
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
