import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryInfo } from '../../memory/rights.ts'
import type { UndoCommit } from '../../memory/taken-back.ts'
import type { ChatInfo, MemoryDocument } from '../../workspace/events.ts'
import { chatFor, type Happening, happenings, missed, OFF, reduceTour, type Tour, type Wish } from './tour.ts'

const take = (...all: (Happening | Wish)[]): Tour => all.reduce(reduceTour, OFF)
const begun: Wish = { type: 'begun' }
const asked = (chat: string): Happening => ({ type: 'asked', chat })
const wrote = (chat: string): Happening => ({ type: 'wrote', chat })
const answered = (chat: string): Happening => ({ type: 'answered', chat })
const told = [asked('a'), wrote('a'), answered('a')]

describe('the tour', () => {
  it('goes from asking to watching, to somebody else, to taking back, and is over', () => {
    expect(take(begun)).toMatchObject({ kind: 'on', step: 'ask' })
    expect(take(begun, asked('a'))).toMatchObject({ step: 'watch', first: 'a' })
    expect(take(begun, ...told)).toMatchObject({ step: 'other', first: 'a', second: null })
    expect(take(begun, ...told, asked('b'))).toMatchObject({ step: 'other', second: 'b' })
    expect(take(begun, ...told, asked('b'), answered('b'))).toMatchObject({ step: 'back' })
    expect(take(begun, ...told, asked('b'), answered('b'), { type: 'undone' })).toEqual({ kind: 'over' })
  })

  it('asks once more when nothing was written down', () => {
    expect(take(begun, asked('a'), answered('a'))).toEqual(take(begun))
  })

  it('does not take the same chat for somebody else, nor another one for the first', () => {
    expect(take(begun, ...told, asked('a'), answered('a'))).toMatchObject({ step: 'other', second: null })
    expect(take(begun, asked('a'), wrote('b'), answered('b'))).toMatchObject({ step: 'watch', wrote: false })
  })

  it('can be gone through without doing anything', () => {
    const skip: Wish = { type: 'skipped' }
    expect(take(begun, skip, skip, skip, skip)).toEqual({ kind: 'over' })
    expect(take(begun, skip, skip)).toMatchObject({ step: 'other', first: null })
    expect(take(begun, skip, skip, asked('a'), answered('a'))).toMatchObject({ step: 'back' })
  })

  it('is left at any moment, and does not begin by itself', () => {
    const any = fc.constantFrom<Happening | Wish>(
      begun,
      { type: 'skipped' },
      asked('a'),
      wrote('a'),
      answered('a'),
      asked('b'),
      answered('b'),
      { type: 'undone' },
    )
    fc.assert(
      fc.property(fc.array(any), fc.array(any.filter(({ type }) => type !== 'begun')), (before, after) => {
        expect(take(...before, { type: 'left' }, ...after)).toEqual(OFF)
      }),
    )
  })
})

const chat = (id: string, more: Partial<ChatInfo> = {}) =>
  ({ id, turns: 0, running: null, draft: '', totals: { clearings: 0 }, ...more }) as ChatInfo
const page = (version: number, kind: 'claude' | 'person', inChat?: string) =>
  ({
    document: 'd',
    version,
    changedBy: kind === 'claude' ? { kind, chat: 'a', onBehalfOf: 'Alice' } : { kind, name: 'Alice' },
    ...(inChat ? { changedIn: { chat: inChat, turn: 't', toolCall: 'c' } } : {}),
  }) as unknown as MemoryDocument
const undo = (number: number): UndoCommit => ({
  number,
  at: '',
  actor: { kind: 'person', name: 'Alice' },
  undoes: [[1, 1]],
})
const seen = (
  chats: readonly ChatInfo[],
  head = 0,
  documents: readonly MemoryDocument[] = [],
  undos: readonly UndoCommit[] = [],
) => ({
  chats: Object.fromEntries(chats.map((one) => [one.id, one])),
  documents: Object.fromEntries(documents.map((one) => [one.document, one])),
  memoryHeads: { memory: head },
  undos: { memory: undos },
  demonstration: null,
})

describe('what happened between two moments', () => {
  const quiet = seen([chat('a'), chat('b')])
  const running = seen([chat('a', { turns: 1, running: 't' }), chat('b')])
  const done = seen([chat('a', { turns: 1 }), chat('b')], 1, [page(1, 'claude', 'a')])

  it('is told step by step, and also when all of it came at once', () => {
    expect(happenings(quiet, running)).toEqual([asked('a')])
    expect(happenings(running, done)).toEqual([wrote('a'), answered('a')])
    expect(happenings(quiet, done)).toEqual(told)
    expect(happenings(done, done)).toEqual([])
  })

  it('is an undo only when a commit took something back', () => {
    const undone = seen([chat('a', { turns: 1 }), chat('b')], 2, [], [undo(2)])
    expect(happenings(done, undone)).toEqual([{ type: 'undone' }])
    expect(happenings(undone, undone)).toEqual([])
    const edited = seen([chat('a', { turns: 1 }), chat('b')], 2, [page(2, 'person')])
    expect(happenings(done, edited)).toEqual([])
    const meanwhile = seen([chat('a', { turns: 1 }), chat('b', { turns: 1, running: 'u' })], 2, [], [undo(2)])
    expect(happenings(done, meanwhile)).toEqual([asked('b'), { type: 'undone' }])
  })

  it('is no undo when a long conversation was cleared', () => {
    const a = chat('a', { turns: 1, totals: { clearings: 2 } as ChatInfo['totals'] })
    expect(happenings(done, { ...done, chats: { ...done.chats, a } })).toEqual([])
  })

  it('is nothing when a memory with a past comes, be it that of the demonstration', () => {
    const { chats, documents, memoryHeads } = done
    const came = {
      chats: { ...chats, m: chat('m', { turns: 3, totals: { clearings: 2 } as ChatInfo['totals'] }) },
      documents: { ...documents, m: { ...page(9, 'claude', 'm'), document: 'm', memory: 'shown' } },
      memoryHeads: { ...memoryHeads, shown: 9 },
      undos: { shown: [undo(8)] },
      demonstration: {
        info: { id: 'shown' } as MemoryInfo,
        head: 9,
        chats: [{ id: 'm', mark: '' }],
      },
    }
    expect(happenings(done, came)).toEqual([])
    expect(happenings(done, { ...done, memoryHeads: came.memoryHeads, undos: came.undos })).toEqual([])
    const undone = { ...came, undos: { shown: [undo(8), undo(10)] } }
    expect(happenings(came, undone)).toEqual([{ type: 'undone' }])
  })

  it('is caught up with after a reload', () => {
    const watching = take(begun, asked('a'))
    expect(missed(watching, running)).toEqual([])
    expect([...missed(watching, done)].reduce(reduceTour, watching)).toMatchObject({ step: 'other' })
    expect([...missed(watching, quiet)].reduce(reduceTour, watching)).toMatchObject({ step: 'ask' })
    expect(missed(OFF, done)).toEqual([])
  })
})

describe('the chat that a step speaks of', () => {
  const chats = seen([chat('a', { turns: 3 }), chat('b', { draft: 'Hi' }), chat('c')]).chats

  it('is one with a message ready, else the first', () => {
    expect(chatFor(take(begun), ['a', 'b', 'c'], chats)).toBe('b')
    expect(chatFor(take(begun), ['a', 'c'], chats)).toBe('a')
    expect(chatFor(take(begun), [], chats)).toBeNull()
  })

  it('is another one than the first for somebody else', () => {
    const other = take(begun, asked('b'), wrote('b'), answered('b'))
    expect(chatFor(other, ['a', 'b', 'c'], chats)).toBe('a')
    expect(chatFor(other, ['b'], chats)).toBeNull()
    expect(chatFor(reduceTour(other, asked('c')), ['a', 'b', 'c'], chats)).toBe('c')
  })
})
