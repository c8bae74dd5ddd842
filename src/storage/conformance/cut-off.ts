/**
 * A process that dies between any two calls to its store. The same story is told with the cut at the first call, the second, and so
 * on until a telling gets through; each time somebody opens the log afterwards and tells the rest of the story.
 */
import { expect, it } from 'vitest'
import { entriesOf } from '../../memory/committed.ts'
import type { Entry, Gone, MemoryLog } from '../../memory/log.ts'
import { NO_HASH } from '../../memory/seal.ts'
import type { Draft, SealedCommit } from '../../memory/types.ts'
import { all, draft, edited } from './drafts.ts'
import { erasureOf } from './erasing.ts'

/** `lost`: the call did what it does, and its answer is lost. `unsent`: it did nothing. */
export type Cut = { readonly at: number; readonly how: 'lost' | 'unsent' }

export interface CutPlace {
  open(): Promise<MemoryLog>
  /** A log whose process is dead from the cut on: that call and every later one fails. */
  openCut(cut: Cut): Promise<MemoryLog>
  /** Where in the store the words can be read. */
  holding(words: string): Promise<readonly string[]>
}

const SECRET = 'the words that nobody shall read again'

type Step =
  | { readonly kind: 'append'; readonly drafts: readonly Draft[] }
  | { readonly kind: 'erase'; readonly numbers: readonly number[] }

/** `long`: characters that make a text too long to lie beside others, in this backend. */
function story(long: number): readonly Step[] {
  const wide = Array.from({ length: 5 }, (_, i) => draft(`w${i}`, '.'.repeat(3500)))
  const append = (...drafts: Draft[]): Step => ({ kind: 'append', drafts })
  return [
    append(draft('a', SECRET, { result: SECRET }), draft('b')),
    append(draft('long', SECRET + '.'.repeat(long))),
    append(draft('wide', SECRET), ...wide),
    append(edited('a', 'other words')),
    append(edited('w1', 'more')),
    { kind: 'erase', numbers: [1, 3, 4] },
    append(draft('d'), draft('e')),
  ]
}

export function testCutOff(make: () => Promise<CutPlace>, long: number): void {
  it.each(['lost', 'unsent'] as const)(
    'loses nothing and halves nothing when it is cut off at any call, the call being %s',
    async (how) => {
      let cuts = 0
      for (let at = 1; !(await throughAt({ at, how }, await make(), story(long))); at++) cuts = at
      // Fewer calls than steps would mean that the cut reached nothing.
      expect(cuts).toBeGreaterThan(story(long).length)
    },
    240_000,
  )
}

/** True when the story got through before the cut was reached. */
async function throughAt(cut: Cut, place: CutPlace, steps: readonly Step[]): Promise<boolean> {
  const told: SealedCommit[] = []
  const dying = await place.openCut(cut)
  const done = await tell(dying, steps, told)
  await dying.close().catch(() => {})
  const next = await place.open()
  const found = await all(next)
  const hashes = (commits: readonly SealedCommit[]) => commits.map(({ seal }) => seal.hash)
  expect(hashes(found.slice(0, told.length))).toEqual(hashes(told))
  const cutStep = steps[done]
  const atOnce = cutStep?.kind === 'append' ? cutStep.drafts.length : 1
  const more = found.length - told.length
  expect([0, atOnce]).toContain(more)
  const rest = more === 0 ? steps.slice(done) : steps.slice(done + 1)
  expect(await tell(next, rest, [...found])).toBe(rest.length)
  await next.close()
  const last = await place.open()
  await expectWhole(last, steps)
  await last.close()
  expect(await place.holding(SECRET)).toEqual([])
  return done === steps.length
}

/** Tells the steps until one fails; `commits` becomes what is acknowledged. Gives the number of steps that were. */
async function tell(log: MemoryLog, steps: readonly Step[], commits: SealedCommit[]): Promise<number> {
  for (const [i, step] of steps.entries()) {
    try {
      await tellOne(log, step, commits)
    } catch {
      return i
    }
  }
  return steps.length
}

async function tellOne(log: MemoryLog, step: Step, commits: SealedCommit[]): Promise<void> {
  const head = commits.length
  if (step.kind === 'erase') {
    const { entry, gone } = await erasureOf(log, head, step.numbers)
    await log.erase(head, entry, gone)
    replace(commits, entry, gone)
    return
  }
  const entries = entriesOf(step.drafts, head, commits.at(-1)?.seal.hash ?? NO_HASH)
  await log.append(head, entries)
  commits.push(...entries.map(({ commit }) => commit))
}

function replace(commits: SealedCommit[], entry: Entry, gone: Gone): void {
  commits.push(entry.commit)
  for (const each of gone.commits) commits[each.number - 1] = each
}

async function expectWhole(log: MemoryLog, steps: readonly Step[]): Promise<void> {
  const commits = await all(log)
  const drafts = steps.flatMap((step): readonly (Draft | null)[] =>
    step.kind === 'append' ? step.drafts : [null],
  )
  expect(commits.map(({ number }) => number)).toEqual(drafts.map((_, i) => i + 1))
  const erased = new Set(steps.flatMap((step) => (step.kind === 'erase' ? step.numbers : [])))
  for (const [i, each] of drafts.entries()) {
    const number = i + 1
    expect(commits[i]?.reason).toBe(each?.reason ?? 'erase')
    expect(commits[i]?.result).toBe(erased.has(number) ? undefined : each?.result)
    for (const change of each?.changes ?? []) {
      if (!('text' in change)) continue
      const text = await log.text(change.document, number)
      expect(text).toBe(erased.has(number) ? null : change.text)
    }
  }
}
