import { expect, it } from 'vitest'
import { all, append, draft } from './drafts.ts'
import type { Places } from './place.ts'

export function testReopening({ newPlace, openAt }: Places): void {
  it('has everything when it is opened again, and goes on from there', async () => {
    const place = await newPlace()
    const first = await place.open()
    const appended = await append(first, 0, [draft('a', 'über', { key: 'k', result: 'done' }), draft('b')])
    await first.close()
    const second = await openAt(place)
    expect(await second.head()).toBe(2)
    expect(await all(second)).toEqual(appended)
    expect(await second.text('doc_a', 1)).toBe('über')
    expect((await append(second, 2, [draft('c')]))[0]?.number).toBe(3)
  })
}
