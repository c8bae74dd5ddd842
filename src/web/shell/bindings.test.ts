import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bindingsOf,
  type Changes,
  COMMAND_IDS,
  changed,
  commandFor,
  FIRST_KEYS,
  parseChanges,
} from './bindings.ts'

const id = fc.constantFrom(...COMMAND_IDS)
const chord = fc.option(fc.constantFrom('Alt+KeyN', 'Mod+k', '/', 'Alt+KeyX', 'F6', 'j', 'Alt+Digit1'))
const done = fc.array(fc.tuple(id, chord), { maxLength: 12 })
const all = (steps: readonly (readonly [(typeof COMMAND_IDS)[number], string | null])[]) =>
  steps.reduce<Changes>((changes, [one, keys]) => changed(changes, one, keys), {})

describe('which keys do what', () => {
  it('at first each has keys of its own', () => {
    const keys = Object.values(FIRST_KEYS).filter((one) => one !== null)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('no two ever have the same keys, whatever is changed', () => {
    fc.assert(
      fc.property(done, (steps) => {
        const keys = Object.values(bindingsOf(all(steps))).filter((one) => one !== null)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('the last change holds, and nothing is kept that is as at first', () => {
    fc.assert(
      fc.property(done, id, chord, (steps, one, keys) => {
        const changes = changed(all(steps), one, keys)
        expect(bindingsOf(changes)[one]).toBe(keys)
        if (keys !== null) expect(commandFor(bindingsOf(changes), keys)).toBe(one)
        for (const [id, kept] of Object.entries(changes)) {
          expect(FIRST_KEYS[id as keyof typeof FIRST_KEYS]).not.toBe(kept)
        }
        expect(parseChanges(JSON.stringify(changes))).toEqual(changes)
      }),
    )
  })

  it('leads to a chat by any of nine numbers, unless one of them was given to something else', () => {
    expect(commandFor(bindingsOf({}), 'Alt+Digit5')).toBe('toChat')
    const moved = bindingsOf(changed({}, 'toChat', 'Mod+Alt+Digit1'))
    expect(commandFor(moved, 'Alt+Digit5')).toBeNull()
    expect(commandFor(moved, 'Mod+Alt+Digit5')).toBe('toChat')
    const taken = bindingsOf(changed({}, 'zoom', 'Alt+Digit3'))
    expect([3, 4].map((number) => commandFor(taken, `Alt+Digit${number}`))).toEqual(['zoom', 'toChat'])
    expect(commandFor(bindingsOf(changed({}, 'toChat', null)), 'Alt+Digit5')).toBeNull()
  })

  it('takes nothing that is stored on trust', () => {
    expect(parseChanges('{"addChat":"F2","nobody":"F3","zoom":7,"find":null}')).toEqual({
      addChat: 'F2',
      find: null,
    })
    expect(parseChanges('nonsense')).toEqual({})
    expect(parseChanges('null')).toEqual({})
  })
})
