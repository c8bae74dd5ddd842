/** A promise of the SQL backends alone, beyond the seam: they refuse a key that was used before. The engine keeps keys unique anyway. */
import { expect, it } from 'vitest'
import { append, draft } from './drafts.ts'
import type { Places } from './place.ts'

export function testKeys({ fresh }: Places): void {
  it('refuses a key that a commit has already, and changes nothing', async () => {
    const log = await fresh()
    await append(log, 0, [draft('a', 'a', { key: 'k' })])
    await expect(append(log, 1, [draft('b'), draft('c', 'c', { key: 'k' })])).rejects.toThrow()
    expect(await log.head()).toBe(1)
    expect(await log.text('doc_b', 2)).toBeNull()
    expect((await append(log, 1, [draft('b', 'b', { key: 'l' })]))[0]?.number).toBe(2)
  })

  it('refuses the same key twice in one append', async () => {
    const log = await fresh()
    const twice = [draft('a', 'a', { key: 'k' }), draft('b', 'b', { key: 'k' })]
    await expect(append(log, 0, twice)).rejects.toThrow()
    expect(await log.head()).toBe(0)
  })

  it('takes any number of commits without a key', async () => {
    const log = await fresh()
    await append(log, 0, [draft('a'), draft('b')])
    expect(await log.head()).toBe(2)
  })
}
