/** What people do with the branches of a chat, done and waited for. */
import { ACTIONS } from '../src/workspace/actions.ts'
import type { Walked } from '../src/workspace/branch-actions.ts'
import type { Span } from '../src/workspace/branches.ts'
import type { ChatId, ChatInfo, TurnId } from '../src/workspace/events.ts'
import { granted, isIdle, type Rig } from './workspace-rig.ts'

export const by = { speaker: 'Alice' }

export interface Walks {
  infoOf(chat: ChatId): Promise<ChatInfo>
  /** Resolves when the chat has so many turns and none of them runs. */
  untilIdle(chat: ChatId, turns: number): Promise<void>
  /** Says something, in the place of a turn or at the end, and waits for the answer. */
  say(chat: ChatId, text: string, instead?: TurnId): Promise<TurnId>
  /** Has a turn answered anew, and waits for the answer. */
  again(chat: ChatId, turn: TurnId): Promise<TurnId>
  walk(chat: ChatId, turn: TurnId): Promise<Walked>
  /** What was said in the conversation, oldest first. */
  textsOf(chat: ChatId): Promise<readonly string[]>
}

/** `rig`: the one in use when it is asked. */
export function walksIn(rig: () => Rig): Walks {
  const perform: Rig['workspace']['perform'] = (action, input) => rig().workspace.perform(action, input)
  const infoOf = async (chat: ChatId) => (await rig().workspace.snapshot([])).workspace.chats[chat]!
  const untilIdle = async (chat: ChatId, turns: number) => {
    const tab = await rig().tab([])
    await tab.until((state) => state.workspace.chats[chat]?.turns === turns && isIdle(state, chat))
    tab.leave()
  }
  const begun = async (chat: ChatId, begin: (id: TurnId) => Promise<unknown>) => {
    const { turns } = await infoOf(chat)
    const id = `turn_${turns + 1}_${chat}`
    await begin(id)
    await untilIdle(chat, turns + 1)
    return id
  }
  return {
    infoOf,
    untilIdle,
    say: (chat, text, instead) =>
      begun(chat, async (id) => granted(await perform(ACTIONS.speak, { ...by, chat, id, text, instead }))),
    again: (chat, turn) =>
      begun(chat, async (id) => granted(await perform(ACTIONS.regenerate, { chat, turn, id }))),
    walk: async (chat, turn) => granted(await perform(ACTIONS.walk, { chat, to: { turn } })),
    async textsOf(chat) {
      const state = await rig().workspace.snapshot([chat])
      return state.chats[chat]?.turns.map(({ text }) => text) ?? []
    },
  }
}

export const numbersOf = (spans: readonly Span[]): readonly number[] =>
  spans.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
