import { expect, it } from 'vitest'
import { type Entry, found } from './entries.ts'

const entry = (name: string, about: Pick<Entry, 'group' | 'note'>): Entry => ({
  id: name,
  name,
  ...about,
  run: () => {},
})
const prompts = entry('Prompts: find one for a message', { group: 'Workspace' })
const plan = entry('plan.md', { group: 'Documents', note: 'acme/' })
const names = (query: string) => found([prompts, plan], query, []).map(({ name }) => name)

it('finds by a heading or a folder what is meant by it, and nothing whose letters are scattered over both', () => {
  expect(names('workspace')).toEqual([prompts.name])
  expect(names('acme')).toEqual([plan.name])
  expect(names('acpl')).toEqual([plan.name])
  expect(names('okapi')).toEqual([])
})
