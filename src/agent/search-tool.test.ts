import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { capabilitiesOf } from '../claude/models-capabilities.ts'
import type { Memory } from '../memory/contract.ts'
import { openMemory } from '../memory/memory.ts'
import { openSearch, type Search } from '../search/search.ts'
import { inProcessLog } from '../storage/in-process.ts'
import { ANSWER_LIMIT, searchTool } from './search-tool.ts'

const by = { actor: { kind: 'claude', onBehalfOf: 'Alice' }, reader: 'chat:c1' } as const
const never = new AbortController().signal

let memory: Memory
let search: Search
beforeEach(async () => {
  memory = await openMemory(inProcessLog(), { now: () => new Date('2026-11-23T10:00:00Z') })
  search = openSearch({ memory })
})
afterEach(async () => {
  await search.close()
  await memory.close()
})

const ask = (input: Readonly<Record<string, unknown>>) =>
  searchTool((request) => search.search(request)).run(input, 'toolu_1', never)

async function create(path: string, text: string) {
  await memory.create(`/memories/${path}`, text, by)
}

describe('search_memory', () => {
  it('is declared with a strict schema', () => {
    expect(
      searchTool(search.search).declare(
        capabilitiesOf({ kind: 'anthropic', model: 'claude-sonnet-5-5', today: '2026-11-29' }),
      ),
    ).toMatchObject({
      name: 'search_memory',
      input_schema: { type: 'object', required: ['query'], additionalProperties: false },
    })
  })

  it('answers with numbered lines as view does, and has seen nothing', async () => {
    const lines = ['# ACME', '', 'Pays net 30 days.', 'Likes tea.', '', '', '', 'Wants net prices.', 'End.']
    await create('customers/acme.md', lines.join('\n'))
    const result = await ask({ query: 'net' })
    expect(result).toEqual({
      isError: false,
      seen: [],
      text: [
        'Found 1 document; best first:',
        '',
        '/memories/customers/acme.md (changed 2026-11-23 by Claude for Alice)',
        '     2\t',
        '     3\tPays net 30 days.',
        '     4\tLikes tea.',
        '      -',
        '     7\t',
        '     8\tWants net prices.',
        '     9\tEnd.',
        '',
        '[View a document before you edit it.]',
      ].join('\n'),
    })
    const viewed = await memory.run({ command: 'view', path: '/memories/customers/acme.md' }, by)
    for (const line of result.text.split('\n').filter((each) => each.includes('\t')))
      expect(viewed.text).toContain(line)
  })

  it('keeps within its budget, and says how to go on until all was shown', async () => {
    for (let i = 0; i < 30; i++) await create(`n${i}.md`, `needle ${i} ${'hay '.repeat(200)}\n`.repeat(20))
    const seen = new Set<string>()
    let offset: number | undefined = 0
    while (offset !== undefined) {
      const { text } = await ask({ query: 'needle', limit: 20, offset })
      expect(text.length).toBeLessThanOrEqual(ANSWER_LIMIT)
      expect(text).toContain('Found 30 documents')
      for (const [path] of text.matchAll(/^\/memories\/n\d+\.md/gm)) seen.add(path)
      const next = /To go on, search again with offset (\d+)/.exec(text)?.[1]
      offset = next === undefined ? undefined : Number(next)
    }
    expect(seen.size).toBe(30)
  })

  it('tells how many more lines match, and that lines are cut', async () => {
    await create('a.md', `needle ${'hay '.repeat(200)}\n\n\n`.repeat(20))
    const { text } = await ask({ query: 'needle' })
    expect(text).toContain('; 16 more lines match)')
    expect(text).toContain('Where … stands')
  })

  it('searches in a directory only', async () => {
    await create('a/x.md', 'needle')
    await create('b/x.md', 'needle')
    expect((await ask({ query: 'needle', path: '/memories/b' })).text).toMatch(
      /^Found 1 document.*\n\n\/memories\/b\/x\.md/,
    )
    expect((await ask({ query: 'needle', path: '/memories/c' })).text).toContain('Leave out `path`')
  })

  it('says that it shows what holds a part', async () => {
    await create('a.md', 'red')
    expect((await ask({ query: 'red and green' })).text).toMatch(
      /^No document holds all of it\. 1 document with a part/,
    )
  })

  it('says what to try when there is nothing', async () => {
    const result = await ask({ query: 'nowhere' })
    expect(result.isError).toBe(false)
    expect(result.text).toMatch(/^Nothing was found\. Try fewer words/)
    await create('a.md', 'word')
    expect((await ask({ query: 'word', offset: 5 })).text).toBe(
      'Found 1 document; none is left after the first 5.',
    )
  })

  it.each([
    [{}, '`query`'],
    [{ query: 7 }, '`query`'],
    [{ query: 'x', limit: 0 }, '`limit`'],
    [{ query: 'x', limit: 21 }, '`limit`'],
    [{ query: 'x', offset: 1.5 }, '`offset`'],
    [{ query: 'x', sort: 'new' }, 'sort'],
    [{ query: 'x after:soon' }, 'after: expects'],
    [{ query: 'x', path: '/memories/../etc' }, 'not valid'],
    [{ query: '' }, 'Expected words'],
  ])('refuses %j with words', async (input, part) => {
    const result = await ask(input)
    expect(result.isError).toBe(true)
    expect(result.text).toMatch(/^Error: .*Nothing was searched\.$/)
    expect(result.text).toContain(part)
  })
})
