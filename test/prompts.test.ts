import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Prompt, parsePrompt, readPrompts } from '../src/server/prompts.ts'
import { exampleOf } from '../src/web/prompts/blanks.ts'
import { openTable } from './rehearsal-table.ts'

const root = join(import.meta.dirname, '..', 'prompts')
const FIELDS = ['id', 'title', 'for', 'group', 'order', 'teaches', 'expects', 'best']

const files = globSync('*/*.md', { cwd: root }).map((path) => {
  const source = readFileSync(join(root, path), 'utf8')
  const names = (/^---\n([\s\S]*?)\n---\n/.exec(source)?.[1] ?? '')
    .split('\n')
    .map((line) => line.split(':')[0])
  return { path, names, prompt: parsePrompt(source, path) }
})
const { prompts, systemPrompts } = readPrompts(root)
const workflows = Object.entries(Object.groupBy(prompts, (prompt) => prompt.group))

describe('the prompts', () => {
  it('are there: the workflows, and the system prompts', () => {
    expect(workflows.map(([group]) => group)).toEqual(
      expect.arrayContaining([
        'three-person-example',
        'sales',
        'software-development',
        'research',
        'support',
        'context-editing',
        'your-own-work',
      ]),
    )
    expect(systemPrompts[0]?.id).toBe('shared-memory')
    expect(systemPrompts.map(({ id }) => id)).toContain('memory-protocol')
  })

  it.each(files)('$path has every field, lies in its group and has a text', ({ path, names, prompt }) => {
    expect(names).toEqual(FIELDS)
    expect(prompt.group).toBe(dirname(path))
    expect(prompt.id).toBe(basename(path, '.md').replace(/^\d+-/, ''))
    expect(prompt.teaches).not.toBe('')
    expect(prompt.expects).not.toBe('')
    expect(prompt.text).not.toBe('')
  })

  it('have ids and places of their own, and places without a gap', () => {
    expect(new Set(files.map(({ prompt }) => prompt.id)).size).toBe(files.length)
    for (const group of new Set(files.map(({ prompt }) => prompt.group))) {
      const places = files.flatMap(({ prompt }) => (prompt.group === group ? [prompt.order] : []))
      expect(places.toSorted((a, b) => a - b)).toEqual(places.map((_, index) => index + 1))
    }
  })

  it('tell the facts of the example: ACME Corp, $500K, 9 months, 50 applications, SOC 2', () => {
    const alice = prompts.find(({ id }) => id === 'alice-discovery')?.text
    for (const fact of ['TechCorp', 'ACME Corp', '$500K', '9 months', '50 applications', 'SOC 2']) {
      expect(alice).toContain(fact)
    }
  })

  it('are in the table of prompts/README.md, group by group', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    for (const { prompt } of files) expect(readme).toContain(`| \`${prompt.group}\` |`)
  })
})

describe.each(workflows)('the workflow %s, spoken in its order to the rehearsal model', (_, some = []) => {
  it('uses memory at every step, without an error and without a message that no rule reads', async () => {
    const table = await openTable()
    for (const prompt of some) await tried(table, prompt)
  })
})

async function tried(table: Awaited<ReturnType<typeof openTable>>, prompt: Prompt): Promise<void> {
  const exchange = await table.say(prompt.for, exampleOf(prompt.text))
  expect(exchange.calls.length, `${prompt.id} uses memory`).toBeGreaterThan(0)
  expect(exchange.text, prompt.id).not.toMatch(
    /None of my rules fits|as many steps as I allow|went wrong|Error:|could not/,
  )
  if (prompt.best === 'any') expect(exchange.last, prompt.id).not.toMatch(/That is not stored in memory/)
}
