import type { Conversation, Message } from '../wire.ts'
import { isContinuation } from './continuation.ts'

/**
 * What lies before the model when it is asked to go on: the message it answers, what it has done about it so far,
 * and a little of what was before. Everything comes from the request; nothing is remembered.
 */
export interface Scene {
  readonly speaker: string | null
  readonly text: string
  /** The model has not yet said in this conversation what it is. */
  readonly first: boolean
  /** A memory tool is offered and may be used. */
  readonly memory: boolean
  /** Replies given to this message so far. */
  readonly rounds: number
  readonly calls: readonly Call[]
  /** Paths used in earlier turns, newest first. */
  readonly touched: readonly string[]
  /** Paths written in earlier turns, newest first. */
  readonly wrote: readonly string[]
  /** What people wrote before, newest first. */
  readonly earlier: readonly string[]
  /** The model's last words before this message. */
  readonly lastAnswer: string
  /** The answer that was cut off, when the message asks to go on with it. */
  readonly partial: string | null
}

/** One use of the memory tool in the present turn. `input` is null when context editing took it away. */
export interface Call {
  readonly round: number
  readonly input: Readonly<Record<string, unknown>> | null
  readonly result: { readonly text: string; readonly isError: boolean; readonly cleared: boolean } | null
}

/** How the model says what it is; looked for so that it is said once in a conversation. */
export const SELF = 'I am the rehearsal model'
/** The same in German. */
export const SELF_GERMAN = 'Ich bin das Probemodell'

/** Longest message that the rules read, and how far back they look. Keeps long chats quick. */
const MAX_TEXT = 20_000
const MAX_BACK = 400
const MAX_EARLIER = 12

export function readScene(conversation: Conversation, memory: boolean): Scene {
  const { messages } = conversation
  const at = messages.findLastIndex(isSpoken)
  const spoken = speech(messages[at])
  const resumed = isContinuation(spoken.text) ? previousTask(messages, at) : null
  const start = resumed?.at ?? at
  const task = resumed === null ? spoken : resumed.speech
  const since = messages.slice(start + 1)
  return {
    speaker: task.speaker ?? spoken.speaker,
    text: task.text,
    first: !messages.some(introducesItself),
    memory,
    rounds: since.filter((message) => message.role === 'assistant').length,
    calls: callsOf(since),
    ...before(messages, start),
    partial: resumed === null ? null : lastText(messages.slice(start, at)),
  }
}

function introducesItself(message: Message): boolean {
  return (
    message.role === 'assistant' &&
    message.content.some(
      (block) => block.type === 'text' && (block.text.includes(SELF) || block.text.includes(SELF_GERMAN)),
    )
  )
}

/** What somebody wrote in one message. */
export interface Speech {
  readonly speaker: string | null
  readonly text: string
}

/** The message that a request to go on refers to: the nearest earlier one that says something of its own. */
function previousTask(messages: readonly Message[], at: number): { at: number; speech: Speech } | null {
  for (let index = at - 1; index >= Math.max(0, at - MAX_BACK); index--) {
    const message = messages[index]
    if (message === undefined || !isSpoken(message)) continue
    const said = speech(message)
    if (!isContinuation(said.text)) return { at: index, speech: said }
  }
  return null
}

function isSpoken(message: Message): boolean {
  return (
    message.role === 'user' &&
    message.content.some((block) => block.type === 'text' && speakerOf(block.text) === null)
  )
}

/** The label that the server puts before a message: a text block of its own, or the first line. */
function speakerOf(text: string): string | null {
  return /^\s*<speaker>([^<>]{1,120})<\/speaker>\s*$/.exec(text)?.[1]?.trim() ?? null
}

function speech(message: Message | undefined): Speech {
  let speaker: string | null = null
  const texts: string[] = []
  for (const block of message?.content ?? []) {
    if (block.type !== 'text') continue
    const label = speakerOf(block.text)
    if (label !== null) speaker = label
    else texts.push(block.text)
  }
  const text = texts.join('\n').slice(0, MAX_TEXT)
  const [line = '', ...rest] = text.split('\n')
  const inline = speakerOf(line)
  return inline === null ? { speaker, text } : { speaker: speaker ?? inline, text: rest.join('\n') }
}

/** All that people wrote, oldest first, without what only asks to go on. */
export function readSpeeches(messages: readonly Message[]): readonly Speech[] {
  return messages
    .filter(isSpoken)
    .map(speech)
    .filter(({ text }) => !isContinuation(text))
}

function callsOf(messages: readonly Message[]): readonly Call[] {
  const results = new Map(
    messages.flatMap((message) =>
      message.content.flatMap((block) =>
        block.type === 'tool_result' ? [[block.toolUse, block] as const] : [],
      ),
    ),
  )
  let round = 0
  return messages.flatMap((message) => {
    if (message.role !== 'assistant') return []
    round += 1
    return message.content.flatMap((block): Call[] => {
      if (block.type !== 'tool_use' || block.name !== 'memory') return []
      const result = results.get(block.id)
      return [
        {
          round,
          input: block.cleared === true ? null : block.input,
          result:
            result === undefined
              ? null
              : { text: result.text, isError: result.isError, cleared: result.cleared === true },
        },
      ]
    })
  })
}

function before(
  messages: readonly Message[],
  start: number,
): Pick<Scene, 'touched' | 'wrote' | 'earlier' | 'lastAnswer'> {
  const touched = new Set<string>()
  const wrote = new Set<string>()
  const earlier: string[] = []
  const old = messages.slice(Math.max(0, start - MAX_BACK), start)
  for (const message of old.toReversed()) {
    if (isSpoken(message) && earlier.length < MAX_EARLIER) earlier.push(speech(message).text.slice(0, 2_000))
    for (const block of message.content.toReversed()) {
      if (block.type !== 'tool_use') continue
      for (const path of [block.input.path, block.input.new_path]) {
        if (typeof path !== 'string' || !path.endsWith('.md')) continue
        touched.add(path)
        if (block.input.command !== 'view') wrote.add(path)
      }
    }
  }
  return {
    touched: [...touched].slice(0, 12),
    wrote: [...wrote].slice(0, 12),
    earlier,
    lastAnswer: lastText(old),
  }
}

/** The last words that the model said; empty when it said none. */
export function lastText(messages: readonly Message[]): string {
  const said = messages.findLast(
    (message) => message.role === 'assistant' && message.content.some((block) => block.type === 'text'),
  )
  const texts = said?.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])) ?? []
  return texts.at(-1) ?? ''
}
