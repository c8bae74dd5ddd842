import type { Edge } from '../memory/memories.ts'
import { parseMemoryCommand } from '../memory/parse-command.ts'
import { DEFAULT_MEMORY, type MemoryId } from '../memory/rights.ts'
import type { Origin } from '../memory/types.ts'
import { declareMemory, memoryProtocol } from './memory-declaration.ts'
import type { AgentTool } from './turn.ts'

/** On whose behalf, in which chat and turn. */
export interface MemoryToolFor {
  readonly chat: string
  readonly turn: string
  readonly speaker: string
  /** The name under which the engine remembers what was seen; the chat's when left out. */
  readonly reader?: string
  /** Words for where a change was made; see the engine's `Caller`. */
  readonly whereabouts?: (of: Origin) => Promise<string>
}

/**
 * The memory tool over the memories that Claude has in the chat: Claude's typed one (`memory_20250818`), or the same commands
 * declared in full. Every commit carries chat, turn and tool call, and the tool call is its exactly-once key: the same call
 * again gets the recorded answer. `settled` is awaited with each new commit before the result goes back, so that the working
 * copy is on disk by then.
 */
export function memoryTool(
  edge: Pick<Edge, 'run'>,
  of: MemoryToolFor,
  settled: (commit: number, memory: MemoryId) => Promise<void> = async () => {},
): AgentTool {
  return {
    name: 'memory',
    declare: declareMemory,
    protocol: memoryProtocol,
    async run(input, call) {
      const parsed = parseMemoryCommand(input)
      if (!parsed.ok) return { text: parsed.message, isError: true, seen: [] }
      const { chat, turn, speaker, reader = readerOf(chat), whereabouts } = of
      const result = await edge.run(parsed.command, {
        actor: { kind: 'claude', onBehalfOf: speaker },
        reader,
        origin: { chat, turn, toolCall: call },
        ...(whereabouts ? { whereabouts } : {}),
        key: `${chat}/${turn}/${call}`,
      })
      if (result.commit !== undefined) await settled(result.commit, result.memory ?? DEFAULT_MEMORY)
      return result
    },
  }
}

/** The name under which the engine remembers what a chat has seen. */
export function readerOf(chat: string): string {
  return `chat:${chat}`
}
