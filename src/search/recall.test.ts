import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DOCUMENTS, pathOf, QUESTIONS } from '../../bench/search-labelled.ts'
import type { Memory } from '../memory/contract.ts'
import { openMemory } from '../memory/memory.ts'
import { inProcessLog } from '../storage/in-process.ts'
import { openSearch, type Search } from './search.ts'

let memory: Memory
let search: Search
beforeAll(async () => {
  memory = await openMemory(inProcessLog())
  for (const [name, text] of Object.entries(DOCUMENTS))
    await memory.create(pathOf(name), text, { actor: { kind: 'disk' }, reader: 'disk' })
  search = openSearch({ memory })
})
afterAll(async () => {
  await search.close()
  await memory.close()
})

describe('among the first ten hits', () => {
  it.each(QUESTIONS)('for $query ($kind) is all that was labelled', async ({ query, wanted, not = [] }) => {
    const answer = await search.search({ query, limit: 10 })
    if (answer.kind !== 'found') throw new Error(answer.problems.join(' '))
    const paths = answer.hits.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(wanted.map(pathOf)))
    for (const name of not) expect(paths).not.toContain(pathOf(name))
  })

  it.each(QUESTIONS.filter(({ wanted }) => wanted.length > 0))(
    'for $query ($kind) something is marked where it stands, or the name has it',
    async ({ query }) => {
      const answer = await search.search({ query, limit: 1 })
      if (answer.kind !== 'found') throw new Error(answer.problems.join(' '))
      const [hit] = answer.hits
      const marked = hit?.passages.some(({ lines }) => lines.some(({ matches }) => matches.length > 0))
      if (!marked) expect(hit?.path).toMatch(/acme|apollo|postgres/)
    },
  )
})
