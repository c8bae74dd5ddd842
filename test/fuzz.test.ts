/** Attacks on paths and commands. `npm run proof fuzz` does as many as there is time for. */
import { expect, it } from 'vitest'
import { parseMemoryPath } from '../src/memory/path.ts'
import { ATTACK_PATHS } from './attacks.ts'
import { fuzz } from './fuzz.ts'

it('whatever is sent as a command is done or refused in words, changes nothing when refused, and reaches nothing outside', async () => {
  await fuzz(60)
}, 120_000)

it('the attacks are attacks: most of the paths are refused', () => {
  const taken = ATTACK_PATHS.filter((path) => parseMemoryPath(path).ok)
  expect(taken.length).toBeLessThan(ATTACK_PATHS.length / 3)
})
