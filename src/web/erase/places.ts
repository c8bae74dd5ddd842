/** What was found, in words for people. Pure. */
import type { Erasure } from '../../workspace/erase.ts'
import type { DocumentPlace, ErasePreview, TurnPlace } from '../../workspace/erase-places.ts'
import { bytes, count } from '../words.ts'
import type { Asked } from './erase-api.ts'

/** Nothing that could be erased was found. */
export function isEmpty({ documents, turns, chats, settings }: ErasePreview): boolean {
  return documents.length === 0 && turns.length === 0 && chats.length === 0 && settings === null
}

/** What will happen to a document. */
export function fateOf(place: DocumentPlace, asked: Asked): string {
  if (place.asked && 'versions' in asked && asked.versions === 'all')
    return `The document, ${count(place.versions.length, 'version')} of it and its names will be gone.`
  if (place.asked) return `${count(place.versions.length, 'version')} will be gone; the others stay.`
  const older = place.versions.length - (place.present ? 1 : 0)
  const parts = [
    place.present ? `The present text loses the words ${times(place.present.count)}` : '',
    older > 0 ? `${count(older, 'older version')} will be gone` : '',
  ].filter((part) => part !== '')
  const fate = parts.join(place.present ? ', and ' : '')
  const name = place.inName ? nameWords(place) : ''
  return [fate === '' ? '' : `${fate}.`, name].filter((part) => part !== '').join(' ')
}

function nameWords({ deleted }: DocumentPlace): string {
  if (deleted) return 'Its name tells them too, so it will be gone as a whole.'
  return 'Its name tells them too and stays, also in the history; only erasing the whole document takes it.'
}

function times(n: number): string {
  return n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`
}

export interface ChatGroup {
  readonly chat: string
  readonly name: string
  readonly messages: number
  readonly samples: readonly string[]
  /** Places of the chat beside its messages. */
  readonly where: readonly string[]
}

const WHERE = { name: 'its name', draft: 'its draft', prompt: 'its system prompt' } as const
/** Samples of one chat that are shown. */
const SAMPLES = 3

/** One line for each chat. */
export function chatGroups({ turns, chats }: ErasePreview): readonly ChatGroup[] {
  const groups = new Map<string, ChatGroup>()
  const group = (chat: string, name: string) =>
    groups.get(chat) ?? { chat, name, messages: 0, samples: [], where: [] }
  for (const turn of turns) groups.set(turn.chat, withTurn(group(turn.chat, turn.chatName), turn))
  for (const { chat, chatName, where, samples } of chats) {
    const had = group(chat, chatName)
    groups.set(chat, {
      ...had,
      where: where.map((part) => WHERE[part]),
      samples: [...had.samples, ...samples].slice(0, SAMPLES),
    })
  }
  return [...groups.values()]
}

function withTurn(group: ChatGroup, turn: TurnPlace): ChatGroup {
  const samples = [...group.samples, ...turn.samples].slice(0, SAMPLES)
  return { ...group, messages: group.messages + 1, samples }
}

export function groupWords({ messages, where }: ChatGroup): string {
  return [messages > 0 ? count(messages, 'message') : '', ...where].filter((part) => part !== '').join(', ')
}

/** What the search through all files has found after an erasure. */
export function checkWords({ check }: Erasure): string {
  if (!check)
    return 'Whatever you may see of it is gone. Some memories are not open to you, so what a search of all files finds is not shown.'
  const searched = `Searched ${count(check.files, 'file')} (${bytes(check.bytes)})`
  if (check.found.length === 0) return `${searched} and found nothing left.`
  const files = check.found.map(({ file }) => file).join(', ')
  return `${searched}. It still stands in ${files}.`
}
