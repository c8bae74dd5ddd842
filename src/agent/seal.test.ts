import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capabilitiesOf } from '../claude/models-capabilities.ts'
import type { TurnState } from '../workspace/events.ts'
import { reduceTurn } from '../workspace/reduce-turn.ts'
import { takenUp } from '../workspace/turn-input.ts'
import type { Capabilities } from './capabilities.ts'
import type { ContextEditing, TurnEvent } from './events.ts'
import { runTurn } from './run-turn.ts'
import {
  brokenSeals,
  createSealingHost,
  type SealingHost,
  type Seals,
  type Sent,
  sealReply,
} from './sealing-host-for-tests.ts'
import { searchTool } from './search-tool.ts'
import { type Content, instantClock, OFF, ok, recorder } from './turn-for-tests.ts'

const AT = '2026-11-23T10:00:00.000Z'
const BINDING: Capabilities = {
  ...capabilitiesOf({ kind: 'anthropic', model: 'claude-sonnet-5-5', today: '2026-11-29' }),
  bindsThinking: true,
}

/** Models that differ in everything that touches what is sent. */
const MODELS: Readonly<Record<string, Capabilities>> = {
  plain: BINDING,
  summing: { ...BINDING, compaction: { threshold: true, onDemand: true } },
  clearing: { ...BINDING, clearing: 'agent', memoryTool: 'custom' },
}

interface Settings {
  readonly host: 'a' | 'b'
  readonly model: string
  readonly prompt: string
  readonly searches: boolean
  readonly clears: ContextEditing
}

/** A chat as a workspace keeps it: stored turns, put together from events. */
class Chat {
  readonly hosts: Readonly<Record<string, SealingHost>> = {
    a: createSealingHost('a'),
    b: createSealingHost('b'),
  }
  turns: TurnState[] = []
  clearedThrough = 0
  settings: Settings = { host: 'a', model: 'plain', prompt: 'Be kind.', searches: false, clears: OFF }
  made = 0

  async take(purpose: 'message' | 'compaction', replies: readonly Planned[], kept: number): Promise<void> {
    const number = this.turns.length + 1
    const begun: TurnState = {
      id: `t${number}`,
      number,
      speaker: 'Alice',
      text: `Message ${number}`,
      at: AT,
      toolUsesBefore: 0,
      purpose,
      steps: [],
      status: { kind: 'running' },
      finishedAt: null,
    }
    this.turns = [...this.turns, begun]
    await this.goOn(replies, kept)
  }

  /** Runs the newest turn, from wherever it is. */
  async goOn(replies: readonly Planned[], kept: number): Promise<void> {
    const begun = { ...this.turns.at(-1)!, status: { kind: 'running' } } as const
    const host = this.hosts[this.settings.host]!
    host.replies.splice(0, host.replies.length, ...replies.map((planned) => this.reply(planned)))
    const events = await this.run(host, begun)
    // A server that is killed knows what was stored until then, and marks the turn as interrupted.
    const stored = events.slice(0, kept)
    const turn = stored.reduce((state: TurnState, event) => reduceTurn(state, event, AT), begun)
    const ended: TurnEvent = { type: 'turn.finished', outcome: { kind: 'interrupted' } }
    this.turns = this.turns.with(-1, turn.status.kind === 'finished' ? turn : reduceTurn(turn, ended, AT))
  }

  async run(host: SealingHost, turn: TurnState): Promise<readonly TurnEvent[]> {
    const before = this.turns.slice(0, -1).filter(({ number }) => number > this.clearedThrough)
    const { model, prompt, searches, clears } = this.settings
    const run = runTurn({
      ...host.at(model, MODELS[model]!),
      systemPrompt: prompt,
      turns: [...before, turn],
      ...takenUp(turn),
      tools: [recorder(() => ok('A long result. '.repeat(20))).tool, ...(searches ? [SEARCH] : [])],
      contextEditing: clears,
      signal: new AbortController().signal,
      clock: instantClock(),
    })
    return await Array.fromAsync(run)
  }

  reply({ thinks, summary, calls }: Planned): SealingHost['replies'][number] {
    this.made += 1
    const n = this.made
    const content: Content[] = [
      ...(summary
        ? [{ type: 'compaction', content: `Summary ${n}`, encrypted_content: `enc${n}` } as const]
        : []),
      ...(thinks
        ? [{ type: 'thinking', thinking: n % 2 ? '' : `Hm ${n}.`, signature: `sig${n}` } as const]
        : []),
      { type: 'text', text: `Answer ${n}` },
      ...Array.from(
        { length: calls },
        (_, i): Content => ({ type: 'tool_use', id: `c${n}.${i}`, name: 'memory', raw: '{}' }),
      ),
    ]
    return { content, stop: calls > 0 ? 'tool_use' : 'end_turn' }
  }
}

const SEARCH = searchTool(async () => {
  throw new Error('Nobody searches here.')
})

interface Planned {
  readonly thinks: boolean
  readonly summary: boolean
  readonly calls: number
}

type Act =
  | { readonly kind: 'turn'; readonly replies: readonly Planned[]; readonly kept: number }
  | { readonly kind: 'resume'; readonly replies: readonly Planned[]; readonly kept: number }
  | { readonly kind: 'sum up'; readonly kept: number }
  | { readonly kind: 'clear'; readonly back: number }
  | { readonly kind: 'set'; readonly change: Partial<Settings> }

const planned = fc.record({
  thinks: fc.constantFrom(true, true, true, false),
  summary: fc.constantFrom(false, false, true),
  calls: fc.nat(2),
})
const everything = fc.constant(Number.POSITIVE_INFINITY)
const kept = fc.oneof({ weight: 4, arbitrary: everything }, { weight: 1, arbitrary: fc.nat(30) })
const clears: ContextEditing = { ...OFF, enabled: true, trigger: { kind: 'tool_uses', value: 1 }, keep: 1 }
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('turn' as const),
      replies: fc.array(planned, { minLength: 1, maxLength: 3, size: 'max' }),
      kept,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('resume' as const),
      replies: fc.array(planned, { minLength: 1, maxLength: 3, size: 'max' }),
      kept,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sum up' as const), kept }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const), back: fc.nat(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      change: fc.oneof(
        fc.record({ host: fc.constantFrom('a' as const, 'b' as const) }),
        fc.record({ model: fc.constantFrom(...Object.keys(MODELS)) }),
        fc.record({ prompt: fc.constantFrom('Be kind.', 'Be short.') }),
        fc.record({ searches: fc.boolean() }),
        fc.record({
          clears: fc.constantFrom(
            OFF,
            clears,
            { ...clears, keepThinking: 1 },
            { ...clears, clearToolInputs: true },
          ),
        }),
      ),
    }),
  },
)

function isOpen(turn: TurnState | undefined): boolean {
  return turn?.status.kind === 'finished' && turn.status.outcome.kind !== 'answered'
}

async function play(acts: readonly Act[]): Promise<Chat> {
  const chat = new Chat()
  for (const each of acts) {
    switch (each.kind) {
      case 'turn':
      case 'resume': {
        const summing = chat.settings.model === 'summing'
        const replies = each.replies.map((reply) => ({ ...reply, summary: reply.summary && summing }))
        if (each.kind === 'turn') await chat.take('message', replies, each.kept)
        else if (isOpen(chat.turns.at(-1))) await chat.goOn(replies, each.kept)
        break
      }
      case 'sum up':
        await chat.take(
          'compaction',
          [{ thinks: false, summary: chat.settings.model === 'summing', calls: 0 }],
          each.kept,
        )
        break
      case 'clear':
        chat.clearedThrough = Math.max(0, chat.turns.length - each.back)
        break
      case 'set':
        chat.settings = { ...chat.settings, ...each.change }
        break
      default:
        each satisfies never
    }
  }
  return chat
}

describe('whatever people change in a chat', () => {
  it('no request holds thinking that its host would refuse', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 16, size: 'max' }), async (acts) => {
        const { hosts } = await play(acts)
        expect(Object.values(hosts).flatMap(({ refused }) => refused)).toEqual([])
      }),
      { numRuns: 80 },
    )
  }, 60_000)

  it('an untouched chat sends all its thinking back', async () => {
    const turn = {
      kind: 'turn',
      replies: [
        { thinks: true, summary: false, calls: 1 },
        { thinks: true, summary: false, calls: 0 },
      ],
      kept: Number.POSITIVE_INFINITY,
    } as const
    const { hosts } = await play([turn, turn, turn])
    const last = hosts.a!.sent.at(-1)!
    expect(JSON.stringify(last).match(/"type":"thinking"/g)).toHaveLength(5)
  })

  it('a changed prompt leaves out what was thought before, and only that', async () => {
    const turn = {
      kind: 'turn',
      replies: [{ thinks: true, summary: false, calls: 0 }],
      kept: Number.POSITIVE_INFINITY,
    } as const
    const { hosts } = await play([turn, turn, { kind: 'set', change: { prompt: 'Be short.' } }, turn, turn])
    const thoughts = hosts.a!.sent.map(
      (sent) => JSON.stringify(sent).match(/"signature":"sig\d+"/g)?.length ?? 0,
    )
    expect(thoughts).toEqual([0, 1, 0, 1])
  })
})

describe('the check itself', () => {
  const ask = (...messages: Sent['messages']): Sent => ({ model: 'm', system: 's', tools: [], messages })
  const user = (text: string) => ({ role: 'user', content: [{ type: 'text', text }] }) as const
  const thought = (n: number) => ({ type: 'thinking', thinking: '', signature: `s${n}` }) as const
  const said = (n: number, ...thoughts: readonly number[]) =>
    ({
      role: 'assistant',
      content: [...thoughts.map(thought), { type: 'text', text: `answer ${n}` }],
    }) as const
  const seals: Seals = new Map()
  sealReply(ask(user('1')), said(1, 1).content, seals)
  sealReply(ask(user('1'), said(1, 1), user('2')), said(2, 2).content, seals)
  sealReply(ask(user('1'), said(1, 1), user('2'), said(2, 2), user('3')), said(3, 3).content, seals)

  it('lets thinking go from the beginning', () => {
    const whole = [user('1'), said(1, 1), user('2'), said(2, 2), user('3'), said(3, 3)]
    expect(brokenSeals(ask(...whole), seals)).toEqual([])
    expect(brokenSeals(ask(user('1'), said(1), user('2'), said(2, 2), user('3'), said(3, 3)), seals)).toEqual(
      [],
    )
    expect(brokenSeals(ask(user('1'), said(1), user('2'), said(2), user('3'), said(3)), seals)).toEqual([])
  })

  it.each([
    ['an edited message', ask(user('one'), said(1, 1))],
    ['another prompt', { ...ask(user('1'), said(1, 1)), system: 'other' }],
    ['another model', { ...ask(user('1'), said(1, 1)), model: 'other' }],
    ['a gap', ask(user('1'), said(1, 1), user('2'), said(2), user('3'), said(3, 3))],
    ['a cleared beginning', ask(user('2'), said(2, 2))],
  ])('finds %s', (_what, sent) => {
    expect(brokenSeals(sent, seals)).not.toEqual([])
  })
})
