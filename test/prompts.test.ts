import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', 'prompts')
const FIELDS = ['id', 'title', 'for', 'group', 'order']

const prompts = globSync('*/*.md', { cwd: root }).map((path) => {
  const [, head = '', text = ''] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(root, path), 'utf8')) ?? []
  const fields = Object.fromEntries(head.split('\n').map((line) => line.split(/:\s+(.*)/, 2)))
  return { path, fields, text }
})

describe('the prompts', () => {
  it('are there: the default system prompt and the first messages of Alice, John and Sam', () => {
    const ids = prompts.map(({ fields }) => fields.id)
    expect(ids).toEqual(
      expect.arrayContaining(['shared-memory', 'alice-discovery', 'john-architecture', 'sam-proposal']),
    )
  })

  it.each(prompts)('$path has every field, lies in its group and has a text', ({ path, fields, text }) => {
    expect(Object.keys(fields)).toEqual(FIELDS)
    expect(fields.group).toBe(dirname(path))
    expect(fields.id).toBe(basename(path, '.md').replace(/^\d+-/, ''))
    expect(Number(fields.order)).toBeGreaterThan(0)
    expect(text.trim()).not.toBe('')
  })

  it('have ids and places of their own', () => {
    const ids = prompts.map(({ fields }) => fields.id)
    const places = prompts.map(({ fields }) => `${fields.group} ${fields.order}`)
    expect(new Set(ids).size).toBe(prompts.length)
    expect(new Set(places).size).toBe(prompts.length)
  })

  it('tell the facts of the example: ACME Corp, $500K, 9 months, 50 applications, SOC 2', () => {
    const alice = prompts.find(({ fields }) => fields.id === 'alice-discovery')?.text
    for (const fact of ['TechCorp', 'ACME Corp', '$500K', '9 months', '50 applications', 'SOC 2']) {
      expect(alice).toContain(fact)
    }
  })
})
