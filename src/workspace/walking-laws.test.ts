/** Laws of branches in a whole workspace, whatever people do: what is sent, what tabs see, and what a restart leaves. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saidTo, scripted } from '../../test/scripted-model.ts'
import { numbersOf, walksIn } from '../../test/walks.ts'
import { granted, openRig, type Rig, type Tab } from '../../test/workspace-rig.ts'
import { capabilitiesOf } from '../claude/models-capabilities.ts'
import { ACTIONS } from './actions.ts'
import { conversationOf, shownOf } from './branches.ts'
import type { AppState, ChatId, TurnId } from './events.ts'

let rig: Rig
beforeEach(async () => {
  // A host that does not count: what is told of the context is put together here.
  const can = capabilitiesOf({ kind: 'rehearsal', model: 'rehearsal-1', today: '2026-11-29' })
  rig = await openRig({ ...scripted, capabilities: () => ({ ...can, countsTokens: false }) })
})
afterEach(() => rig.close())

const { infoOf, say, again, walk } = walksIn(() => rig)

interface Deed {
  readonly kind: 'say' | 'edit' | 'again' | 'walk' | 'clear' | 'restore' | 'restart' | 'join'
  readonly at: number
}

const deeds = fc.array(
  fc.record({
    kind: fc.constantFrom<Deed['kind']>(
      'say',
      'say',
      'say',
      'edit',
      'edit',
      'again',
      'walk',
      'walk',
      'clear',
      'restore',
      'restart',
      'join',
    ),
    at: fc.nat({ max: 1_000 }),
  }),
  { minLength: 4, maxLength: 14 },
)

/** A chat as one would keep it by hand. */
interface Plain {
  readonly turns: { readonly id: TurnId; readonly text: string; readonly after: number }[]
  tip: number
  cleared: Set<number>
}

function pathIn({ turns }: Plain, number: number): number[] {
  const path: number[] = []
  for (let at = number; at > 0; at = turns[at - 1]?.after ?? 0) path.unshift(at)
  return path
}

function conversationIn(plain: Plain): readonly number[] {
  const path = pathIn(plain, plain.tip)
  return path.slice(path.findLastIndex((each) => plain.cleared.has(each)) + 1)
}

describe('whatever people do', () => {
  it('Claude is sent the path alone, earlier messages never change, each tab ends where a fresh one begins, and the context is what a server tells of it that knows nothing yet', async () => {
    await fc.assert(fc.asyncProperty(deeds, live), { numRuns: 40 })
  })
})

async function live(list: readonly Deed[]): Promise<void> {
  const chat = await rig.addChat()
  const plain: Plain = { turns: [], tip: 0, cleared: new Set() }
  const sent = new Map<number, string>()
  let tabs: Tab[] = [await rig.tab([chat])]
  for (const { kind, at } of list) {
    const chosen = plain.turns.length === 0 ? 0 : 1 + (at % plain.turns.length)
    const old = plain.turns[chosen - 1]
    if (kind === 'say' || (kind === 'edit' && !old)) await told(chat, plain, sent, { after: plain.tip })
    else if (kind === 'edit' && old) await told(chat, plain, sent, { after: old.after, instead: old.id })
    else if (kind === 'again' && old) await told(chat, plain, sent, { after: old.after, anew: old })
    else if (kind === 'walk' && old) {
      const { tip } = await walk(chat, old.id)
      if (!pathIn(plain, plain.tip).includes(chosen)) plain.tip = tip
      expect(pathIn(plain, plain.tip)).toContain(chosen)
      expect(tip).toBe(plain.tip)
    } else if (kind === 'clear' || kind === 'restore')
      await clearedThrough(chat, plain, kind === 'clear' ? at : null)
    else if (kind === 'restart') {
      for (const tab of tabs) tab.leave()
      const before = (await rig.workspace.snapshot([chat])).chats
      await rig.reopen()
      expect((await rig.workspace.snapshot([chat])).chats).toEqual(before)
      tabs = [await rig.tab([chat])]
    } else if (kind === 'join') tabs.push(await rig.tab([chat]))
    const info = await infoOf(chat)
    expect(numbersOf(conversationOf(info))).toEqual(conversationIn(plain))
    granted(await rig.workspace.context(chat))
  }
  const fresh = await rig.workspace.snapshot([chat])
  expect(fresh.chats[chat]?.turns.map(({ number }) => number)).toEqual(conversationIn(plain))
  for (const tab of tabs) {
    await tab.until(({ position }) => position >= fresh.position)
    expectSameConversation(tab.state, fresh, chat)
    tab.leave()
  }
  const context = granted(await rig.workspace.context(chat))
  await rig.reopen()
  expect(granted(await rig.workspace.context(chat))).toEqual(context)
}

/** What is loaded is as it would be loaded now; what is missing is counted. */
function expectSameConversation(state: AppState, fresh: AppState, chat: ChatId): void {
  expect(state.workspace).toEqual(fresh.workspace)
  const whole = fresh.chats[chat]?.turns ?? []
  const { turns, earlier, later } = shownOf(state.workspace.chats[chat]!, state.chats[chat]?.turns ?? [])
  expect(turns).toEqual(whole.slice(earlier, whole.length - later))
  expect(earlier + turns.length + later).toBe(whole.length)
}

interface Told {
  readonly after: number
  readonly instead?: TurnId
  readonly anew?: Plain['turns'][number]
}

async function told(
  chat: ChatId,
  plain: Plain,
  sent: Map<number, string>,
  { after, instead, anew }: Told,
): Promise<void> {
  const text = anew?.text ?? `message ${plain.turns.length + 1}`
  const id = anew ? await again(chat, anew.id) : await say(chat, text, instead)
  plain.turns.push({ id, text, after })
  plain.tip = plain.turns.length
  const request = rig.requests.at(-1)!
  const path = conversationIn(plain)
  expect(saidTo(request)).toEqual(path.map((number) => plain.turns[number - 1]?.text))
  const now = JSON.stringify(request.messages)
  sent.set(plain.tip, now)
  // What was sent for the turn before is the beginning of what is sent now, unless something was cleared between them.
  const before = sent.get(after)
  const [first] = path
  if (before && path.length > 1 && first !== undefined && saidFirst(before) === saidFirst(now))
    expect(now.startsWith(before.slice(0, -1))).toBe(true)
}

function saidFirst(messages: string): string | undefined {
  return /message \d+/.exec(messages)?.[0]
}

async function clearedThrough(chat: ChatId, plain: Plain, at: number | null): Promise<void> {
  const path = pathIn(plain, plain.tip)
  const through = at === null ? 0 : (path[at % Math.max(1, path.length)] ?? 0)
  granted(await rig.workspace.perform(ACTIONS.clearChat, { chat, through }))
  for (const each of path) if (each > through) plain.cleared.delete(each)
  if (through > 0) plain.cleared.add(through)
}
