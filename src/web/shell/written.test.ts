import { describe, expect, it } from 'vitest'
import type { SearchAnswer, SearchHit } from '../../search/answer.ts'
import { writtenIn } from './written.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const hit = (
  document: string,
  lines: readonly { text: string; matches: [number, number][] }[],
): SearchHit => ({
  memory: 'default',
  document,
  path: `/memories/${document}.md`,
  version: 1,
  score: 1,
  changedAt: '2026-11-20T11:59:59Z',
  changedBy: {
    kind: 'claude',
    onBehalfOf: 'Mira',
    chat: 'c',
    turn: 't',
    toolCall: 'u',
  } as SearchHit['changedBy'],
  passages: [{ from: 1, to: lines.length, lines: lines.map((line, at) => ({ number: at + 1, ...line })) }],
  matchingLines: 1,
})
const found = (hits: readonly SearchHit[], matched: 'all' | 'some' = 'all'): SearchAnswer => ({
  kind: 'found',
  total: hits.length,
  matched,
  hits,
  next: null,
})

describe('what stands in documents', () => {
  it('is the first line with it in each, with its letters marked and where it stands', () => {
    const plan = hit('plan', [
      { text: '# Plan', matches: [] },
      { text: '  🚚 per vehicle', matches: [[9, 16]] },
    ])
    const [entry] = writtenIn(found([plan]), NOW)
    expect(entry).toMatchObject({ id: 'written:plan', name: '🚚 per vehicle', group: 'Written in documents' })
    expect(entry?.about).toMatch(/^plan\.md · Claude.* · /)
    expect(entry?.at.map((at) => [...'🚚 per vehicle'][at]).join('')).toBe('vehicle')
  })

  it('shows its words without the marks of Markdown', () => {
    const text = '- **Budget**: $500K per vehicle'
    const matches: [number, number][] = [[text.indexOf('vehicle'), text.length]]
    const [entry] = writtenIn(found([hit('plan', [{ text, matches }])]), NOW)
    expect(entry?.name).toBe('Budget: $500K per vehicle')
    expect(entry?.at.map((at) => [...'Budget: $500K per vehicle'][at]).join('')).toBe('vehicle')
  })

  it('leaves out what holds a part of it, and what is only called so', () => {
    const called = hit('vehicle', [{ text: 'Nothing here', matches: [] }])
    expect(writtenIn(found([called]), NOW)).toEqual([])
    const part = hit('plan', [{ text: 'per day', matches: [[0, 3]] }])
    expect(writtenIn(found([part], 'some'), NOW)).toEqual([])
    expect(writtenIn({ kind: 'unclear', problems: ['?'] }, NOW)).toEqual([])
  })
})
