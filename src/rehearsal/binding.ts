import { BINDING_CONTROLS } from './betas.ts'
import { invalid } from './errors.ts'
import { thinks } from './models.ts'
import { print } from './prints.ts'
import { type Bond, readSeal, readSummarySeal } from './seal.ts'
import type { Block, Dropped, Message, MessagesRequest, ThinkingBlock } from './wire.ts'

export interface Bound {
  /** What the model reads: from the last summary on, without the thinking that was dropped. */
  readonly messages: readonly Message[]
  readonly dropped: readonly Dropped[]
  /** Names the system prompt and the tools. */
  readonly base: string
  /** What thinking of the reply will be bound to. */
  readonly bond: Bond
}

/**
 * Checks each thinking block against the conversation before it, as `messages` came, before anything was cleared: what
 * the server clears breaks nothing. A block is good while system, tools and all that was said before are unchanged, and while
 * the thinking before it was left out from the beginning or not at all. Throws `Refused` (400) or drops, as the request wants.
 * Everything before the last summary is left out, as nobody reads it.
 */
export function checkThinking(request: MessagesRequest): Bound {
  const { model, account } = request
  const base = print(
    print(...request.tools.map((tool) => tool.print)),
    print(...request.system.map((part) => part.print)),
  )
  const start = lastSummary(request.messages)
  let at = { prefix: base, before: '' }
  const dropped: Dropped[] = []
  const isKept = (role: Message['role'], block: Block, path: string) => {
    // A summary that failed says nothing.
    if (block.type === 'compaction' && block.summary === null) return false
    if (block.type !== 'thinking') {
      at = afterBlock(base, at, role, block)
      return true
    }
    const reason = fault(request, block, { model: model.id, account, ...at }, path)
    if (reason === null) {
      at = { ...at, before: print(block.signature) }
      return true
    }
    if (reason === 'prefix_binding_mismatch' && !request.dropsMismatched) refuse(request, path)
    dropped.push({ type: 'thinking_dropped', path, reason })
    return false
  }
  const messages = request.messages.slice(start.message).map(({ role, content }, index): Message => {
    const from = index === 0 ? start.block : 0
    const path = (block: number) => `messages.${start.message + index}.content.${from + block}`
    return { role, content: content.slice(from).filter((block, n) => isKept(role, block, path(n))) }
  })
  return { messages, dropped, base, bond: { model: model.id, account, ...at } }
}

/** Where the last summary stands; the beginning when there is none. */
function lastSummary(messages: readonly Message[]): { readonly message: number; readonly block: number } {
  const isSummary = (block: Block) => block.type === 'compaction' && block.summary !== null
  const message = messages.findLastIndex(({ content }) => content.some(isSummary))
  if (message < 0) return { message: 0, block: 0 }
  return { message, block: messages[message]?.content.findLastIndex(isSummary) ?? 0 }
}

type Place = Pick<Bond, 'prefix' | 'before'>

/** A summary that was made on demand stands for what it summarised; after one made at a threshold all begins anew. */
export function afterBlock(base: string, at: Place, role: Message['role'], block: Block): Place {
  if (block.type !== 'compaction') return { ...at, prefix: print(at.prefix, role, block.print) }
  const seal = readSummarySeal(block.seal)
  return block.signed && seal?.base === base
    ? { prefix: seal.prefix, before: seal.before }
    : { prefix: print(base, block.print), before: '' }
}

function fault(
  request: MessagesRequest,
  block: ThinkingBlock,
  here: Bond,
  path: string,
): Dropped['reason'] | null {
  // A model without thinking reads none; nothing of it is looked at.
  if (!thinks(request.model)) return 'model_binding_mismatch'
  const seal = readSeal(block.signature)
  if (seal === null || (block.text !== '' && print(block.text) !== seal.thought)) {
    invalid(`${path}: Invalid \`signature\` in \`thinking\` block`)
  }
  if (seal.account !== here.account) return 'organization_binding_mismatch'
  if (seal.model !== here.model) return 'model_binding_mismatch'
  if (!request.model.bindsThinking) return null
  const follows = here.before === '' || seal.before === here.before
  return seal.prefix === here.prefix && follows ? null : 'prefix_binding_mismatch'
}

function refuse(request: MessagesRequest, path: string): never {
  const header = request.betas.has(BINDING_CONTROLS)
    ? ''
    : ` That setting requires the \`${BINDING_CONTROLS}\` value in the \`anthropic-beta\` header.`
  invalid(
    `${path}: Invalid \`signature\` in \`thinking\` block. The block is bound to a different conversation. Remove the block, or set \`thinking.block_binding.prefix_mismatch_behavior\` to "drop_block".${header}`,
  )
}
