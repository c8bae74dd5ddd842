import { describe, expect, it } from 'vitest'
import { isNext, isUnreached, parseUnsent } from './unsent-model.ts'

const message = (id: string, chat = 'a') => ({ id, chat, text: 'Hello', speaker: 'Alice' })

describe('a message that the server could not be handed', () => {
  it('waits when no answer came, and not when it was refused', () => {
    expect([0, 502, 503, 504].every((status) => isUnreached({ status }))).toBe(true)
    expect([400, 403, 404, 409, 413, 500].some((status) => isUnreached({ status }))).toBe(false)
  })

  it('goes before those that were said after it in its chat', () => {
    expect(isNext([], 'a', '1')).toBe(true)
    expect(isNext([message('1')], 'a', '1')).toBe(true)
    expect(isNext([message('1'), message('2')], 'a', '2')).toBe(false)
    expect(isNext([message('1', 'b')], 'a', '2')).toBe(true)
  })

  it('is kept through a reload, and nothing else is taken on trust', () => {
    expect(parseUnsent(JSON.stringify([message('1')]))).toEqual([message('1')])
    expect(parseUnsent(JSON.stringify([{ id: 1 }, null, message('2')]))).toEqual([message('2')])
    for (const broken of [null, '', '{}', 'nonsense']) expect(parseUnsent(broken)).toEqual([])
  })
})
