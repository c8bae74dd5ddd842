import type { Conversation, ReplyBlock, ToolChoice } from '../wire.ts'
import { answer, answerAtOnce, answerWithoutMemory } from './answers.ts'
import { remainder } from './continuation.ts'
import type { Command } from './edits.ts'
import { germanAnswer, germanAtOnce, germanStep, INTRODUCTION_GERMAN } from './german-answers.ts'
import { readLibrary } from './library.ts'
import type { Understanding } from './parts.ts'
import { nextSteps } from './planning.ts'
import { readScene, type Scene, SELF, SELF_GERMAN } from './scene.ts'
import { thought } from './thought.ts'
import { ROOT } from './topic.ts'
import { understand } from './understanding.ts'

/** Replies to one message after which the model answers with what it has. The last of them is the answer. */
export const MAX_REPLIES = 8

const INTRODUCTION = `${SELF}: a program that follows rules, not a language model.`

/** What the model does next. */
export interface Played {
  /** What it thinks before it speaks, in a sentence. */
  readonly thought: string
  readonly blocks: readonly ReplyBlock[]
  /** Replies given to the message before this one. */
  readonly rounds: number
}

/** Decides what comes next in a conversation. */
export type Play = (conversation: Conversation & { readonly toolChoice: ToolChoice }, now: Date) => Played

/**
 * The next reply: tool calls while something is still to be seen or done, then words. Decided from the
 * conversation alone, as it is after context editing; the same conversation and date give the same reply.
 */
export function play(conversation: Conversation & { readonly toolChoice: ToolChoice }, now: Date): Played {
  const { toolChoice, tools } = conversation
  const tool = toolChoice.kind === 'none' ? undefined : tools.find(({ name }) => name === 'memory')
  const scene = readScene(conversation, tool !== undefined)
  const mind = understand(scene)
  const { text, commands } = decide(conversation, now, scene, mind)
  const must = toolChoice.kind === 'any' || (toolChoice.kind === 'tool' && toolChoice.name === 'memory')
  const calls = commands.length === 0 && must && scene.memory ? [{ command: 'view', path: ROOT }] : commands
  const introduction = mind.tongue === 'german' ? INTRODUCTION_GERMAN : INTRODUCTION
  const said =
    scene.first && !text.startsWith(SELF) && !text.startsWith(SELF_GERMAN)
      ? `${introduction}${calls.length > 0 ? ' ' : '\n\n'}${text}`
      : text
  const whole = tool?.eager === false ? { whole: true } : {}
  return {
    thought: thought(scene, mind, calls),
    rounds: scene.rounds,
    blocks: [
      { type: 'text', text: said },
      ...(toolChoice.parallel ? calls : calls.slice(0, 1)).map(
        (input): ReplyBlock => ({ type: 'tool_use', name: 'memory', input, ...whole }),
      ),
    ],
  }
}

interface Decision {
  readonly text: string
  readonly commands: readonly Command[]
}

function decide(conversation: Conversation, now: Date, scene: Scene, mind: Understanding): Decision {
  const source = { speaker: scene.speaker, person: mind.person, date: now.toISOString().slice(0, 10) }
  const say = (text: string): Decision => ({
    text: scene.partial === null ? text : remainder(text, scene.partial),
    commands: [],
  })
  const german = mind.tongue === 'german'
  const atOnce = german ? germanAtOnce(mind) : answerAtOnce(mind)
  if (atOnce !== null) return say(atOnce)
  if (!scene.memory) return say(answerWithoutMemory(mind))
  const library = readLibrary(scene)
  const situation = { scene, mind, library, source }
  const next = scene.rounds >= MAX_REPLIES - 1 ? null : nextSteps(situation)
  if (next !== null && next.commands.length > 0)
    return german ? { ...next, text: germanStep(next.commands) } : next
  const stopped = next === null && conversation.messages.length > 0
  return say(german ? germanAnswer(situation, stopped) : answer(situation, stopped))
}
