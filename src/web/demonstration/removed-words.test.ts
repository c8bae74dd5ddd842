import { describe, expect, it } from 'vitest'
import type { Parts } from './demonstration-api.ts'
import { removedWords } from './removed-words.ts'

const parts = (chats: number, documents: number, memory = false): Parts => ({
  chats: Array.from({ length: chats }, (_, n) => ({ chat: `c${n}`, name: `Chat ${n}` })),
  documents: Array.from({ length: documents }, (_, n) => ({ document: `d${n}`, path: `/memories/${n}.md` })),
  memory: memory ? { memory: 'm', name: 'Demonstration' } : null,
})
const said = (goes: Parts, stays: Parts, restorable = 0) =>
  removedWords({ there: true, goes, stays }, restorable)

describe('what removing the demonstration did', () => {
  it('is that it is gone when nothing stays, and what of it can come back', () => {
    expect(said(parts(3, 9, true), parts(0, 0))).toBe('The demonstration is gone: 3 chats and 9 documents.')
    expect(said(parts(3, 9, true), parts(0, 0), 1)).toBe(
      'The demonstration is gone: 3 chats and 9 documents. 1 chat that people had changed can be brought back from the deleted ones.',
    )
    expect(said(parts(0, 0), parts(0, 0))).toBe('The demonstration is gone.')
  })

  it('says what stays and why, and never that nothing is gone as if it were', () => {
    expect(said(parts(1, 8), parts(2, 1, true))).toBe(
      'Removed: 1 chat and 8 documents. What people spoke in, changed or added stays, and is theirs: 2 chats and 1 document.',
    )
    expect(said(parts(3, 9), parts(0, 0, true))).toContain('theirs: the memory Demonstration.')
    expect(said(parts(0, 0), parts(3, 0))).toBe(
      'Nothing was removed, for people spoke in, changed or added all of it: 3 chats. It is theirs now.',
    )
  })
})
