/** What was found, in words for people. Pure. */
import type { Erasure } from '../../workspace/erase.ts'
import type { DocumentPlace, ErasePreview, TurnPlace } from '../../workspace/erase-places.ts'
import type { Asked } from './erase-api.ts'
import { words } from './words.ts'

/** Nothing that could be erased was found. */
export function isEmpty({ documents, turns, chats, settings, prompts }: ErasePreview): boolean {
  const lists = [documents, turns, chats, prompts]
  return settings === null && lists.every((list) => list.length === 0)
}

/** What will happen to a document. */
export function fateOf(place: DocumentPlace, asked: Asked): string {
  const said = words().fate
  if (place.asked && 'versions' in asked && asked.versions === 'all') return said.whole(place.versions.length)
  if (place.asked) return said.versions(place.versions.length)
  const older = place.versions.length - (place.present ? 1 : 0)
  const text = place.present ? said.present(place.present.count, older) : older > 0 ? said.older(older) : ''
  const name = place.inName ? (place.deleted ? said.nameGoes : said.nameStays) : ''
  return [text, name].filter((part) => part !== '').join(' ')
}

export interface ChatGroup {
  readonly chat: string
  readonly name: string
  readonly messages: number
  readonly samples: readonly string[]
  /** Places of the chat beside its messages. */
  readonly where: readonly string[]
}

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
      where: where.map((part) => words().where[part]),
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
  return [messages > 0 ? words().where.messages(messages) : '', ...where]
    .filter((part) => part !== '')
    .join(', ')
}

/** What the search through all files has found after an erasure. */
export function checkWords({ check }: Erasure): string {
  const said = words().check
  if (!check) return said.notShown
  const { files, bytes, found } = check
  if (found.length === 0) return said.clean(files, bytes)
  return said.left(
    files,
    bytes,
    found.map(({ file }) => file),
  )
}
