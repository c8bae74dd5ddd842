import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forReview } from './review.ts'
import type { DocumentInfo } from './types.ts'

const NOW = new Date('2026-06-30T12:00:00.000Z')
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString()

const made = (name: string, changed: number): DocumentInfo => ({
  document: `doc_${name}`,
  path: `/memories/${name}.md`,
  version: 1,
  size: 1,
  sha256: 'x',
  createdAt: daysAgo(500),
  changedAt: daysAgo(changed),
  changedBy: { kind: 'person', name: 'Alice' },
})

describe('forReview', () => {
  it('lists what was neither read nor changed for long, longest first, and says why', () => {
    const read: Record<string, string> = { doc_b: daysAgo(100), doc_c: daysAgo(3), doc_d: daysAgo(300) }
    const documents = [made('a', 120), made('b', 400), made('c', 400), made('d', 91), made('e', 89)]
    const found = forReview(documents, (id) => read[id], { now: NOW, days: 90 })
    expect(found.map(({ document, days, why }) => [document.path, days, why])).toEqual([
      ['/memories/a.md', 120, 'Last changed 120 days ago; it is not known that anybody has read it since.'],
      ['/memories/b.md', 100, 'Last changed 400 days ago, last read 100 days ago.'],
      ['/memories/d.md', 91, 'Last changed 91 days ago; it is not known that anybody has read it since.'],
    ])
    expect(found[1]?.since).toBe(daysAgo(100))
  })

  it('lists a document exactly when both are long ago, in order, and takes what cannot be read as unknown', () => {
    const days = fc.integer({ min: 0, max: 400 })
    const one = fc.record({ changed: days, read: fc.option(days, { nil: undefined }), broken: fc.boolean() })
    fc.assert(
      fc.property(fc.array(one), days, (all, limit) => {
        const documents = all.map(({ changed }, i) => made(String(i), changed))
        const lastRead = (id: string) => {
          const { read, broken } = all[Number(id.slice(4))]!
          return broken ? 'yesterday' : read === undefined ? undefined : daysAgo(read)
        }
        const found = forReview(documents, lastRead, { now: NOW, days: limit })
        const expected = all.flatMap(({ changed, read, broken }, i) =>
          Math.min(changed, (broken ? undefined : read) ?? changed) >= limit ? [`doc_${i}`] : [],
        )
        expect(found.map(({ document }) => document.document).sort()).toEqual(expected.sort())
        expect(found.map((each) => each.days)).toEqual(found.map((each) => each.days).sort((a, b) => b - a))
      }),
    )
  })
})
