import { BINDING_CONTROLS } from './betas.ts'
import { invalid } from './errors.ts'
import { thinks } from './models.ts'
import { print } from './prints.ts'
import { type Bond, readSeal } from './seal.ts'
import type { Dropped, Message, MessagesRequest, ThinkingBlock } from './wire.ts'

export interface Bound {
  /** The messages without the thinking that was dropped. */
  readonly messages: readonly Message[]
  readonly dropped: readonly Dropped[]
  /** What thinking of the reply will be bound to. */
  readonly bond: Bond
}

/**
 * Checks each thinking block against the conversation before it, as `messages` came, before anything was cleared: what
 * the server clears breaks nothing. A block is good while system, tools and all that was said before are unchanged, and while
 * the thinking before it was left out from the beginning or not at all. Throws `Refused` (400) or drops, as the request wants.
 */
export function checkThinking(request: MessagesRequest): Bound {
  const { model, account } = request
  let prefix = print(
    print(...request.tools.map((tool) => tool.print)),
    print(...request.system.map((part) => part.print)),
  )
  let before = ''
  const dropped: Dropped[] = []
  const messages = request.messages.map((message, index) => {
    const kept = message.content.filter((block, at) => {
      if (block.type !== 'thinking') {
        prefix = print(prefix, message.role, block.print)
        return true
      }
      const path = `messages.${index}.content.${at}`
      const reason = fault(request, block, { model: model.id, account, prefix, before }, path)
      if (reason === null) {
        before = print(block.signature)
        return true
      }
      if (reason === 'prefix_binding_mismatch' && !request.dropsMismatched) refuse(request, path)
      dropped.push({ type: 'thinking_dropped', path, reason })
      return false
    })
    return kept.length === message.content.length ? message : { ...message, content: kept }
  })
  return { messages, dropped, bond: { model: model.id, account, prefix, before } }
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
