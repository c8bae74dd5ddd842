/** Claude's memory tool over one memory: the typed tool of the Messages API, answered by the engine. */
import type { Memory } from '../memory/contract.ts'
import { parseMemoryCommand } from '../memory/parse-command.ts'
import type { AgentTool } from './turn.ts'

/** On whose behalf Claude acts, and where. */
export interface MemoryToolUse {
  readonly speaker: string
  readonly chat: string
  readonly turn: string
}

/**
 * Declares `memory_20250818`: no schema and no description, the API adds both and the memory protocol itself.
 * Each call runs at most once for its chat, turn and `tool_use` id; input that is no command is answered in words.
 * Rejects only when the storage is broken.
 */
export function memoryTool(memory: Memory, { speaker, chat, turn }: MemoryToolUse): AgentTool {
  return {
    name: 'memory',
    wire: { type: 'memory_20250818', name: 'memory' },
    async run(input, toolCall) {
      const parsed = parseMemoryCommand(input)
      if (!parsed.ok) return { text: parsed.message, isError: true, seen: [] }
      return await memory.run(parsed.command, {
        actor: { kind: 'claude', onBehalfOf: speaker },
        reader: `chat:${chat}`,
        origin: { chat, turn, toolCall },
        key: `${chat}/${turn}/${toolCall}`,
      })
    },
  }
}
