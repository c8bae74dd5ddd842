/** One document, many clients at once: everything they saw fits into one order. The SDK's own tool shows that the check can fail. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BetaLocalFilesystemMemoryTool } from '@anthropic-ai/sdk/tools/memory/node'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isLinearizable, type Model, recorder } from '../../test/linearizability.ts'
import { inProcessLog } from '../storage/in-process.ts'
import type { Caller, Memory } from './contract.ts'
import { openMemory } from './memory.ts'

const PATH = '/memories/shared.md'

type Call =
  | { readonly kind: 'read' }
  | { readonly kind: 'replace'; readonly from: string; readonly to: string }
/** A read answers the text, a replacement whether it was made. */
type Answer = string | boolean

const document: Model<Call, Answer> = (text, call, answer) => {
  if (call.kind === 'read') return answer === text ? text : null
  const fits = text.split(call.from).length === 2
  if (answer !== fits) return null
  return fits ? text.replace(call.from, () => call.to) : text
}

function claude(name: string): Caller {
  return { actor: { kind: 'claude', onBehalfOf: name }, reader: `chat:${name}` }
}

async function read(memory: Memory): Promise<string> {
  const { text } = await memory.run({ command: 'view', path: PATH }, claude('reader'))
  return lines(text)
}

/** The text of a view, without its first line and the line numbers. */
function lines(view: string): string {
  return view
    .split('\n')
    .slice(1)
    .map((line) => `${line.slice(7)}\n`)
    .join('')
}

async function replace(memory: Memory, client: string, from: string, to: string): Promise<boolean> {
  const command = { command: 'str_replace', path: PATH, old_str: from, new_str: to } as const
  return !(await memory.run(command, claude(client))).isError
}

interface Script {
  readonly steps: readonly { readonly client: number; readonly cell: number; readonly read: boolean }[]
}

const script: fc.Arbitrary<Script> = fc.record({
  steps: fc.array(
    fc.record({
      client: fc.integer({ min: 0, max: 5 }),
      cell: fc.integer({ min: 0, max: 3 }),
      read: fc.boolean(),
    }),
    { minLength: 5, maxLength: 40 },
  ),
})

const START = '<0:0>\n<1:0>\n<2:0>\n<3:0>\n'

/** Each client does its steps in order; all clients at once. A replacement counts a cell up from what the client last saw. */
async function play(
  { steps }: Script,
  object: {
    read(client: number): Promise<string>
    replace(client: number, from: string, to: string): Promise<boolean>
  },
) {
  const { history, run } = recorder<Call, Answer>()
  const clients = [...new Set(steps.map((step) => step.client))]
  await Promise.all(
    clients.map(async (client) => {
      let seen = START
      for (const step of steps.filter((each) => each.client === client)) {
        if (step.read) seen = String(await run({ kind: 'read' }, () => object.read(client)))
        else {
          const from = new RegExp(`<${step.cell}:\\d+>`).exec(seen)?.[0] ?? ''
          const to = `<${step.cell}:${Number(from.slice(3, -1)) + 1}>`
          const made = await run({ kind: 'replace', from, to }, () => object.replace(client, from, to))
          if (made) seen = seen.replace(from, to)
        }
      }
    }),
  )
  return history
}

describe('one memory', () => {
  it('is one story, whatever its clients do at once', async () => {
    await fc.assert(
      fc.asyncProperty(script, async (steps) => {
        const memory = await openMemory(inProcessLog())
        await memory.create(PATH, START, claude('setup'))
        const history = await play(steps, {
          read: () => read(memory),
          replace: (client, from, to) => replace(memory, String(client), from, to),
        })
        expect(isLinearizable(history, START, document)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('keeps every one of fifty parallel edits, or says which it refused', async () => {
    const memory = await openMemory(inProcessLog())
    const cells = Array.from({ length: 50 }, (_, i) => `<${i}>`)
    await memory.create(PATH, cells.join('\n'), claude('setup'))
    const made = await Promise.all(cells.map((cell, i) => replace(memory, String(i), cell, `done ${i}`)))
    const text = await read(memory)
    for (const [i, ok] of made.entries()) expect(text.includes(`done ${i}\n`)).toBe(ok)
    expect(made.every(Boolean)).toBe(true)
  })
})

describe('two memories on one log', () => {
  it('make one story of all that they write', async () => {
    await fc.assert(
      fc.asyncProperty(script, async ({ steps }) => {
        const log = inProcessLog()
        const memories = [await openMemory(log), await openMemory(log)]
        await memories[0]!.create(PATH, START, claude('setup'))
        // The second memory learns of the document by losing its first race.
        await memories[1]!.create('/memories/second.md', '', claude('setup'))
        const writes = { steps: steps.map((step) => ({ ...step, read: false })) }
        const history = await play(writes, {
          read: async () => START,
          replace: (client, from, to) => replace(memories[client % 2]!, String(client), from, to),
        })
        expect(isLinearizable(history, START, document)).toBe(true)
        const made = history.filter((each) => each.answer === true)
        const fresh = await openMemory(log)
        const edits = fresh.history({ limit: 1000 }).filter((commit) => commit.reason === 'str_replace')
        expect(edits).toHaveLength(made.length)
      }),
      { numRuns: 100 },
    )
  })
})

describe('the check', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'commonplace-linear-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it("rejects what the SDK's own file tool does with parallel edits", async () => {
    const tool = await BetaLocalFilesystemMemoryTool.init(folder)
    await tool.create({ command: 'create', path: PATH, file_text: START })
    const steps = [0, 1, 2, 3].map((cell) => ({ client: cell, cell, read: false }))
    const history = await play(
      { steps },
      {
        read: async () => lines(await tool.view({ command: 'view', path: PATH })),
        replace: async (_, from, to) => {
          try {
            await tool.str_replace({ command: 'str_replace', path: PATH, old_str: from, new_str: to })
            return true
          } catch {
            return false
          }
        },
      },
    )
    const last = lines(await tool.view({ command: 'view', path: PATH }))
    const whole = [...history, { began: 1e9, ended: 1e9 + 1, call: { kind: 'read' }, answer: last } as const]
    expect(isLinearizable(whole, START, document)).toBe(false)
  })

  it("fifty parallel edits through the SDK's own file tool are all reported as made, and most are lost", async () => {
    const tool = await BetaLocalFilesystemMemoryTool.init(folder)
    const cells = Array.from({ length: 50 }, (_, i) => `<${i}>`)
    await tool.create({ command: 'create', path: PATH, file_text: cells.join('\n') })
    const made = await Promise.all(
      cells.map((cell, i) =>
        tool
          .str_replace({ command: 'str_replace', path: PATH, old_str: cell, new_str: `done ${i}` })
          .then(() => true),
      ),
    )
    const text = lines(await tool.view({ command: 'view', path: PATH }))
    expect(made.filter(Boolean)).toHaveLength(50)
    expect(cells.filter((_, i) => text.includes(`done ${i}\n`)).length).toBeLessThan(25)
  })

  it('tells a stale read and a lost write from a story', () => {
    const at = (began: number, ended: number, call: Call, answer: Answer) => ({ began, ended, call, answer })
    const swap = { kind: 'replace', from: 'a', to: 'b' } as const
    const look = { kind: 'read' } as const
    expect(isLinearizable([at(1, 2, swap, true), at(3, 4, look, 'b')], 'a', document)).toBe(true)
    expect(isLinearizable([at(1, 2, swap, true), at(3, 4, look, 'a')], 'a', document)).toBe(false)
    expect(isLinearizable([at(1, 4, swap, true), at(2, 3, look, 'a')], 'a', document)).toBe(true)
    expect(isLinearizable([at(1, 2, swap, true), at(3, 4, swap, true)], 'a', document)).toBe(false)
  })
})
