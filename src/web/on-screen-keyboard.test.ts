import { expect, it } from 'vitest'
import { isKeyboardOpen } from './on-screen-keyboard.ts'

it('a keyboard takes a good part of the screen while one writes; a bar of the browser does not', () => {
  expect(isKeyboardOpen({ seen: 460, full: 780, writing: true })).toBe(true)
  expect(isKeyboardOpen({ seen: 460, full: 780, writing: false })).toBe(false)
  expect(isKeyboardOpen({ seen: 700, full: 780, writing: true })).toBe(false)
})
