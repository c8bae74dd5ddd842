import { parametersPrint } from './cache.ts'
import { print } from './prints.ts'
import type { MessagesRequest } from './wire.ts'

/** Why a prompt could not be read from the cache as far as the one before it, in the API's words. */
export interface CacheMissReason {
  readonly type:
    | 'model_changed'
    | 'system_changed'
    | 'tools_changed'
    | 'messages_changed'
    | 'previous_message_not_found'
    | 'unavailable'
  readonly cache_missed_input_tokens?: number
}

export type Diagnosis = { readonly cache_miss_reason: CacheMissReason } | null

/** What is remembered of a prompt to compare the next one with. */
interface Fingerprint {
  readonly model: string
  readonly tools: string
  readonly system: string
  readonly parameters: string
  /** For each number of blocks, the print of the messages up to there; only the last one is kept of an older prompt. */
  readonly blocks: number
  readonly end: string
  /** Tokens that could be read from the cache afterwards. */
  readonly kept: number
}

/** Requests that asked for a diagnosis, by account and message id; bounded, the oldest go first. */
export interface Fingerprints {
  /** Null when the prompt goes on where the one before ended, or is the first of its chat. `read`: tokens read from the cache. */
  compare(request: MessagesRequest, read: number): Diagnosis
  remember(request: MessagesRequest, message: string, kept: number): void
}

const MOST = 2_000

export function openFingerprints(): Fingerprints {
  const known = new Map<string, Fingerprint>()
  return {
    compare(request, read) {
      const previous = request.diagnostics?.previous ?? null
      if (previous === null) return null
      const before = known.get(`${request.account} ${previous}`)
      if (before === undefined) return { cache_miss_reason: { type: 'previous_message_not_found' } }
      const type = difference(before, request)
      if (type === null) return null
      if (type === 'unavailable') return { cache_miss_reason: { type } }
      return {
        cache_miss_reason: { type, cache_missed_input_tokens: Math.max(0, before.kept - read) },
      }
    },
    remember(request, message, kept) {
      if (request.diagnostics === undefined) return
      const key = `${request.account} ${message}`
      known.delete(key)
      known.set(key, { ...fingerprint(request), kept })
      for (const [oldest] of known) {
        if (known.size <= MOST) break
        known.delete(oldest)
      }
    },
  }
}

function difference(before: Fingerprint, request: MessagesRequest): CacheMissReason['type'] | null {
  const now = fingerprint(request)
  if (before.model !== now.model) return 'model_changed'
  if (before.tools !== now.tools) return 'tools_changed'
  if (before.system !== now.system) return 'system_changed'
  if (messagesPrint(request, before.blocks) !== before.end) return 'messages_changed'
  return before.parameters === now.parameters ? null : 'unavailable'
}

function fingerprint(request: MessagesRequest): Omit<Fingerprint, 'kept'> {
  const blocks = request.messages.reduce((sum, { content }) => sum + content.length, 0)
  return {
    model: request.model.id,
    tools: print(...request.tools.map((tool) => tool.print)),
    system: print(...request.system.map((part) => part.print)),
    parameters: parametersPrint(request),
    blocks,
    end: messagesPrint(request, blocks),
  }
}

/** Names the first `count` blocks of the messages. */
function messagesPrint({ messages }: MessagesRequest, count: number): string {
  const prints = messages.flatMap(({ role, content }) =>
    content.map((block) => print(role, block.print, 'cleared' in block && block.cleared ? 'cleared' : '')),
  )
  return print(...prints.slice(0, count))
}
