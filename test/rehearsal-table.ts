import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Anthropic from '@anthropic-ai/sdk'
import { betaMemoryTool } from '@anthropic-ai/sdk/helpers/beta/memory'
import { BetaLocalFilesystemMemoryTool } from '@anthropic-ai/sdk/tools/memory/node'
import { createRehearsal, type FaultPlan, type ModelFacts } from '../src/rehearsal/rehearsal.ts'

type Beta = Anthropic.Beta.BetaMessageParam

/** The official client, with the rehearsal model in the place of the network. */
export function rehearsalClient(
  options: { faults?: FaultPlan; pace?: number; now?: () => Date; models?: readonly ModelFacts[] } = {},
): Anthropic {
  const handler = createRehearsal({
    pace: () => options.pace ?? 0,
    now: options.now ?? (() => new Date('2026-11-23T10:00:00Z')),
    faults: options.faults,
    models: options.models,
  })
  return new Anthropic({
    apiKey: 'rehearsal',
    baseURL: 'http://rehearsal.internal',
    maxRetries: 0,
    fetch: (url, init) => handler(new Request(url, init)),
  })
}

export interface Exchange {
  /** Everything the model said in answer to one message, joined. */
  readonly text: string
  readonly last: string
  readonly replies: number
  readonly calls: readonly Readonly<Record<string, unknown>>[]
  readonly cleared: number
}

/** A workspace for tests: chats by name over the SDK's own file memory in a temporary folder. */
export interface Table {
  say(who: string, text: string, more?: object): Promise<Exchange>
  file(name: string): Promise<string>
  files(): Promise<readonly string[]>
  readonly folder: string
}

export async function openTable(): Promise<Table> {
  const base = await mkdtemp(join(tmpdir(), 'rehearsal-'))
  const memory = oneAfterTheOther(await BetaLocalFilesystemMemoryTool.init(base))
  const client = rehearsalClient()
  const chats = new Map<string, Beta[]>()
  const folder = join(base, 'memories')
  return {
    folder,
    async say(who, text, more = {}) {
      const before = chats.get(who) ?? []
      const content: Anthropic.Beta.BetaContentBlockParam[] = [
        { type: 'text', text: `<speaker>${who}</speaker>` },
        { type: 'text', text },
      ]
      const runner = client.beta.messages.toolRunner({
        model: 'rehearsal-1',
        max_tokens: 16_000,
        messages: [...before, { role: 'user', content }],
        tools: [betaMemoryTool(memory)],
        max_iterations: 12,
        ...more,
      })
      const replies: Anthropic.Beta.BetaMessage[] = []
      for await (const message of runner) replies.push(message as Anthropic.Beta.BetaMessage)
      chats.set(who, [...runner.params.messages])
      return exchange(replies)
    },
    file: (name) => readFile(join(folder, name), 'utf8'),
    async files() {
      return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.md')).sort()
    },
  }
}

/** What the seed's Alice says of her customer, or nearly. */
export const ALICE =
  "I'm Alice from TechCorp. We're working with ACME Corp on a cloud migration project. Budget is $500K, timeline is 9 months, they need to migrate 50 applications. They must be SOC 2 compliant."

/** A table at which she has said it. */
export async function afterAlice(): Promise<Table> {
  const table = await openTable()
  await table.say('Alice', ALICE)
  return table
}

/** The text of all documents. */
export async function allText(table: Table): Promise<string> {
  const files = await table.files()
  return (await Promise.all(files.map((file) => table.file(file)))).join('\n')
}

function exchange(replies: readonly Anthropic.Beta.BetaMessage[]): Exchange {
  const texts = replies.flatMap((reply) =>
    reply.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])),
  )
  return {
    text: texts.join('\n'),
    last: texts.at(-1) ?? '',
    replies: replies.length,
    calls: replies.flatMap((reply) =>
      reply.content.flatMap((block) =>
        block.type === 'tool_use' ? [block.input as Record<string, unknown>] : [],
      ),
    ),
    cleared: replies.reduce((sum, reply) => sum + (reply.context_management?.applied_edits.length ?? 0), 0),
  }
}

type Handlers = Parameters<typeof betaMemoryTool>[0]

/** The SDK runs the calls of one reply at once, and its file tool loses edits that way; an engine has an order. */
function oneAfterTheOther(memory: BetaLocalFilesystemMemoryTool): Handlers {
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = <Command, Result>(run: (command: Command) => Promise<Result>) => {
    return (command: Command): Promise<Result> => {
      const result = queue.then(() => run(command))
      queue = result.catch(() => undefined)
      return result
    }
  }
  return {
    view: inTurn((command: Parameters<typeof memory.view>[0]) => memory.view(command)),
    create: inTurn((command: Parameters<typeof memory.create>[0]) => memory.create(command)),
    str_replace: inTurn((command: Parameters<typeof memory.str_replace>[0]) => memory.str_replace(command)),
    insert: inTurn((command: Parameters<typeof memory.insert>[0]) => memory.insert(command)),
    delete: inTurn((command: Parameters<typeof memory.delete>[0]) => memory.delete(command)),
    rename: inTurn((command: Parameters<typeof memory.rename>[0]) => memory.rename(command)),
  }
}

/** Says everything under one name, one after the other, and gives the last answer. */
export function talkAs(speaker: string) {
  return async (table: Table, ...texts: readonly string[]): Promise<string> => {
    let last = ''
    for (const text of texts) last = (await table.say(speaker, text)).last
    return last
  }
}
