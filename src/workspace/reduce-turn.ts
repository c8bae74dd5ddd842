/** One turn's share of the reducer. Pure and browser-safe. */
import type { BlockStart, TurnEvent } from '../agent/events.ts'
import type { BlockState, StepState, TurnState } from './events.ts'

export function reduceTurn(turn: TurnState, event: TurnEvent, at: string): TurnState {
  switch (event.type) {
    case 'step.started': {
      const kept = turn.steps.filter((step) => step.step < event.step)
      const step: StepState = {
        step: event.step,
        model: event.model,
        ...(event.host === undefined ? {} : { host: event.host }),
        ...(event.epoch === undefined ? {} : { epoch: event.epoch }),
        ...carriedOver(turn.steps.at(-1), event.step),
        startedAt: at,
        blocks: [],
        finished: null,
      }
      return { ...turn, steps: [...kept, step], status: { kind: 'running' } }
    }
    case 'block.started':
      return inStep(turn, event.step, (step) => ({
        ...step,
        blocks: [...step.blocks.slice(0, event.index), newBlock(event.block)],
      }))
    case 'block.delta':
      return inBlock(turn, event.step, event.index, (block) => appendText(block, event.text))
    case 'block.finished':
      return inBlock(turn, event.step, event.index, (block) => finishBlock(block, event))
    case 'step.finished': {
      const { type: _, step: number, ...said } = event
      return inStep(turn, number, (step) => ({ ...step, finished: { at, ...said } }))
    }
    case 'step.unsealed':
      return inStep(turn, event.step, (step) => ({ ...step, unsealed: true }))
    case 'step.switched': {
      const { from, to, because } = event
      return inStep(turn, event.step, (step) => ({ ...step, switched: { from, to, because } }))
    }
    case 'tool.started':
      return inTool(turn, event.step, event.index, (tool) => ({ ...tool, progress: { kind: 'running' } }))
    case 'tool.finished':
      return inTool(turn, event.step, event.index, (tool) => ({
        ...tool,
        progress: { kind: 'finished', result: event.result },
      }))
    case 'step.waiting': {
      const { failure, attempt, attempts, retryAt } = event
      return { ...turn, status: { kind: 'waiting', failure, attempt, attempts, retryAt } }
    }
    case 'turn.finished':
      return { ...turn, status: { kind: 'finished', outcome: event.outcome }, finishedAt: at }
    default:
      return event satisfies never
  }
}

/** Another attempt at a step keeps what was found out about it before. */
function carriedOver(before: StepState | undefined, step: number): Pick<StepState, 'unsealed' | 'switched'> {
  if (before?.step !== step) return {}
  const { unsealed, switched } = before
  return { ...(unsealed ? { unsealed } : {}), ...(switched ? { switched } : {}) }
}

type BlockFinished = Extract<TurnEvent, { type: 'block.finished' }>

function newBlock(start: BlockStart): BlockState {
  switch (start.kind) {
    case 'text':
      return { kind: 'text', text: '', done: false }
    case 'thinking':
      return { kind: 'thinking', text: '', signature: null, done: false }
    case 'tool':
      return { kind: 'tool', id: start.id, name: start.name, input: '', progress: { kind: 'arriving' } }
    case 'compaction':
      return { kind: 'compaction', text: '', raw: null, done: false }
    case 'opaque':
      return { kind: 'opaque', raw: start.raw }
    default:
      return start satisfies never
  }
}

function appendText(block: BlockState, text: string): BlockState {
  switch (block.kind) {
    case 'text':
    case 'thinking':
    case 'compaction':
      return { ...block, text: block.text + text }
    case 'tool':
      return { ...block, input: block.input + text }
    case 'opaque':
      return block
    default:
      return block satisfies never
  }
}

function finishBlock(block: BlockState, { signature, raw }: BlockFinished): BlockState {
  switch (block.kind) {
    case 'text':
      return { ...block, done: true }
    case 'thinking':
      return { ...block, done: true, signature: signature ?? null }
    case 'compaction':
      return { ...block, done: true, raw: raw ?? null }
    case 'tool':
      return { ...block, progress: { kind: 'ready' } }
    case 'opaque':
      return block
    default:
      return block satisfies never
  }
}

/** Applies `change` to the newest step if that is the one meant; anything else belongs to a past attempt. */
function inStep(turn: TurnState, number: number, change: (step: StepState) => StepState): TurnState {
  const last = turn.steps.at(-1)
  if (last?.step !== number) return turn
  return { ...turn, steps: turn.steps.with(-1, change(last)) }
}

function inBlock(
  turn: TurnState,
  step: number,
  index: number,
  change: (block: BlockState) => BlockState,
): TurnState {
  return inStep(turn, step, (found) => {
    const block = found.blocks[index]
    return block ? { ...found, blocks: found.blocks.with(index, change(block)) } : found
  })
}

type ToolBlock = Extract<BlockState, { kind: 'tool' }>

function inTool(
  turn: TurnState,
  step: number,
  index: number,
  change: (tool: ToolBlock) => ToolBlock,
): TurnState {
  return inBlock(turn, step, index, (block) => (block.kind === 'tool' ? change(block) : block))
}
