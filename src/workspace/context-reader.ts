/** How full a chat's context is: counted by the host where it counts, else taken from its newest reply, else estimated. */
import { ask, type Frame, frameOf, type Settings } from '../agent/asking.ts'
import { clearedParts } from '../agent/cleared-parts.ts'
import { isPastTrigger } from '../agent/clearing.ts'
import { previewClearing } from '../agent/clearing-preview.ts'
import { divide } from '../agent/context-editing.ts'
import { type ContextParts, NOTHING, PARTS, scaledParts, sumOfParts } from '../agent/context-parts.ts'
import { type Weight, weigh } from '../agent/context-weight.ts'
import type { ContextEditing } from '../agent/events.ts'
import { isOnDemand, summaryIn } from '../agent/opening.ts'
import type { Answerer } from '../agent/turn.ts'
import { clearedTokens, promptOf } from '../agent/usage.ts'
import type { ModelRequest, WireMessage } from '../claude/contract.ts'
import { conversationOf } from './branches.ts'
import type { Clock } from './clock.ts'
import type { ClearingPreview, ContextReport } from './context-report.ts'
import type { ChatInfo, StepState, TurnState } from './events.ts'
import { canBeSummed } from './summary.ts'
import { answererFor, settingsIn, type TurnSource } from './turn-input.ts'

/** Milliseconds that a host gets to count; then what is known without it is told. */
const COUNT_WITHIN = 3_000
/** Counts that are remembered. */
const COUNTS_KEPT = 500
/** Turns from whose growth the next ones are foretold. */
const LAST_TURNS = 5

export interface ContextReader {
  report(info: ChatInfo): Promise<ContextReport>
  preview(info: ChatInfo, settings: ContextEditing): Promise<ClearingPreview>
}

/** A chat as it would be asked next, with nothing cleared. */
interface Sketch {
  readonly info: ChatInfo
  readonly turns: readonly TurnState[]
  readonly settings: Settings
  readonly answerer: Answerer
  readonly frame: Frame
  readonly weight: Weight
}

export function createContextReader(source: TurnSource, clock: Clock): ContextReader {
  const counts = new Map<string, Promise<number | null>>()
  /** Asks the host once for each state of a chat. */
  const countOnce = (sketch: Sketch) => {
    const key = nameOf(sketch)
    const known = counts.get(key)
    if (known) return known
    const counted = count(sketch, clock)
    counts.set(key, counted)
    const oldest = counts.keys().next()
    if (counts.size > COUNTS_KEPT && !oldest.done) counts.delete(oldest.value)
    // What could not be counted may be the next time.
    void counted.then((tokens) => tokens === null && counts.delete(key))
    return counted
  }
  return {
    async report(info) {
      const sketch = await sketchOf(source, info)
      const { answerer } = sketch
      const { countsTokens } = answerer.connection.capabilities(answerer.model)
      const counted = countsTokens && info.running === null ? await countOnce(sketch) : null
      const reported = counted ?? reportedTokens(sketch)
      const used = reported ?? sumOfParts(sketch.weight.parts)
      const known = counted === null ? ('reported' as const) : ('counted' as const)
      return reportOf(sketch, used, reported === null ? 'estimated' : known)
    },
    async preview(info, settings) {
      const { turns, weight } = await sketchOf(source, info)
      const { parts } = weight
      return previewClearing(turns, settings, parts.system + parts.tools)
    },
  }
}

async function sketchOf(source: TurnSource, { id }: Pick<ChatInfo, 'id'>): Promise<Sketch> {
  const { feed, store } = source
  await feed.settled()
  const { workspace, chats } = feed.stored
  const info = workspace.chats[id]
  if (!info) throw new Error(`Expected the chat ${id} to be there.`)
  const rows = await store.turns(id, conversationOf(info))
  const running = chats[id]?.turns ?? []
  const turns = rows.map(({ turn }) => running.find((each) => each.id === turn.id) ?? turn)
  const answerer = answererFor(source, info, turns)
  const chosen = settingsIn(source, info, { turn: '', speaker: '' })
  const frame = frameOf(chosen, answerer, turns)
  return { info, turns, settings: chosen, answerer, frame, weight: weigh(frame, turns) }
}

/** The request without anything that makes it shorter on the way. */
function wholeRequest({ settings, answerer, turns }: Sketch): ModelRequest {
  const { compaction: _, ...rest } = settings
  const whole = { ...rest, contextEditing: { ...settings.contextEditing, enabled: false } }
  return ask(whole, answerer, turns, 'kept').request
}

/** What other turns would weigh, asked in the same way. */
function weightOf({ settings, answerer }: Sketch, turns: readonly TurnState[]): Weight {
  return weigh(frameOf(settings, answerer, turns), turns)
}

/** The same for the same prompt at the same model. */
function nameOf({ info, turns, answerer, frame }: Sketch): string {
  const newest = turns.at(-1)
  const place = [info.id, info.clearedThrough, newest?.id, newest?.finishedAt, newest?.steps.length]
  return JSON.stringify([...place, answerer.connection.host, answerer.model, frame.epochWith('')])
}

/** null when the host does not say in time. */
async function count(sketch: Sketch, clock: Clock): Promise<number | null> {
  const enough = new AbortController()
  const asking = sketch.answerer.connection
    .count(countable(wholeRequest(sketch)), enough.signal)
    .then((answer) => answer && (answer.original ?? answer.tokens))
    .catch(() => null)
  const late = clock.sleep(COUNT_WITHIN, enough.signal).then(
    () => null,
    () => null,
  )
  const tokens = await Promise.race([asking, late])
  enough.abort()
  return tokens
}

/** A conversation is counted as if the next person had begun to speak: hosts want a person's message last. */
function countable({ previousMessage: _, ...request }: ModelRequest): ModelRequest {
  if (request.messages.at(-1)?.role === 'user') return request
  const next: WireMessage = { role: 'user', content: [{ type: 'text', text: '…' }] }
  return { ...request, messages: [...request.messages, next] }
}

/** What the host said of its newest prompt, and an estimate of what came since; null when there is no such prompt. */
function reportedTokens(sketch: Sketch): number | null {
  const { turns, weight } = sketch
  for (let t = turns.length - 1; t >= 0; t--) {
    const turn = turns[t]
    const s = turn?.steps.findLastIndex(({ finished }) => finished !== null) ?? -1
    const step = turn?.steps[s]
    if (!turn || !step?.finished) continue
    // Since then the conversation begins with a summary that nobody has counted.
    if (summaryIn(turn, step)) return null
    const then: TurnState = { ...turn, steps: turn.steps.slice(0, s), status: { kind: 'running' } }
    const before = weightOf(sketch, [...turns.slice(0, t), then])
    const since = sumOfParts(weight.parts) - sumOfParts(before.parts)
    return Math.max(0, promptBefore(step.finished) + since)
  }
  return null
}

/** Tokens of the prompt of a reply, with what was cleared from it. */
function promptBefore({ usage, clearings }: NonNullable<StepState['finished']>): number {
  return (usage.context ?? promptOf(usage)) + clearedTokens(clearings)
}

function reportOf(sketch: Sketch, used: number, source: ContextReport['source']): ContextReport {
  const { info, turns, settings, answerer, weight } = sketch
  const { connection, model } = answerer
  const capabilities = connection.capabilities(model)
  const { contextEditing, compaction } = settings
  const { toolUses } = divide(contextEditing, capabilities)
  const { kind, value } = contextEditing.trigger
  const trigger = contextEditing.enabled && kind === 'input_tokens' ? value : null
  const usesLeft =
    contextEditing.enabled && kind === 'tool_uses' ? Math.max(0, value - weight.toolUses) : null
  const parts = scaledParts(weight.parts, used)
  return {
    host: connection.host,
    model,
    window: capabilities.contextWindow,
    used,
    source,
    parts,
    cleared: clearedFrom(sketch, parts, used),
    clearing: toolUses === 'nobody' ? 'off' : toolUses,
    trigger,
    toolUsesLeft: usesLeft,
    turnsLeft: turnsLeft(sketch, { tokens: trigger === null ? null : trigger - used, uses: usesLeft }),
    compaction: compaction?.enabled && capabilities.compaction.threshold ? compaction.trigger : null,
    canCompact: info.running === null && info.place !== 'deleted' && canBeSummed(turns.at(-1) ?? null),
  }
}

/** What the next prompt leaves out of these parts, in their proportion. */
function clearedFrom(sketch: Sketch, parts: ContextParts, used: number): ContextParts {
  const { settings, answerer, weight } = sketch
  const { contextEditing } = settings
  const estimated = sumOfParts(weight.parts)
  if (!contextEditing.enabled || estimated === 0) return NOTHING
  const division = divide(contextEditing, answerer.connection.capabilities(answerer.model))
  const past = division.toolUses !== 'nobody' && isPastTrigger(contextEditing, used, weight.toolUses)
  const thins = division.thinking !== 'nobody' && contextEditing.keepThinking !== null
  // The request is long to make, and most often nothing goes.
  if (!past && !thins) return NOTHING
  const cleared = clearedParts(wholeRequest(sketch).messages, contextEditing, division, used)
  const scaled: Record<keyof ContextParts, number> = { ...NOTHING }
  for (const part of PARTS)
    scaled[part] = Math.min(parts[part], Math.round((cleared[part] * used) / estimated))
  return scaled
}

/** About how many turns like the last ones fit into what is left. */
function turnsLeft(
  sketch: Sketch,
  left: { readonly tokens: number | null; readonly uses: number | null },
): number | null {
  const last = sketch.turns.filter((turn) => !isOnDemand(turn)).slice(-LAST_TURNS)
  if (last.length === 0) return null
  const { parts, toolUses } = weightOf(sketch, last)
  const { system, tools, ...rest } = parts
  const room = left.tokens ?? left.uses
  const grown = left.tokens === null ? toolUses : Object.values(rest).reduce((a, b) => a + b, 0)
  if (room === null || grown === 0) return null
  return Math.max(0, Math.floor((room * last.length) / grown))
}
