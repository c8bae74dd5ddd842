import type { StreamEvent } from './reply-events.ts'

type Fields = Record<string, unknown>

/**
 * The body of a reply without streaming, put together from the events of the same reply with streaming,
 * so that both always say the same. A tool input that does not parse becomes `{}`.
 */
export function messageBody(events: Iterable<StreamEvent>): Fields {
  let message: Fields = {}
  const content: Fields[] = []
  const json: string[] = []
  for (const event of events) {
    switch (event.type) {
      case 'message_start':
        message = { ...event.message }
        break
      case 'content_block_start':
        content[event.index] = { ...event.content_block }
        json[event.index] = ''
        break
      case 'content_block_delta':
        addDelta(content, json, event)
        break
      case 'message_delta':
        message = {
          ...message,
          ...event.delta,
          usage: { ...(message.usage as Fields), ...event.usage },
          ...(event.context_management === undefined ? {} : { context_management: event.context_management }),
        }
        break
      case 'content_block_stop':
      case 'message_stop':
      case 'ping':
      case 'error':
        break
      default:
        event satisfies never
    }
  }
  return { ...message, content: content.map((block, index) => finished(block, json[index] ?? '')) }
}

function addDelta(
  content: Fields[],
  json: string[],
  event: Extract<StreamEvent, { type: 'content_block_delta' }>,
): void {
  const block = content[event.index]
  if (block === undefined) return
  const { delta } = event
  switch (delta.type) {
    case 'text_delta':
      block.text = `${String(block.text)}${delta.text}`
      return
    case 'input_json_delta':
      json[event.index] += delta.partial_json
      return
    case 'thinking_delta':
      block.thinking = `${String(block.thinking)}${delta.thinking}`
      return
    case 'signature_delta':
      block.signature = delta.signature
      return
    case 'compaction_delta':
      block.content = delta.content
      block.encrypted_content = delta.encrypted_content
      return
    default:
      delta satisfies never
  }
}

function finished(block: Fields, json: string): Fields {
  if (block.type !== 'tool_use') return block
  try {
    return { ...block, input: JSON.parse(json === '' ? '{}' : json) as unknown }
  } catch {
    return { ...block, input: {} }
  }
}
