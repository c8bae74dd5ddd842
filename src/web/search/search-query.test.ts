import { describe, expect, it } from 'vitest'
import { parseQuery } from '../../search/query.ts'
import { NO_FILTERS, piecesOf, queryOf } from './search-query.ts'

const now = new Date('2026-11-20T12:00:00Z')

describe('a query made of words and filters', () => {
  it('is understood by the search as it was meant', () => {
    const query = queryOf('payment "net 30"', {
      memory: null,
      under: '/memories/my notes',
      who: 'John "J" Doe',
      since: '7d',
    })
    expect(query).toBe('payment "net 30" path:"/memories/my notes" author:"John  J  Doe" after:7d')
    expect(parseQuery(query, now).ok).toBe(true)
  })

  it('asks for one memory by its id', () => {
    const query = queryOf('net 30', { ...NO_FILTERS, memory: 'default' })
    expect(query).toBe('net 30 memory:default')
    expect(parseQuery(query, now)).toMatchObject({ query: { filters: { memories: ['default'] } } })
  })

  it('asks for who changed it last where that is Claude or the disk', () => {
    expect(queryOf('', { ...NO_FILTERS, who: 'Claude' })).toBe('by:Claude')
    expect(queryOf('', { ...NO_FILTERS, who: 'disk' })).toBe('by:disk')
    expect(queryOf(' ', NO_FILTERS)).toBe('')
  })
})

describe('a line with what was found', () => {
  it('falls into pieces that make the line again', () => {
    const pieces = piecesOf('the budget of ACME', [
      [4, 10],
      [14, 18],
    ])
    expect(pieces.map(({ text }) => text).join('')).toBe('the budget of ACME')
    expect(pieces.filter(({ found }) => found).map(({ text }) => text)).toEqual(['budget', 'ACME'])
  })
})
