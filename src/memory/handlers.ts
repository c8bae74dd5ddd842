/** A memory behind the official SDK's memory tool: `betaMemoryTool(memoryHandlers(memory, by))`. Imports nothing of the SDK. */
import type { MemoryCommand } from './command.ts'
import type { Caller, Memory } from './contract.ts'
import { parseMemoryCommand } from './parse-command.ts'

/** One function for each of the six commands, in the form that `betaMemoryTool` of `@anthropic-ai/sdk` takes. */
export type MemoryHandlers = Readonly<Record<MemoryCommand['command'], (command: unknown) => Promise<string>>>

/** What a command was refused with. The SDK's tool runner answers it as an error result, `Error: <message>`. */
export class MemoryRefusal extends Error {
  constructor(text: string) {
    super(text.replace(/^Error: /, ''))
    this.name = 'MemoryRefusal'
  }
}

/**
 * Handlers that run the commands for one caller. Input is parsed strictly. Each resolves with the text for the model, or
 * rejects with `MemoryRefusal`. The SDK does not tell them the id of the tool call, so nothing here is exactly-once:
 * use `memoryRunnable` where a turn may be run again.
 */
export function memoryHandlers(memory: Pick<Memory, 'run'>, by: Omit<Caller, 'key'>): MemoryHandlers {
  const handler = (command: unknown) => runParsed(memory, command, by)
  return {
    view: handler,
    create: handler,
    str_replace: handler,
    insert: handler,
    delete: handler,
    rename: handler,
  }
}

/** What the SDK's tool runner tells a tool about the call that it serves. */
interface RunContext {
  readonly toolUse: { readonly id: string }
}

/** A tool for the SDK's `toolRunner`, memory tool `memory_20250818`. */
export interface MemoryRunnable {
  readonly type: 'memory_20250818'
  readonly name: 'memory'
  parse(content: unknown): unknown
  run(input: unknown, context?: RunContext): Promise<string>
}

/**
 * The memory tool whole, for `toolRunner({ tools: [memoryRunnable(memory, by)] })`. The id of each tool call is its
 * exactly-once key, below `by.key` when that is given: the same call again answers what was recorded and changes nothing.
 */
export function memoryRunnable(memory: Pick<Memory, 'run'>, by: Caller): MemoryRunnable {
  return {
    type: 'memory_20250818',
    name: 'memory',
    parse: (content) => content,
    run(input, context) {
      const call = context?.toolUse.id
      const key = call === undefined ? undefined : by.key === undefined ? call : `${by.key}/${call}`
      return runParsed(memory, input, { ...by, key })
    },
  }
}

async function runParsed(memory: Pick<Memory, 'run'>, input: unknown, by: Caller): Promise<string> {
  const parsed = parseMemoryCommand(input)
  if (!parsed.ok) throw new MemoryRefusal(parsed.message)
  const result = await memory.run(parsed.command, by)
  if (result.isError) throw new MemoryRefusal(result.text)
  return result.text
}
