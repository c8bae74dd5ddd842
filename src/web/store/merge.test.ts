import { describe, expect, it } from 'vitest'
import type { AppState, ChatInfo, TurnState } from '../../workspace/events.ts'
import { mergeFresh, withTurns } from './merge.ts'

const turn = (number: number, text = `message ${number}`) => ({ id: `t${number}`, number, text }) as TurnState
const turns = (...numbers: readonly number[]) => numbers.map((number) => turn(number))

/** Ten turns; the eleventh stands in the place of the fifth. */
const TREE = { turns: 11, branches: [{ from: 11, after: 4 }], cleared: [], clearedThrough: 0 }

function appWith(tip: number, loaded: readonly TurnState[]): AppState {
  const info = { ...TREE, id: 'c', tip } as unknown as ChatInfo
  return {
    position: 1,
    workspace: { chats: { c: info } },
    chats: { c: { id: 'c', turns: loaded } },
  } as unknown as AppState
}

const numbersIn = (app: AppState) => app.chats.c?.turns.map(({ number }) => number)

describe('a fresh state in the place of an old one', () => {
  it('keeps the older turns that a person had unfolded, as far as they come before what is fresh', () => {
    const merged = mergeFresh(appWith(10, turns(5, 6, 7, 8, 9, 10)), appWith(10, turns(9, 10)))
    expect(numbersIn(merged)).toEqual([5, 6, 7, 8, 9, 10])
  })

  it('keeps nothing of what lies on another branch, for it may have changed', () => {
    const merged = mergeFresh(appWith(10, turns(2, 3, 4, 5, 6, 7, 8, 9, 10)), appWith(11, turns(11)))
    expect(numbersIn(merged)).toEqual([2, 3, 4, 11])
  })

  it('leaves no gap that nobody would notice', () => {
    expect(numbersIn(mergeFresh(appWith(10, turns(1, 2)), appWith(10, turns(9, 10))))).toEqual([9, 10])
    expect(numbersIn(mergeFresh(null, appWith(10, turns(9, 10))))).toEqual([9, 10])
    expect(numbersIn(mergeFresh(appWith(10, turns(9, 10)), appWith(10, [])))).toEqual([])
  })
})

describe('more turns', () => {
  it('are put where they belong; those that are followed already stay as they are', () => {
    const chat = { id: 'c', turns: turns(8, 11) }
    const more = withTurns(chat, [turn(4), turn(8, 'as it was when it was fetched'), turn(9)])
    expect(more.turns).toEqual(turns(4, 8, 9, 11))
  })
})
