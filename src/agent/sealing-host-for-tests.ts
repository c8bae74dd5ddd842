/**
 * A host whose models bind thinking to the exact conversation before it (claude-api.md 2d), behind the official SDK. It refuses
 * what such a host would refuse, and notes it. Its replies are told to it beforehand.
 */
import type { WireBlock, WireMessage } from '../claude/contract.ts'
import { connectRehearsal } from '../claude/rehearsal.ts'
import { apiError, sse } from '../claude/server-for-tests.ts'
import type { Capabilities } from './capabilities.ts'
import { isThinking } from './seal.ts'
import type { Answerer } from './turn.ts'
import { type Content, replyEvents } from './turn-for-tests.ts'

/** What a request to it held. */
export interface Sent {
  readonly model: string
  readonly system: unknown
  readonly tools: unknown
  readonly messages: readonly WireMessage[]
}

interface Sealed {
  /** Model, system prompt and tools. */
  readonly asked: string
  /** What was said before it, thinking aside. */
  readonly before: string
  /** The thinking before it, by signature. */
  readonly thinking: readonly string[]
}

/** Everything that was ever thought, by signature. */
export type Seals = Map<string, Sealed>

/**
 * What is wrong with the thinking in a request; empty: nothing. A block stays valid while all it was made after is unchanged;
 * thinking may be missing from the beginning, but not from the middle.
 */
export function brokenSeals(sent: Sent, seals: Seals): readonly string[] {
  const { wrong } = walk(sent, (signature, here) => {
    const seal = seals.get(signature)
    if (!seal) return `${signature} is not of this host`
    if (seal.asked !== here.asked) return `${signature} was made with another model, prompt or tools`
    if (seal.before !== here.before) return `${signature} is bound to a different conversation`
    const start = seal.thinking.length - here.thinking.length
    const same = start >= 0 && here.thinking.every((each, i) => each === seal.thinking[start + i])
    return same ? null : `before ${signature}, thinking is missing in the middle or was put back`
  })
  return wrong
}

/** Notes what the thinking in a reply is bound to. */
export function sealReply(sent: Sent, reply: readonly WireBlock[], seals: Seals): void {
  walk(
    { ...sent, messages: [...sent.messages, { role: 'assistant', content: reply }] },
    (signature, here) => {
      if (!seals.has(signature)) seals.set(signature, here)
      return null
    },
  )
}

function walk(sent: Sent, look: (signature: string, here: Sealed) => string | null) {
  const asked = plain([sent.model, sent.system, sent.tools])
  const said: string[] = []
  const thinking: string[] = []
  const wrong: string[] = []
  for (const { role, content } of sent.messages) {
    for (const block of content) {
      if (!isThinking(block)) {
        said.push(plain([role, block]))
        continue
      }
      const signature = block.type === 'thinking' ? block.signature : plain(block)
      const problem = look(signature, { asked, before: said.join('\n'), thinking: [...thinking] })
      if (problem !== null) wrong.push(problem)
      thinking.push(signature)
    }
  }
  return { wrong }
}

/** Marks for the cache mean nothing. */
function plain(value: unknown): string {
  return JSON.stringify(value, (key, inner) => (key === 'cache_control' ? undefined : inner))
}

export interface SealingHost {
  readonly seals: Seals
  readonly sent: Sent[]
  /** What was refused. */
  readonly refused: string[]
  /** The content and stop reason of replies to come. */
  readonly replies: { readonly content: readonly Content[]; readonly stop: string }[]
  at(model: string, capabilities: Capabilities): Answerer
}

export function createSealingHost(host: string): SealingHost {
  const seals: Seals = new Map()
  const sent: Sent[] = []
  const refused: string[] = []
  const replies: SealingHost['replies'] = []
  const handler = async (request: Request): Promise<Response> => {
    const asked = (await request.json()) as Sent & { thinking?: { block_binding?: unknown } }
    sent.push(asked)
    const wrong = brokenSeals(asked, seals)
    if (wrong.length > 0) {
      refused.push(...wrong)
      const words = 'Invalid signature in thinking block. The block is bound to a different conversation'
      return Response.json(apiError('invalid_request_error', words), { status: 400 })
    }
    const reply = replies.shift() ?? { content: [{ type: 'text', text: 'Yes.' }], stop: 'end_turn' }
    const blocks = reply.content.map((block) => {
      if (block.type !== 'tool_use') return block
      const { raw, ...call } = block
      return { ...call, input: JSON.parse(raw) }
    })
    sealReply(asked, blocks as readonly WireBlock[], seals)
    const headers = { 'content-type': 'text/event-stream' }
    return new Response(sse(replyEvents(reply.content, reply.stop)), { headers })
  }
  const connection = connectRehearsal(handler)
  return {
    seals,
    sent,
    refused,
    replies,
    at: (model, capabilities) => ({
      connection: { ...connection, host, capabilities: () => capabilities },
      model,
    }),
  }
}
