/** What the palette offers: commands, chats, documents, parts of the settings. */
import type { AppState } from '../../workspace/events.ts'
import { follow } from '../board/arrange.ts'
import { showChat } from '../board/chats.ts'
import { openDocument } from '../memory/open.ts'
import { words as settingsWords } from '../settings/words.ts'
import { fileName, shortPath } from '../words.ts'
import { COMMAND_IDS, type CommandId } from './bindings.ts'
import { COMMANDS, canRun } from './commands.ts'
import { type Match, match } from './fuzzy.ts'
import { openSettings, type SettingsPart } from './shell.ts'
import { words } from './words-commands.ts'

export interface Entry {
  /** Without spaces, and the same every time. */
  readonly id: string
  readonly name: string
  /** The heading under which it stands. */
  readonly group: string
  readonly note?: string
  /** Of something that was written or said: where, by whom, when. It is not offered again as chosen lately. */
  readonly about?: string
  readonly command?: CommandId
  /** Something is new there since one looked. */
  readonly fresh?: boolean
  readonly run: () => void
}

/** An entry with the letters of its name that were meant. */
export type Found = Entry & {
  readonly at: readonly number[]
  /** The letters stand in it, but too far apart to be meant. */
  readonly scattered?: boolean
}

/** As many as are ever listed. */
const MOST = 60
/** Documents that are offered before anything is asked for. */
const FEW = 6
/** How much better something fits that was chosen lately. */
const LATELY = 4

/** Everything there is just now. */
export function entriesOf({ workspace }: AppState): readonly Entry[] {
  const said = words()
  const commands = COMMAND_IDS.flatMap((id): Entry[] => {
    const { room, run } = COMMANDS[id]
    if (!run || id === 'palette' || !canRun(id)) return []
    return [{ id: `command:${id}`, name: said.commands[id], group: said.rooms[room], command: id, run }]
  })
  const chats = workspace.chatOrder.flatMap((id): Entry[] => {
    const chat = workspace.chats[id]
    if (!chat || chat.place === 'deleted') return []
    const away = chat.place === 'closed'
    return [
      {
        id: `chat:${id}`,
        name: chat.name,
        group: away ? said.palette.away : said.palette.chats,
        run: () => (away ? follow(id) : showChat(id)),
      },
    ]
  })
  const parts = Object.entries(settingsWords().part).map(
    ([part, name]): Entry => ({
      id: `settings:${part}`,
      name,
      group: said.palette.settings,
      run: () => openSettings(part as SettingsPart),
    }),
  )
  const documents = Object.values(workspace.documents).map(
    (info): Entry => ({
      id: `document:${info.document}`,
      name: fileName(info.path),
      note: shortPath(info.path).slice(0, -fileName(info.path).length),
      group: said.palette.documents,
      run: () => openDocument(info.document),
    }),
  )
  return [...commands, ...chats, ...parts, ...documents]
}

/** Those that are meant, the best first; without a query what was chosen lately, and then all in their order. */
export function found(entries: readonly Entry[], query: string, lately: readonly string[]): readonly Found[] {
  if (query.trim() === '') return atFirst(entries, lately)
  return entries
    .flatMap((entry) => scored(entry, query, lately))
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ entry, at, score }) => ({ ...entry, at, scattered: score < 0 }))
}

function scored(entry: Entry, query: string, lately: readonly string[]) {
  const own = match(query, entry.name)
  const all = own ?? withNote(entry, query)
  if (!all) return []
  return [{ entry, at: own?.at ?? [], score: all.score + (lately.includes(entry.id) ? LATELY : 0) }]
}

/** Found by its folder or heading too, but after what is called so, and never by letters that are scattered over both. */
function withNote(entry: Entry, query: string): Match | null {
  const wide = match(query, `${entry.note ?? entry.group} ${entry.name}`)
  return wide && wide.score >= 0 ? { ...wide, score: wide.score - 20 } : null
}

function atFirst(entries: readonly Entry[], lately: readonly string[]): readonly Found[] {
  const before = lately.flatMap((id) => entries.find((entry) => entry.id === id) ?? [])
  const { recent, documents } = words().palette
  const few = entries.filter(({ group }) => group === documents).slice(0, FEW)
  const others = entries.filter(
    (entry) => !before.includes(entry) && (entry.group !== documents || few.includes(entry)),
  )
  return [
    ...before.map((entry) => ({ ...entry, group: recent, at: [] })),
    ...others.map((entry) => ({ ...entry, at: [] })),
  ]
}
