import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Memory } from '../memory/contract.ts'
import { openMemory } from '../memory/memory.ts'
import type { Actor } from '../memory/types.ts'
import { inProcessLog } from '../storage/in-process.ts'
import { openSearch, type Search, type SearchRequest } from './search.ts'

let now: Date
let memory: Memory
let search: Search
beforeEach(async () => {
  now = new Date('2026-11-01T00:00:00.000Z')
  memory = await openMemory(inProcessLog(), { now: () => now })
  search = openSearch({ memory, now: () => now })
})
afterEach(async () => {
  await search.close()
  await memory.close()
})

const person = (name: string): Actor => ({ kind: 'person', name })
const by = (actor: Actor = person('Alice')) => ({ actor, reader: 'test' })

async function create(path: string, text: string, actor?: Actor) {
  const outcome = await memory.create(`/memories/${path}`, text, by(actor))
  if (outcome.kind !== 'done' || !outcome.document) throw new Error(JSON.stringify(outcome))
  return outcome.document
}

async function found(request: string | SearchRequest) {
  const answer = await search.search(typeof request === 'string' ? { query: request } : request)
  if (answer.kind !== 'found') throw new Error(answer.problems.join(' '))
  return answer
}

const paths = async (query: string) =>
  (await found(query)).hits.map(({ path }) => path.slice('/memories/'.length))

describe('a search', () => {
  it('finds what was committed a moment before, and where', async () => {
    const { document, version } = await create('acme.md', '# ACME\nPays net 30 days.\n')
    expect((await found('net 30')).hits).toEqual([
      {
        memory: 'default',
        document,
        path: '/memories/acme.md',
        version,
        score: expect.any(Number),
        changedAt: '2026-11-01T00:00:00.000Z',
        changedBy: { kind: 'person', name: 'Alice' },
        matchingLines: 1,
        passages: [
          {
            from: 1,
            to: 2,
            lines: [
              { number: 1, text: '# ACME', matches: [] },
              {
                number: 2,
                text: 'Pays net 30 days.',
                matches: [
                  [5, 8],
                  [9, 11],
                ],
              },
            ],
          },
        ],
      },
    ])
  })

  it('follows edits, renames and deletions', async () => {
    const { document, version } = await create('a.md', 'old words')
    await memory.save(document, version, 'new words', by())
    expect(await paths('old')).toEqual([])
    expect(await paths('new')).toEqual(['a.md'])
    await memory.rename('/memories/a.md', '/memories/moved/b.md', by())
    expect(await paths('moved')).toEqual(['moved/b.md'])
    await memory.delete('/memories/moved', by())
    expect(await paths('words')).toEqual([])
  })

  it('ranks names and headings first, and a whole word before its beginning', async () => {
    await create('a.md', 'We spoke of the apollonian and many other things that fill a line.')
    await create('b.md', 'We spoke of apollo and many other things that fill a line, as one does.')
    await create('c.md', '# Apollo\nWe spoke of apollo and many other things that fill a line.')
    expect(await paths('apollo')).toEqual(['c.md', 'b.md', 'a.md'])
  })

  it('wants all words, and says when it had to do with some', async () => {
    await create('both.md', 'red and blue')
    await create('red.md', 'only red')
    expect(await found('red blue')).toMatchObject({ matched: 'all', total: 1 })
    expect(await found('red green')).toMatchObject({ matched: 'some', total: 2 })
    expect(await found('green')).toMatchObject({ matched: 'all', total: 0, hits: [], next: null })
  })

  it('of a sentence goes by the words that tell something', async () => {
    for (let i = 0; i < 9; i++) await create(`n${i}.md`, 'what is the matter with all of this')
    await create('acme.md', 'what the Acme people pay')
    expect(await found('what does the acme of this matter')).toMatchObject({
      matched: 'some',
      total: 1,
      hits: [{ path: '/memories/acme.md' }],
    })
  })

  it('for what most of many documents have shows names and headings first, then the newest', async () => {
    const drafts = Array.from({ length: 1_200 }, (_, i) => i)
    await memory.change(
      ({ newId }) => ({
        kind: 'write',
        reason: 'batch',
        changes: drafts.map((i) => ({
          kind: 'create',
          document: newId(),
          path: `/memories/${i === 700 ? 'word' : `n${i}`}.md`,
          text: 'a word',
        })),
      }),
      by(),
    )
    now = new Date('2026-11-02T00:00:00.000Z')
    await create('newest.md', 'the word')
    const answer = await found({ query: 'word', limit: 2 })
    expect(answer.total).toBe(1_201)
    expect(answer.hits.map(({ path }) => path)).toEqual(['/memories/word.md', '/memories/newest.md'])
  })

  it('leaves out what has an unwanted word', async () => {
    await create('a.md', 'price draft')
    await create('b.md', 'price final')
    expect(await paths('price -draft')).toEqual(['b.md'])
    expect(await paths('-draft')).toEqual(['b.md'])
  })

  it('pages without leaving one out or showing one twice', async () => {
    for (let i = 0; i < 25; i++) await create(`n${i}.md`, `word ${'filler '.repeat(i % 7)}`)
    const seen: string[] = []
    let offset: number | null = 0
    while (offset !== null) {
      const { hits, next, total } = await found({ query: 'word', offset, limit: 4 })
      expect(total).toBe(25)
      seen.push(...hits.map(({ path }) => path))
      offset = next
    }
    expect(new Set(seen).size).toBe(25)
    expect(seen).toHaveLength(25)
  })

  it('says what it did not understand', async () => {
    expect(await search.search({ query: 'after:soon' })).toMatchObject({
      kind: 'unclear',
      problems: [expect.any(String)],
    })
  })
})

describe('filters', () => {
  const claude: Actor = { kind: 'claude', onBehalfOf: 'Bob' }
  beforeEach(async () => {
    const a = await create('projects/a.md', 'fact', person('Alice'))
    now = new Date('2026-11-10T12:00:00.000Z')
    await memory.save(a.document, a.version, 'fact, corrected', by(claude))
    await create('projects/old/b.md', 'fact', person('Alice'))
    now = new Date('2026-11-20T12:00:00.000Z')
    await create('projectsx.md', 'fact', { kind: 'disk' })
  })

  it.each([
    ['fact path:projects', ['projects/a.md', 'projects/old/b.md']],
    ['fact path:projects -path:projects/old', ['projects/a.md']],
    ['fact path:/memories/projects/a.md', ['projects/a.md']],
    ['fact path:Projects', []],
    ['author:alice', ['projects/a.md', 'projects/old/b.md']],
    ['author:alice author:bob', ['projects/a.md']],
    ['by:alice', ['projects/old/b.md']],
    ['by:claude', ['projects/a.md']],
    ['by:bob by:disk', ['projects/a.md', 'projectsx.md']],
    ['fact -author:alice', ['projectsx.md']],
    ['fact -by:claude -by:disk', ['projects/old/b.md']],
    ['after:2026-11-10', ['projects/a.md', 'projects/old/b.md', 'projectsx.md']],
    ['after:2026-11-10T12:00:01', ['projectsx.md']],
    ['before:2026-11-20', ['projects/a.md', 'projects/old/b.md']],
    ['fact after:3d', ['projectsx.md']],
  ])('%s', async (query, expected) => {
    expect((await paths(query)).sort()).toEqual(expected)
  })

  it('alone give the newest first, with their beginnings', async () => {
    const { hits } = await found('path:/memories')
    expect(hits.map(({ path }) => path)[0]).toBe('/memories/projectsx.md')
    expect(hits[0]?.passages).toEqual([{ from: 1, to: 1, lines: [{ number: 1, text: 'fact', matches: [] }] }])
  })

  it('know of authors who come while the search is open', async () => {
    expect(await paths('author:carol')).toEqual([])
    const info = memory.at('/memories/projectsx.md')
    await memory.save(info?.document ?? '', info?.version ?? 0, 'fact too', by(person('Carol')))
    expect(await paths('author:Carol')).toEqual(['projectsx.md'])
  })
})

describe('who asks', () => {
  it('decides before anything is counted', async () => {
    for (let i = 0; i < 20; i++) await create(`${i % 2 === 0 ? 'open' : 'secret'}/n${i}.md`, 'word')
    const answer = await search.search({ query: 'word', limit: 8 }, (info) =>
      info.path.startsWith('/memories/open/')
        ? { ...info, path: `/memories/mount${info.path.slice(9)}` }
        : undefined,
    )
    if (answer.kind !== 'found') throw new Error('Expected to find something.')
    expect(answer).toMatchObject({ total: 10, next: 8 })
    expect(answer.hits).toHaveLength(8)
    for (const { path } of answer.hits) expect(path).toMatch(/^\/memories\/mount\/open\//)
  })

  it('does not learn from a missing word that somebody else has it', async () => {
    await create('open.md', 'red')
    await create('secret.md', 'red blue')
    const answer = await search.search({ query: 'red blue' }, (info) =>
      info.path.includes('open') ? info : undefined,
    )
    expect(answer).toMatchObject({ matched: 'some', total: 1 })
  })
})
