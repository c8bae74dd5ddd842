import { expect, it } from 'vitest'
import { leftOf } from './use-send.ts'

it('a message that was taken leaves what was written in the meantime', () => {
  expect(leftOf('Hello', 'Hello')).toBe('')
  expect(leftOf('Hello and more', 'Hello')).toBe(' and more')
  expect(leftOf('Another', 'Hello')).toBe('Another')
})
