import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { Caller } from './caller.ts'
import type { MemoryLog } from './log.ts'
import { openMemory } from './memory.ts'
import type { SealedCommit } from './types.ts'
import { verifyLog } from './verify.ts'

const by = (key: string): Caller => ({
  actor: { kind: 'claude', onBehalfOf: 'Alice' },
  reader: 'chat:one',
  origin: { chat: 'one', turn: 'two', toolCall: key },
  key,
})

/** A log as people make one: documents made, edited, renamed and deleted, and some of it erased. */
async function written(steps: readonly number[]): Promise<MemoryLog> {
  const log = inProcessLog()
  const memory = await openMemory(log)
  await memory.run({ command: 'create', path: '/memories/first.md', file_text: 'first\n' }, by('k-first'))
  await memory.create('/memories/second.md', 'second\n', by('k-second'))
  for (const [i, step] of steps.entries()) {
    const all = memory.documents()
    const info = all[step % Math.max(1, all.length)]
    if (!info || step % 7 === 0) await memory.create(`/memories/d${i}.md`, `text ${i}\n`, by(`k${i}`))
    else if (step % 7 === 1) await memory.rename(info.path, `/memories/sub/r${i}.md`, by(`k${i}`))
    else if (step % 7 === 2) await memory.delete(info.path, by(`k${i}`))
    else if (step % 7 === 3 && memory.versions(info.document).length > 1) {
      const [version] = memory.versions(info.document)
      await memory.erase({ erase: [{ document: info.document, versions: [version ?? 0] }] }, by(`k${i}`))
    } else if (step % 7 === 4) {
      await memory.delete(info.path, by(`k${i}d`))
      await memory.erase({ erase: [{ document: info.document, versions: 'all' }] }, by(`k${i}`))
    } else await memory.save(info.document, info.version, `edited ${i}\n`, by(`k${i}`))
  }
  return log
}

const anySteps = fc.array(fc.nat(70), { minLength: 3, maxLength: 20 })

async function commitsOf(log: MemoryLog): Promise<SealedCommit[]> {
  const all: SealedCommit[] = []
  for await (const commit of log.read(0)) all.push(commit)
  return all
}

/** The same log, as somebody left it who could write to the store. */
function tampered(
  log: MemoryLog,
  commits: readonly SealedCommit[],
  texts: ReadonlyMap<string, string | null> = new Map(),
): MemoryLog {
  return {
    ...log,
    async head() {
      return commits.at(-1)?.number ?? 0
    },
    async *read(after) {
      yield* commits.slice(after)
    },
    async text(document, version) {
      const changed = texts.get(`${document}@${version}`)
      return changed === undefined ? await log.text(document, version) : changed
    },
  }
}

type Leaf = readonly (string | number)[]

/** The ways to every value in a commit. */
function leaves(value: unknown, at: Leaf = []): Leaf[] {
  if (value === undefined) return []
  if (typeof value !== 'object' || value === null) return [at]
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(inner, [...at, Array.isArray(value) ? Number(name) : name]),
  )
}

/** A copy with the value at `leaf` changed to another of its type, or left out. */
function altered(commit: SealedCommit, leaf: Leaf, leaveOut: boolean): SealedCommit {
  const copy: SealedCommit = structuredClone(commit)
  const [last, ...way] = [...leaf].reverse()
  let holder: object = copy
  for (const step of way.reverse()) holder = Reflect.get(holder, step)
  const old: unknown = Reflect.get(holder, last ?? '')
  if (leaveOut && !Array.isArray(holder)) Reflect.deleteProperty(holder, last ?? '')
  else Reflect.set(holder, last ?? '', typeof old === 'number' ? old + 1 : `${old}x`)
  return copy
}

/** What nothing can vouch for any more once a part of the commit was erased: the salt of its contents is gone. */
function isUncovered(commit: SealedCommit, leaf: Leaf): boolean {
  if (commit.erasedBy === undefined || leaf[0] !== 'changes') return false
  return ['path', 'from', 'kind'].includes(String(leaf.at(-1))) || commit.changes.length > 1
}

/** The first call goes to `first`, all others to `then`. */
function once(first: MemoryLog['read'], then: MemoryLog['read']): MemoryLog['read'] {
  let called = false
  return (after) => {
    const read = called ? then : first
    called = true
    return read(after)
  }
}

describe('verifyLog', () => {
  it('finds nothing wrong with a log that nobody touched, and says what it saw', async () => {
    const log = inProcessLog()
    const memory = await openMemory(log)
    expect(await verifyLog(log)).toMatchObject({ commits: 0, head: { number: 0, hash: '' }, problems: [] })
    await memory.create('/memories/a.md', 'one', by('1'))
    const { document, version } = memory.at('/memories/a.md')!
    await memory.save(document, version, 'two', by('2'))
    await memory.erase({ erase: [{ document, versions: [1] }] }, by('3'))
    const verdict = await verifyLog(log)
    expect(verdict).toMatchObject({ commits: 3, texts: 1, erased: 1, unsealed: 0, problems: [] })
    expect(verdict.head).toEqual({ number: 3, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect((await verifyLog(log, verdict.head)).problems).toEqual([])
  })

  it('finds nothing wrong with whatever people do', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        expect((await verifyLog(await written(steps))).problems).toEqual([])
      }),
    )
  })

  it('finds any value of any commit that was changed or left out', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, fc.nat(), fc.nat(), fc.boolean(), async (steps, which, where, leaveOut) => {
        const log = await written(steps)
        const commits = await commitsOf(log)
        const at = which % commits.length
        const commit = commits[at]!
        const ways = leaves(commit).filter((leaf) => !isUncovered(commit, leaf))
        const forged = altered(commit, ways[where % ways.length]!, leaveOut)
        const verdict = await verifyLog(tampered(log, commits.with(at, forged)))
        expect(verdict.problems, JSON.stringify([commit, forged])).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('finds a commit that was dropped, doubled or put elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, fc.nat(), fc.nat(), async (steps, a, b) => {
        const log = await written(steps)
        const commits = await commitsOf(log)
        const { head } = await verifyLog(log)
        const [i, j] = [a % commits.length, b % commits.length]
        const dropped = commits.toSpliced(i, 1)
        expect((await verifyLog(tampered(log, dropped), head)).problems).not.toEqual([])
        if (i < commits.length - 1) expect((await verifyLog(tampered(log, dropped))).problems).not.toEqual([])
        expect((await verifyLog(tampered(log, commits.toSpliced(i, 0, commits[i]!)))).problems).not.toEqual(
          [],
        )
        const swapped = commits.with(i, commits[j]!).with(j, commits[i]!)
        if (i !== j) expect((await verifyLog(tampered(log, swapped))).problems).not.toEqual([])
      }),
    )
  })

  it('finds a text that was changed, taken away, or put back after it was erased', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, fc.nat(), fc.option(fc.string()), async (steps, which, text) => {
        const log = await written(steps)
        const commits = await commitsOf(log)
        const names = commits.flatMap(({ number, changes }) =>
          changes.flatMap((c) => ('sha256' in c ? [[c.document, number] as const] : [])),
        )
        const [document, version] = names[which % names.length]!
        const other = new Map([[`${document}@${version}`, text]])
        const same = (await log.text(document, version)) === text
        const { problems } = await verifyLog(tampered(log, commits, other))
        expect(problems.length > 0).toBe(!same)
      }),
    )
  })

  it('finds a log that was cut off or written anew, when its head was noted', async () => {
    const log = await written([0, 5, 6])
    const { head } = await verifyLog(log)
    const commits = await commitsOf(log)
    const cut = await verifyLog(tampered(log, commits.slice(0, -1)), head)
    expect(cut.problems).toEqual([
      { commit: head.number - 1, why: `the log ends here, but once had commit ${head.number}` },
    ])
    const anew = await verifyLog(await written([0, 5, 6]), head)
    expect(anew.problems).toEqual([{ commit: head.number, why: 'its hash is not the one that was noted' }])
  })

  it('reads on when the last text it looked for was erased after the last commit it read', async () => {
    const log = inProcessLog()
    const memory = await openMemory(log)
    await memory.create('/memories/a.md', 'one', by('1'))
    const { document } = memory.at('/memories/a.md')!
    const before = await commitsOf(log)
    await memory.save(document, 1, 'two', by('2'))
    await memory.erase({ erase: [{ document, versions: [1] }] }, by('3'))
    const read = once(async function* () {
      yield* before
    }, log.read)
    expect(await verifyLog({ ...log, read })).toMatchObject({ commits: 3, problems: [] })
  })

  it('takes a text for erased that was erased while it read', async () => {
    const log = inProcessLog()
    const memory = await openMemory(log)
    await memory.create('/memories/a.md', 'one', by('1'))
    const { document } = memory.at('/memories/a.md')!
    await memory.save(document, 1, 'two', by('2'))
    const before = await commitsOf(log)
    await memory.erase({ erase: [{ document, versions: [1] }] }, by('3'))
    const read = once(async function* () {
      yield* before
      yield* log.read(2)
    }, log.read)
    expect((await verifyLog({ ...log, read })).problems).toEqual([])
  })
})
