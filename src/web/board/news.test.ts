import { describe, expect, it } from 'vitest'
import type { ChatInfo } from '../../workspace/events.ts'
import { isNew, MEMORY, markOf } from './news.ts'

const workspace = (turns: number, running: string | null, head = 0) => ({
  chats: { a: { turns, running } as ChatInfo },
  memoryHeads: { main: head, other: 2 },
})

describe('what is new since one looked', () => {
  it('grows with a message, and again with its answer', () => {
    const marks = [
      workspace(0, null),
      workspace(1, 't1'),
      workspace(1, null),
      workspace(2, 't2'),
      workspace(2, null),
    ].map((one) => markOf('a', one))
    expect(marks).toEqual([1, 2, 3, 4, 5])
    expect(markOf(MEMORY, workspace(0, null, 5))).toBe(7)
    expect(markOf('gone', workspace(0, null))).toBe(0)
  })

  it('is nothing for a browser that never looked, nor for a chat in which nothing was said', () => {
    expect(isNew('a', 5, null)).toBe(false)
    expect(isNew('a', markOf('a', workspace(0, null)), {})).toBe(false)
    expect(isNew('a', markOf('a', workspace(1, 't1')), {})).toBe(true)
    expect(isNew('a', 5, { a: 5 })).toBe(false)
  })
})
