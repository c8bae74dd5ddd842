import { describe, expect, it } from 'vitest'
import type { DocumentPlace, ErasePreview } from '../../workspace/erase-places.ts'
import { chatGroups, checkWords, fateOf, groupWords, isEmpty } from './places.ts'

const place = (change: Partial<DocumentPlace>): DocumentPlace => ({
  memory: 'default',
  document: 'd',
  path: '/memories/a.md',
  deleted: false,
  asked: false,
  versions: [],
  present: null,
  inName: false,
  ...change,
})
const found = { count: 2, samples: ['…the words…'] }
const EMPTY: ErasePreview = {
  documents: [],
  turns: [],
  chats: [],
  settings: null,
  prompts: [],
  needles: [],
  stops: [],
  hidden: 0,
  files: { files: 1, bytes: 1, found: [] },
}

describe('what will happen to a document, in words', () => {
  const words = { words: 'x' }
  it.each([
    [
      place({ asked: true, versions: [1, 2] }),
      { document: 'd', versions: 'all' as const },
      'The document, 2 versions of it and its names will be gone.',
    ],
    [
      place({ asked: true, versions: [1] }),
      { document: 'd', versions: [1] },
      '1 version will be gone; the others stay.',
    ],
    [
      place({ versions: [1, 3], present: found }),
      words,
      'The present text loses the words twice, and 1 older version will be gone.',
    ],
    [
      place({ versions: [3], present: { ...found, count: 1 } }),
      words,
      'The present text loses the words once.',
    ],
    [place({ versions: [1, 2] }), words, '2 older versions will be gone.'],
    [
      place({ inName: true }),
      words,
      'Its name tells them too and stays, also in the history; only erasing the whole document takes it.',
    ],
    [
      place({ inName: true, deleted: true, versions: [1] }),
      words,
      '1 older version will be gone. Its name tells them too, so it will be gone as a whole.',
    ],
  ])('%#', (each, asked, fate) => {
    expect(fateOf(each, asked)).toBe(fate)
  })
})

it('gathers what was found by chat', () => {
  const turn = { chat: 'c', chatName: 'Plans', turn: 't', number: 1, speaker: 'A', at: '', ...found }
  const chats = [{ chat: 'c', chatName: 'Plans', where: ['draft'] as const, count: 1, samples: ['more'] }]
  const groups = chatGroups({ ...EMPTY, turns: [turn, { ...turn, turn: 'u', number: 2 }], chats })
  expect(groups.map((group) => [group.name, groupWords(group), group.samples])).toEqual([
    ['Plans', '2 messages, its draft', ['…the words…', '…the words…', 'more']],
  ])
})

it('knows when there is nothing to erase, and says what the search has found', () => {
  expect(isEmpty(EMPTY)).toBe(true)
  expect(isEmpty({ ...EMPTY, settings: found })).toBe(false)
  const done = { commits: [], turns: 0, chats: 0 }
  expect(checkWords({ ...done, check: { files: 14, bytes: 2_100_000, found: [] } })).toBe(
    'Searched 14 files (2.1 MB) and found nothing left.',
  )
  expect(checkWords({ ...done, check: { files: 1, bytes: 5, found: [{ file: 'data/x', count: 2 }] } })).toBe(
    'Searched 1 file (5 B). It still stands in data/x.',
  )
})
