import { describe, expect, it } from 'vitest'
import type { UndoPreview } from './past-api.ts'
import { cameFrom, fateOf, previewWords, reasonWords, type Undone } from './undo-words.ts'

const document = (before: string | null, after: string | null, from?: string): Undone => ({
  memory: 'default',
  document: 'doc_1',
  path: '/memories/plan.md',
  before,
  after,
  ...(from === undefined ? {} : { from }),
})
const preview = (more: Partial<UndoPreview>): UndoPreview => ({
  documents: [],
  more: 0,
  conflicts: [],
  refused: null,
  ...more,
})

describe('what an undo says', () => {
  it('names what becomes of a document', () => {
    expect(fateOf(document(null, 'a'))).toBe('comes back')
    expect(fateOf(document('a', null))).toBe('goes away')
    expect(fateOf(document('a', 'a', '/memories/old.md'))).toBe('moves')
    expect(fateOf(document('a', 'b', '/memories/old.md'))).toBe('changes')
  })

  it('names where a document moves back from by what differs: its name, or where it lay', () => {
    expect(cameFrom('/memories/plan.md', '/memories/old.md')).toBe('old.md')
    expect(cameFrom('/memories/1.4/plan.md', '/memories/1.5/plan.md')).toBe('1.5/plan.md')
  })

  it('says that there is nothing to do, rather than offering it', () => {
    expect(previewWords(preview({}))).toMatch(/nothing left to undo/)
  })

  it('counts also what is not listed', () => {
    expect(previewWords(preview({ documents: [document('a', 'b')], more: 1200 }))).toBe(
      '1,201 documents will change.',
    )
  })

  it('tells first where somebody must choose', () => {
    const conflict = {
      document: 'doc_1',
      path: '/memories/a.md',
      present: 'x',
      wanted: 'y',
      merged: null,
      why: 'w',
    }
    expect(previewWords(preview({ conflicts: [conflict] }))).toBe(
      '1 document was changed since: choose what shall stand. Nothing else changes.',
    )
  })

  it('words a reason as a person would, whatever the path is', () => {
    const now = new Date(2026, 10, 23, 12).getTime()
    const at = new Date(2026, 10, 23, 9, 4).toISOString()
    const why = `/memories/a.md was worked on after it was made. It was last changed by Sam at ${at}.`
    expect(reasonWords(why, '/memories/a.md', now)).toBe(
      'It was worked on after it was made. It was last changed by Sam today 09:04.',
    )
    expect(reasonWords('The lines of /memories/x/a.md were changed again.', '/memories/x/a.md', now)).toBe(
      'The lines of a.md were changed again.',
    )
  })
})
