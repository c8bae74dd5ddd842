import type { Conversation, ReplyBlock, ToolChoice } from '../wire.ts'
import { answer, answerAtOnce, answerWithoutMemory } from './answers.ts'
import { remainder } from './continuation.ts'
import type { Command } from './edits.ts'
import { readLibrary } from './library.ts'
import { nextSteps } from './planning.ts'
import { readScene, SELF } from './scene.ts'
import { ROOT } from './topic.ts'
import { understand } from './understanding.ts'

/** Replies to one message after which the model answers with what it has. The last of them is the answer. */
export const MAX_REPLIES = 8

const INTRODUCTION = `${SELF}: a program that follows rules, not a language model.`

/**
 * The next reply: tool calls while something is still to be seen or done, then words. Decided from the
 * conversation alone, as it is after context editing; the same conversation and date give the same reply.
 */
export function play(
  conversation: Conversation & { readonly toolChoice: ToolChoice },
  now: Date,
): readonly ReplyBlock[] {
  const { toolChoice, tools } = conversation
  const memory = toolChoice.kind !== 'none' && tools.some((tool) => tool.name === 'memory')
  const scene = readScene(conversation, memory)
  const { text, commands } = decide(conversation, now, scene)
  const must = toolChoice.kind === 'any' || (toolChoice.kind === 'tool' && toolChoice.name === 'memory')
  const calls = commands.length === 0 && must && memory ? [{ command: 'view', path: ROOT }] : commands
  const said =
    scene.first && !text.startsWith(SELF) ? `${INTRODUCTION}${calls.length > 0 ? ' ' : '\n\n'}${text}` : text
  return [
    { type: 'text', text: said },
    ...(toolChoice.parallel ? calls : calls.slice(0, 1)).map(
      (input): ReplyBlock => ({ type: 'tool_use', name: 'memory', input }),
    ),
  ]
}

interface Decision {
  readonly text: string
  readonly commands: readonly Command[]
}

function decide(conversation: Conversation, now: Date, scene: ReturnType<typeof readScene>): Decision {
  const mind = understand(scene)
  const source = { speaker: scene.speaker, person: mind.person, date: now.toISOString().slice(0, 10) }
  const say = (text: string): Decision => ({
    text: scene.partial === null ? text : remainder(text, scene.partial),
    commands: [],
  })
  const atOnce = answerAtOnce(mind)
  if (atOnce !== null) return say(atOnce)
  if (!scene.memory) return say(answerWithoutMemory(mind))
  const library = readLibrary(scene)
  const situation = { scene, mind, library, source }
  const next = scene.rounds >= MAX_REPLIES - 1 ? null : nextSteps(situation)
  if (next !== null && next.commands.length > 0) return next
  return say(answer(situation, next === null && conversation.messages.length > 0))
}
