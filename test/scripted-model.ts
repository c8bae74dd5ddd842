/** A model that does what the message tells it, call by call, so that a test decides what Claude reads and writes. */
import { call, replyEvents } from '../src/agent/turn-for-tests.ts'
import type { Connection, ModelRequest, WireEvent, WireMessage } from '../src/claude/contract.ts'

/** One command of the memory tool. */
export type Command = { readonly command: string; readonly [field: string]: unknown }

/** A message that has the model call the memory tool so, one call after the other. */
export function doing(...commands: readonly Command[]): string {
  return `do ${JSON.stringify(commands)}`
}

/** Ids of calls are told apart by the message that asked for them. */
let replies = 0

export const scripted: Pick<Connection, 'stream'> = {
  async *stream(request) {
    const { commands, done } = scriptIn(request)
    const next = commands[done]
    const id = `toolu_${++replies}`
    const content = next ? call(id, JSON.stringify(next)) : ({ type: 'text', text: 'Done.' } as const)
    yield* replyEvents([content], next ? 'tool_use' : 'end_turn') as readonly WireEvent[]
  },
}

function scriptIn({ messages }: ModelRequest) {
  const at = messages.findLastIndex((message) => message.role === 'user' && saidIn(message) !== '')
  const said = at < 0 ? '' : saidIn(messages[at])
  const commands: readonly Command[] = said.startsWith('do ') ? JSON.parse(said.slice(3)) : []
  return { commands, done: messages.slice(at).filter(({ role }) => role === 'assistant').length }
}

/** What a person said in a message, without the label of who did. */
function saidIn(message: WireMessage | undefined): string {
  return message?.content.flatMap((block) => (block.type === 'text' ? block.text : [])).at(-1) ?? ''
}

/** Everything that persons said in a request, oldest first. */
export function saidTo({ messages }: ModelRequest): readonly string[] {
  return messages.flatMap((message) => {
    const said = message.role === 'user' ? saidIn(message) : ''
    return said === '' ? [] : [said]
  })
}
