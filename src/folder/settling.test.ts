import { describe, expect, it } from 'vitest'
import { createSettling } from './settling.ts'

/** Whether a promise is done by now. */
async function isDone(promise: Promise<void>): Promise<boolean> {
  return await Promise.race([promise.then(() => true), Promise.resolve().then(() => false)])
}

describe('settling', () => {
  it('waits for every file of a commit, as that commit left it or later', async () => {
    const settling = createSettling(4)
    settling.committed(5, ['a.md', 'b.md'])
    const settled = settling.settled(5)
    settling.settle('a.md', 4)
    settling.settle('b.md', 5)
    expect(await isDone(settled)).toBe(false)
    settling.settle('a.md', 7)
    await settled
  })

  it('does not wait for what was on disk before, or for a commit without files', async () => {
    const settling = createSettling(4)
    await settling.settled(4)
    settling.committed(5, [])
    await settling.settled(5)
  })

  it('waits for a commit that it has not heard of yet', async () => {
    const settling = createSettling(4)
    const settled = settling.settled(5)
    expect(await isDone(settled)).toBe(false)
    settling.committed(5, ['a.md'])
    expect(await isDone(settled)).toBe(false)
    settling.settle('a.md', 5)
    await settled
  })

  it('lets everybody go when it is closed', async () => {
    const settling = createSettling(0)
    settling.committed(1, ['a.md'])
    const both = Promise.all([settling.settled(1), settling.settled(2)])
    settling.close()
    await both
    await settling.settled(3)
  })
})
