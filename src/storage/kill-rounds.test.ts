/** Writers killed with SIGKILL in the middle of their work, on every durable backend. `npm run proof` does hundreds of rounds. */
import { afterAll, describe, expect, it } from 'vitest'
import { KILL_PLACES } from '../../test/kill-places.ts'
import { killRounds } from '../../test/kill-rounds.ts'

describe.each(Object.entries(KILL_PLACES))('a log in %s', async (_, start) => {
  const places = await start()
  afterAll(() => places?.close())

  it.skipIf(places === null).each([
    { writers: 1, rounds: 2 },
    { writers: 3, rounds: 1 },
  ])(
    'loses nothing that was acknowledged, halves nothing and keeps nothing erased when one of $writers writers is killed',
    async ({ writers, rounds }) => {
      const place = await places!.make()
      const told = await killRounds({ place, rounds, writers, seed: 20261123 })
      expect(told.killed).toBe(rounds)
      expect(told.acknowledged).toBeGreaterThan(0)
      expect(told.erased).toBeGreaterThan(0)
      await place.remove()
    },
    300_000,
  )
})
