/** How a prompt grows while one long document is read again and again, with and without clearing; the table of docs/guide/context-clearing.md. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { readPrompts } from '../src/server/prompts.ts'
import type { TurnState } from '../src/workspace/events.ts'
import { ask, newestTurn } from '../test/e2e/walk.ts'
import { startServer, type TestServer } from '../test/server.ts'
import { print } from './measure.ts'

/** Milliseconds between looks at whether a turn is over. */
const LOOK = 50

const DEMO = {
  enabled: true,
  trigger: { kind: 'input_tokens', value: 2000 },
  keep: 0,
  clearAtLeast: 500,
  excludeTools: [],
  clearToolInputs: false,
  keepThinking: null,
} as const

const SETTINGS = [
  { name: 'nothing cleared', contextEditing: { ...DEMO, enabled: false } },
  { name: 'for a demo', contextEditing: DEMO },
  { name: 'inputs too', contextEditing: { ...DEMO, clearToolInputs: true } },
  { name: 'newest 3 kept', contextEditing: { ...DEMO, keep: 3 } },
] as const

export async function run(): Promise<void> {
  const { prompts } = readPrompts(join(import.meta.dirname, '../prompts'))
  const spoken = prompts.filter((prompt) => prompt.group === 'context-editing' && prompt.for === 'Alice')
  const columns: (readonly string[])[] = []
  for (const { contextEditing } of SETTINGS) columns.push(await grown(contextEditing, spoken))
  print({
    title: 'A prompt as it grows, with and without clearing',
    method:
      'The prompts of prompts/context-editing in one chat with the rehearsal model: tokens of the last request of each turn, in brackets what was left out of it, and what was written into the cache.',
    columns: ['turn', ...SETTINGS.map(({ name }) => name)],
    rows: spoken.map(({ title }, turn) => [title, ...columns.map((column) => column[turn] ?? '')]),
  })
}

async function grown(
  contextEditing: object,
  spoken: readonly { readonly text: string }[],
): Promise<string[]> {
  const server = await startServer({ args: ['--pace', '0'] })
  try {
    await ask(server, 'PATCH', '/api/settings', { contextEditing })
    const { chat } = await ask(server, 'POST', '/api/chats', { name: 'Alice', speaker: 'Alice' })
    const cells: string[] = []
    for (const { text } of spoken) {
      const path = `/api/chats/${chat}/turns`
      await ask(server, 'POST', path, { id: randomUUID(), text, speaker: 'Alice' })
      const { steps } = await over(server, String(chat))
      const last = steps.at(-1)?.finished
      const { input = 0, cacheRead = 0, cacheWrite = 0 } = last?.usage ?? {}
      const cleared = (last?.clearings ?? []).reduce((sum, { tokens }) => sum + tokens, 0)
      const written = steps.reduce((sum, step) => sum + (step.finished?.usage.cacheWrite ?? 0), 0)
      const number = (value: number) => value.toLocaleString('en')
      cells.push(
        `${number(input + cacheRead + cacheWrite)}${cleared > 0 ? ` (−${number(cleared)})` : ''}, ${number(written)} written`,
      )
    }
    return cells
  } finally {
    await server.close()
  }
}

async function over(server: TestServer, chat: string): Promise<TurnState> {
  for (;;) {
    const turn = await newestTurn(server, chat)
    if (turn.status.kind !== 'running') return turn
    await setTimeout(LOOK)
  }
}
