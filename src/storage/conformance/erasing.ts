import { expect, it } from 'vitest'
import type { Entry, Gone, MemoryLog } from '../../memory/log.ts'
import { checkLink, NO_HASH, withoutContent } from '../../memory/seal.ts'
import type { Draft, SealedCommit } from '../../memory/types.ts'
import { all, append, draft, drafts, edited, entriesAfter, FACTS } from './drafts.ts'
import type { Places } from './place.ts'

/** The entry and what goes when the texts that the commits of these numbers made are erased after commit `expected`. */
export async function erasureOf(
  log: MemoryLog,
  expected: number,
  numbers: readonly number[],
): Promise<{ readonly entry: Entry; readonly gone: Gone }> {
  const old = (await all(log)).filter((each) => numbers.includes(each.number))
  const texts = old.flatMap(({ number, changes }) =>
    changes.map(({ document }) => ({ document, version: number })),
  )
  const stones: Draft = {
    ...FACTS,
    reason: 'erase',
    changes: texts.map(({ document, version }) => ({
      kind: 'erase',
      document,
      path: `/memories/${document}.md`,
      versions: [version],
    })),
  }
  const [entry] = await entriesAfter(log, expected, [stones])
  if (!entry) throw new Error('one draft becomes one entry')
  return { entry, gone: { commits: old.map((each) => stripped(each, expected + 1)), texts } }
}

function stripped(commit: SealedCommit, by: number): SealedCommit {
  const changes = commit.changes.map((change) =>
    'sha256' in change ? { ...change, size: 0, sha256: '' } : change,
  )
  return withoutContent(commit, changes, by)
}

export function testErasing({ fresh, newPlace, openAt }: Places): void {
  const written = [
    draft('a', 'the first words', { key: 'k', result: 'wrote the first words' }),
    edited('a', 'other words'),
    draft('b', 'not concerned'),
  ]

  it('puts the stripped commits in place, removes the texts, keeps all others and the chain', async () => {
    const log = await fresh()
    const before = await append(log, 0, written)
    const { entry, gone } = await erasureOf(log, 3, [1])
    await log.erase(3, entry, gone)
    const after = await all(log)
    expect(after).toEqual([gone.commits[0], before[1], before[2], entry.commit])
    expect(after[0]).toMatchObject({ number: 1, key: 'k', erasedBy: 4 })
    expect(after[0]).not.toHaveProperty('result')
    expect(await log.text('doc_a', 1)).toBeNull()
    expect(await log.text('doc_a', 2)).toBe('other words')
    expect(await log.text('doc_b', 3)).toBe('not concerned')
    const links = after.map((each, i) => checkLink(each, after[i - 1]?.seal.hash ?? NO_HASH).kind)
    expect(links).toEqual(['erased', 'whole', 'whole', 'whole'])
  })

  it.each([
    ['behind', 2],
    ['beyond', 4],
  ])('refuses to erase %s the head and changes nothing', async (_, expected) => {
    const log = await fresh()
    const before = await append(log, 0, written)
    const { entry, gone } = await erasureOf(log, expected, [1])
    const attempt = log.erase(expected, entry, gone)
    await expect(attempt).rejects.toMatchObject({ name: 'HeadMoved', expected, actual: 3 })
    expect(await all(log)).toEqual(before)
    expect(await log.text('doc_a', 1)).toBe('the first words')
  })

  it('has erased what it erased when it is opened again, and goes on from there', async () => {
    const place = await newPlace()
    const first = await place.open()
    await append(first, 0, written)
    const { entry, gone } = await erasureOf(first, 3, [1, 2])
    await first.erase(3, entry, gone)
    await append(first, 4, [draft('c')])
    const before = await all(first)
    await first.close()
    const second = await openAt(place)
    expect(await all(second)).toEqual(before)
    expect(await all(second, 4)).toEqual(before.slice(4))
    expect([await second.text('doc_a', 1), await second.text('doc_a', 2)]).toEqual([null, null])
    expect(await second.text('doc_b', 3)).toBe('not concerned')
    expect((await append(second, 5, [draft('d')]))[0]?.number).toBe(6)
  })

  it('erases many texts of many commits at once, and can erase again', async () => {
    const log = await fresh()
    await append(log, 0, drafts(120))
    const some = Array.from({ length: 100 }, (_, i) => i + 1)
    for (const [head, numbers] of [
      [120, some],
      [121, [110, 120]],
    ] as const) {
      const { entry, gone } = await erasureOf(log, head, numbers)
      await log.erase(head, entry, gone)
    }
    const left: number[] = []
    for (let i = 0; i < 120; i++) if ((await log.text(`doc_d${i}`, i + 1)) !== null) left.push(i + 1)
    expect(left).toEqual([
      101,
      102,
      103,
      104,
      105,
      106,
      107,
      108,
      109,
      ...Array.from({ length: 9 }, (_, i) => 111 + i),
    ])
    expect(await log.head()).toBe(122)
  })

  it('lets either an append or an erasure at the same head through, never both', async () => {
    const log = await fresh()
    await append(log, 0, written)
    const { entry, gone } = await erasureOf(log, 3, [1])
    const [appended, erased] = await Promise.allSettled([
      append(log, 3, [draft('late')]),
      log.erase(3, entry, gone),
    ])
    expect([appended.status, erased.status].sort()).toEqual(['fulfilled', 'rejected'])
    expect(await log.head()).toBe(4)
    expect(await log.text('doc_a', 1)).toBe(erased.status === 'fulfilled' ? null : 'the first words')
  })
}
