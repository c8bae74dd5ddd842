import { expect, it } from 'vitest'
import { langOf, noteTold } from './told.ts'

it('words of the server are known as English for as long as they may be shown, and no others', () => {
  noteTold('There is no such chat.')
  expect(langOf('There is no such chat.')).toBe('en')
  expect(langOf('Gespeichert.')).toBeUndefined()
  expect(langOf(null)).toBeUndefined()
  for (let more = 0; more < 199; more++) noteTold(`Problem ${more}.`)
  expect(langOf('There is no such chat.')).toBe('en')
  noteTold('One more.')
  expect(langOf('There is no such chat.')).toBeUndefined()
  expect(langOf('Problem 0.')).toBe('en')
})
