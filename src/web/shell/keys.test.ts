import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chordOf, isSingle, oneOfNine, type Press, partsOf, shown, whyNot } from './keys.ts'

const press = (key: string, code: string, held: Partial<Press> = {}): Press => ({
  key,
  code,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  ...held,
})

describe('keys with a number', () => {
  it('stand for nine, together with others alone', () => {
    expect(oneOfNine('Alt+Digit7')).toEqual({ chord: 'Alt+Digit1', number: 7 })
    expect(oneOfNine('Mod+Alt+Digit1')).toEqual({ chord: 'Mod+Alt+Digit1', number: 1 })
    expect(['3', 'Alt+Digit0', 'Alt+KeyN', 'F3', 'Alt+F3'].map(oneOfNine)).toEqual(Array(5).fill(null))
    expect(whyNot('Mod+3')).toBe('browser')
  })
})

describe('keys that are pressed together', () => {
  it('are named by the sign, with Alt by the place on the keyboard', () => {
    expect(chordOf(press('k', 'KeyK', { ctrlKey: true }), false)).toBe('Mod+k')
    expect(chordOf(press('k', 'KeyK', { metaKey: true }), true)).toBe('Mod+k')
    expect(chordOf(press('K', 'KeyK', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+k')
    expect(chordOf(press('˜', 'KeyN', { altKey: true }), true)).toBe('Alt+KeyN')
    expect(chordOf(press('n', 'KeyN', { altKey: true }), false)).toBe('Alt+KeyN')
    expect(chordOf(press('?', 'Slash', { shiftKey: true }), false)).toBe('?')
    expect(chordOf(press('?', 'Minus', { shiftKey: true }), false)).toBe('?')
    expect(chordOf(press('PageUp', 'PageUp', { altKey: true }), false)).toBe('Alt+PageUp')
    expect(chordOf(press('+', 'Equal', { shiftKey: true }), false)).toBe('+')
    expect(chordOf(press('F6', 'F6', { shiftKey: true }), false)).toBe('Shift+F6')
    expect(chordOf(press('k', 'KeyK', { metaKey: true }), false)).toBe('Meta+k')
  })

  it('are none while only Shift, Ctrl or Alt is down, or a sign is being composed', () => {
    for (const key of ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'Dead']) {
      expect(chordOf(press(key, key), false)).toBeNull()
    }
    expect(chordOf(press('k', 'KeyK', { isComposing: true }), false)).toBeNull()
  })

  it('come apart into what is held and what is pressed, whatever was pressed', () => {
    const any = fc.record({
      key: fc.constantFrom('a', 'A', '+', '?', 'Enter', 'F2', ' '),
      code: fc.constantFrom('KeyA', 'Equal', 'Space'),
      altKey: fc.boolean(),
      ctrlKey: fc.boolean(),
      metaKey: fc.boolean(),
      shiftKey: fc.boolean(),
      isComposing: fc.constant(false),
    })
    fc.assert(
      fc.property(any, fc.boolean(), (one, mac) => {
        const chord = chordOf(one, mac) ?? ''
        const { held, key } = partsOf(chord)
        expect([...held, key].join('+')).toBe(chord)
        expect(key).not.toBe('')
        expect(isSingle(chord)).toBe(one.key !== 'F2' && !one.altKey && !one.ctrlKey && !one.metaKey)
      }),
    )
  })

  it('cannot be those that write, move or leave, nor those that browsers keep', () => {
    expect(['Enter', 'Tab', 'Escape', 'Shift+Tab', 'Mod+c', 'ArrowUp'].map(whyNot)).toEqual(
      Array(6).fill('taken'),
    )
    expect(['Mod+w', 'Mod+Shift+n', 'F5'].map(whyNot)).toEqual(Array(3).fill('browser'))
    expect(['Mod+k', 'Alt+KeyN', '/', 'j', 'Alt+PageUp', 'F6'].map(whyNot)).toEqual(Array(6).fill(null))
  })

  it('are shown as they stand on the keys', () => {
    expect(shown('Mod+k', {}, false)).toBe('Ctrl K')
    expect(shown('Mod+k', {}, true)).toBe('⌘ K')
    expect(shown('Alt+Comma', {}, false)).toBe('Alt ,')
    expect(shown('Alt+PageUp', { PageUp: 'Page Up' }, false)).toBe('Alt Page Up')
    expect(shown('Mod+Shift+k', { Ctrl: 'Strg', Shift: 'Umschalt' }, false)).toBe('Strg Umschalt K')
    expect(shown('?', {}, false)).toBe('?')
  })
})
