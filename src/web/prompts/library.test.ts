import { describe, expect, it } from 'vitest'
import { groupName, neighbour, sectionsOf, together } from './library.ts'
import type { Prompt } from './prompts-api.ts'

function prompt(id: string, group: string, more: Partial<Prompt> = {}): Prompt {
  return { id, group, title: id, for: 'everybody', teaches: '', expects: '', best: 'any', text: '', ...more }
}

const PROMPTS = [
  prompt('discovery', 'sales', { for: 'Alice', title: 'Keep a first call' }),
  prompt('design', 'sales', { for: 'John', text: 'An architecture for the Café' }),
  prompt('ticket', 'support', { title: 'Write down a case', expects: 'A document about the customer' }),
]
const idsOf = (query: string) =>
  sectionsOf(PROMPTS, query).flatMap(({ prompts }) => prompts.map(({ id }) => id))

describe('the prompts', () => {
  it('stand in their workflows, in their order', () => {
    expect(sectionsOf(PROMPTS, '').map(({ group, prompts }) => [group, prompts.length])).toEqual([
      ['sales', 2],
      ['support', 1],
    ])
  })

  it('of one’s own stand first, or at the end of their workflow, with who made them', () => {
    const kept = (id: string, group: string) => {
      const { own: _, ...said } = prompt(id, group)
      return { ...said, by: 'Alice', version: 2, madeAt: '', changedAt: '' }
    }
    const all = together(PROMPTS, [kept('mine', 'own'), kept('more', 'sales')])
    expect(sectionsOf(all, '').map(({ group, prompts }) => [group, prompts.map(({ id }) => id)])).toEqual([
      ['own', ['mine']],
      ['sales', ['discovery', 'design', 'more']],
      ['support', ['ticket']],
    ])
    expect(all[0]?.own).toEqual({ by: 'Alice', version: 2 })
  })

  it('are found by words in any of their fields, in any order and writing', () => {
    expect(idsOf('ALICE call')).toEqual(['discovery'])
    expect(idsOf('cafe architecture')).toEqual(['design'])
    expect(idsOf('customer document')).toEqual(['ticket'])
    expect(idsOf('alice customer')).toEqual([])
    expect(sectionsOf(PROMPTS, 'nothing like it')).toEqual([])
  })

  it('are walked with the arrow keys, across workflows and not beyond the ends', () => {
    const sections = sectionsOf(PROMPTS, '')
    expect(neighbour(sections, null, 1)).toBe('discovery')
    expect(neighbour(sections, 'design', 1)).toBe('ticket')
    expect(neighbour(sections, 'ticket', 1)).toBe('ticket')
    expect(neighbour(sections, 'discovery', -1)).toBe('discovery')
    expect(neighbour(sections, 'gone', -1)).toBe('ticket')
    expect(neighbour([], 'gone', 1)).toBeNull()
  })

  it('name a workflow that has no words of its own by its folder', () => {
    expect(groupName('risk-and-cost')).toBe('Risk and cost')
  })
})
