import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlockState, TurnState } from '../../workspace/events.ts'
import { follows, markAll, movesWhatIsRead, piecesSince, roughHeight } from './place.ts'

const text = (words: string): BlockState => ({ kind: 'text', text: words, done: true })
const turn = (number: number, ...blocks: readonly BlockState[]): TurnState => ({
  id: `turn-${number}`,
  number,
  speaker: 'Alice',
  text: 'Hello',
  at: '2026-11-23T08:00:00.000Z',
  toolUsesBefore: 0,
  steps: [{ step: 1, model: 'm', startedAt: '', blocks, finished: null }],
  status: { kind: 'running' },
  finishedAt: null,
})

describe('following the newest words', () => {
  const view = 500
  const at = (top: number, height: number) => ({ top, height, view })

  it('ends as soon as the reader goes up, however little', () => {
    expect(follows({ follows: true, top: 1500 }, at(1480, 2000))).toBe(false)
    expect(follows({ follows: true, top: 1500 }, at(1496, 2000))).toBe(false)
  })

  it('begins again near the end, not before', () => {
    expect(follows({ follows: false, top: 1000 }, at(1200, 2000))).toBe(false)
    expect(follows({ follows: false, top: 1200 }, at(1460, 2000))).toBe(true)
  })

  it('goes on while the text grows or shrinks by itself', () => {
    expect(follows({ follows: true, top: 1500 }, at(1500, 2300))).toBe(true)
    // The browser itself scrolls up when there is less to scroll.
    expect(follows({ follows: true, top: 1500 }, at(1400, 1900))).toBe(true)
  })

  it('does not begin because the text shrinks, unless the reader is then at its very end', () => {
    expect(follows({ follows: false, top: 1000 }, at(1000, 1540))).toBe(false)
    expect(follows({ follows: false, top: 1000 }, at(1000, 1501))).toBe(true)
  })
})

describe('a turn that gets another height', () => {
  const pixels = fc.integer({ min: 1, max: 3000 })

  it('leaves what the reader looks at where it is, wherever it is and whatever changes', () => {
    // Turns below each other; what the reader looks at is the first that ends below the top of the view.
    fc.assert(
      fc.property(
        fc.array(pixels, { minLength: 2, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        pixels,
        (sizes, a, b, to) => {
          const ends = sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0))
          const top = a % (ends.at(-1) ?? 1)
          const read = ends.findIndex((end) => end > top)
          const changed = b % sizes.length
          const [start, size] = [(ends[changed] ?? 0) - (sizes[changed] ?? 0), sizes[changed] ?? 0]
          const moved = movesWhatIsRead({ start, size, guessed: false }, top) ? to - size : 0
          const before = (ends[read - 1] ?? 0) - top
          const after = (ends[read - 1] ?? 0) + (changed < read ? to - size : 0) - (top + moved)
          expect(after).toBe(before)
        },
      ),
    )
  })

  it('moves with a guess that was wrong above the view, even where it reaches into it', () => {
    expect(movesWhatIsRead({ start: 900, size: 400, guessed: true }, 1000)).toBe(true)
    expect(movesWhatIsRead({ start: 1000, size: 400, guessed: true }, 1000)).toBe(false)
  })
})

describe('pieces that came since', () => {
  it('are messages, texts and cards, and nothing for who has read all', () => {
    const turns = [turn(1, text('a')), turn(2, text('b'))]
    const mark = markAll(turns)
    expect(piecesSince(turns, mark)).toBe(0)
    expect(piecesSince([...turns.slice(0, 1), turn(2, text('b'), text('c'))], mark)).toBe(1)
    expect(piecesSince([...turns, turn(3, text('d'), text(' '))], mark)).toBe(2)
    expect(piecesSince([turn(1)], markAll([]))).toBe(1)
  })
})

it('a guess at a height grows with what there is to read', () => {
  expect(roughHeight(turn(1, text('word '.repeat(400))))).toBeGreaterThan(
    roughHeight(turn(1, text('word'))) + 300,
  )
})
