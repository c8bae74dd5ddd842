/** Forgotten means gone: what is left of a text after it was erased, in this process, in the log, and in any other server. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { Caller, Memory } from './contract.ts'
import type { MemoryLog } from './log.ts'
import { openMemory } from './memory.ts'
import { checkLink, NO_HASH } from './seal.ts'
import type { SealedCommit } from './types.ts'

const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
const claude = (toolCall: string): Caller => ({
  actor: { kind: 'claude', onBehalfOf: 'Alice' },
  reader: 'chat:c1',
  origin: { chat: 'c1', turn: 't1', toolCall },
  key: `c1/t1/${toolCall}`,
})

async function memoryWith(texts: Readonly<Record<string, string>>, log: MemoryLog = inProcessLog()) {
  const memory = await openMemory(log)
  for (const [path, text] of Object.entries(texts)) await memory.create(path, text, ALICE)
  const id = (path: string) => memory.at(path)?.document ?? ''
  return { memory, log, id }
}

async function commitsIn(log: MemoryLog): Promise<readonly SealedCommit[]> {
  const all: SealedCommit[] = []
  for await (const commit of log.read(0)) all.push(commit)
  return all
}

async function chainOf(log: MemoryLog): Promise<readonly string[]> {
  const commits = await commitsIn(log)
  const previous = [NO_HASH, ...commits.map((each) => each.seal.hash)]
  return commits.map((each, i) => checkLink(each, previous[i] ?? '').kind)
}

/** Everything that the memory and its log tell, as one string to search in. */
async function everythingIn(memory: Memory, log: MemoryLog): Promise<string> {
  const commits = await commitsIn(log)
  const texts: (string | null)[] = []
  for (const { number, changes } of commits) {
    for (const { document } of changes)
      texts.push(await log.text(document, number), await memory.text(document, number))
  }
  return JSON.stringify([commits, memory.history({ limit: 10_000 }), memory.documents(), texts])
}

describe('erasing versions', () => {
  it('takes the text, its hash, its size and the recorded answer, and leaves who did what when', async () => {
    const { memory, log, id } = await memoryWith({ '/memories/a.md': 'one\n' })
    const document = id('/memories/a.md')
    await memory.run({ command: 'view', path: '/memories/a.md' }, claude('v'))
    const secret = 'the password is heron-42'
    const write = {
      command: 'str_replace',
      path: '/memories/a.md',
      old_str: 'one',
      new_str: secret,
    } as const
    expect((await memory.run(write, claude('k'))).text).toContain(secret)
    await memory.save(document, 2, 'three\n', ALICE)
    const before = memory.history()
    expect(await memory.erase({ erase: [{ document, versions: [2] }] }, ALICE)).toMatchObject({
      kind: 'done',
      commit: { number: 4, reason: 'erase', changes: [{ kind: 'erase', document, versions: [2] }] },
      erased: [{ document, versions: [2] }],
    })
    expect(await everythingIn(memory, log)).not.toContain('heron')
    const [, , erased, first] = memory.history()
    expect(erased).toMatchObject({
      number: 2,
      erasedBy: 4,
      actor: { kind: 'claude' },
      changes: [{ size: 0, sha256: '' }],
    })
    expect(erased).not.toHaveProperty('result')
    expect(first).toEqual(before[2])
    expect(await memory.text(document, 1)).toBe('one\n')
    expect(await memory.text(document)).toBe('three\n')
    expect(await chainOf(log)).toEqual(['whole', 'erased', 'whole', 'whole'])
  })

  it('answers the same tool call again, without what it wrote', async () => {
    const { memory, id } = await memoryWith({})
    const create = { command: 'create', path: '/memories/a.md', file_text: 'secret' } as const
    await memory.run(create, claude('k'))
    await memory.save(id('/memories/a.md'), 1, 'open', ALICE)
    await memory.erase({ erase: [{ document: id('/memories/a.md'), versions: [1] }] }, ALICE)
    expect(await memory.run(create, claude('k'))).toMatchObject({ isError: false, commit: 1 })
    expect(memory.head).toBe(3)
  })

  it('refuses the present version, unless the document is rewritten with it', async () => {
    const { memory, log, id } = await memoryWith({ '/memories/a.md': 'a secret and more' })
    const document = id('/memories/a.md')
    const erase = [{ document, versions: [1] }]
    expect(await memory.erase({ erase }, ALICE)).toMatchObject({ kind: 'refused', code: 'bad_input' })
    const rewrite = [{ document, base: 1, text: 'a [removed] and more' }]
    expect(await memory.erase({ erase, rewrite }, ALICE)).toMatchObject({ kind: 'done' })
    expect(await memory.text(document)).toBe('a [removed] and more')
    expect(memory.document(document)?.version).toBe(2)
    expect(await everythingIn(memory, log)).not.toContain('secret')
  })

  it('refuses a rewrite of what was changed meanwhile, and versions that never were', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one' })
    const document = id('/memories/a.md')
    await memory.save(document, 1, 'two', ALICE)
    const rewrite = [{ document, base: 1, text: 'clean' }]
    expect(await memory.erase({ erase: [{ document, versions: [1] }], rewrite }, ALICE)).toMatchObject({
      kind: 'refused',
      code: 'changed',
    })
    expect(await memory.erase({ erase: [{ document, versions: [7] }] }, ALICE)).toMatchObject({
      kind: 'refused',
      code: 'not_found',
    })
    expect(await memory.erase({ erase: [{ document: 'doc_no', versions: 'all' }] }, ALICE)).toMatchObject({
      kind: 'refused',
      code: 'not_found',
    })
    expect(memory.head).toBe(2)
  })

  it('does nothing the second time', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one' })
    const document = id('/memories/a.md')
    await memory.save(document, 1, 'two', ALICE)
    const request = { erase: [{ document, versions: [1] }] }
    await memory.erase(request, ALICE)
    expect(await memory.erase(request, ALICE)).toEqual({ kind: 'unchanged' })
    expect(memory.head).toBe(3)
  })

  it('says what cannot be done any more with what is gone: to restore, to undo, to merge', async () => {
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one' })
    const document = id('/memories/a.md')
    await memory.save(document, 1, 'two', ALICE)
    await memory.erase({ erase: [{ document, versions: [1] }] }, ALICE)
    expect(await memory.restore(document, 1, ALICE)).toMatchObject({ kind: 'refused', code: 'not_found' })
    expect(await memory.revert(2, ALICE)).toMatchObject({ kind: 'refused' })
    expect(await memory.save(document, 1, 'uno', ALICE)).toMatchObject({ kind: 'refused', code: 'bad_input' })
    expect(await memory.text(document)).toBe('two')
  })
})

describe('erasing a document', () => {
  it('takes its names too, everywhere', async () => {
    const { memory, log, id } = await memoryWith({
      '/memories/merger-with-acme.md': 'secret',
      '/memories/b.md': 'b',
    })
    const document = id('/memories/merger-with-acme.md')
    await memory.rename('/memories/merger-with-acme.md', '/memories/acme/takeover.md', ALICE)
    await memory.run(
      { command: 'str_replace', path: '/memories/acme/takeover.md', old_str: 'secret', new_str: 'hidden' },
      claude('k'),
    )
    const outcome = await memory.erase({ erase: [{ document, versions: 'all' }] }, ALICE)
    expect(outcome).toMatchObject({ kind: 'done', erased: [{ document, versions: [1, 4] }] })
    expect(await everythingIn(memory, log)).not.toMatch(/acme|takeover|secret|hidden/)
    expect(memory.documents().map((each) => each.path)).toEqual(['/memories/b.md'])
    expect(await memory.erase({ erase: [{ document, versions: 'all' }] }, ALICE)).toEqual({
      kind: 'unchanged',
    })
    expect(await memory.restore(document, 1, ALICE)).toMatchObject({ kind: 'refused' })
    expect(await chainOf(log)).not.toContain('broken')
    // The tombstone tells who and when, and stays whole.
    expect(memory.history({ limit: 1 })).toMatchObject([{ reason: 'erase', actor: ALICE.actor }])
    expect(memory.history({ limit: 1 })[0]).not.toHaveProperty('erasedBy')
  })

  it('takes the names that were left when its versions were erased before', async () => {
    const { memory, log, id } = await memoryWith({ '/memories/acme.md': 'one' })
    const document = id('/memories/acme.md')
    await memory.save(document, 1, 'two', ALICE)
    await memory.erase({ erase: [{ document, versions: [1] }] }, ALICE)
    await memory.erase({ erase: [{ document, versions: 'all' }] }, ALICE)
    expect(await everythingIn(memory, log)).not.toContain('acme')
    expect(await chainOf(log)).toEqual(['erased', 'erased', 'erased', 'erased', 'whole'])
  })

  it('leaves the others that the same commit touched', async () => {
    const { memory, log, id } = await memoryWith({ '/memories/x/a.md': 'a', '/memories/x/b.md': 'b' })
    const [a, b] = [id('/memories/x/a.md'), id('/memories/x/b.md')]
    await memory.rename('/memories/x', '/memories/y', ALICE)
    await memory.erase({ erase: [{ document: a, versions: 'all' }] }, ALICE)
    expect(memory.history({ document: b })[0]?.changes.find((each) => each.document === b)).toEqual({
      kind: 'rename',
      document: b,
      from: '/memories/x/b.md',
      path: '/memories/y/b.md',
    })
    expect(await everythingIn(memory, log)).not.toContain('/a.md')
    expect(await memory.text(b)).toBe('b')
  })
})

describe('what others know', () => {
  it('is gone from another server on the same log once it has caught up', async () => {
    const log = inProcessLog()
    const { memory, id } = await memoryWith({ '/memories/a.md': 'one secret' }, log)
    const other = await openMemory({ ...log, close: async () => {} })
    const document = id('/memories/a.md')
    expect(await other.text(document, 1)).toBe('one secret')
    await memory.erase({ erase: [{ document, versions: 'all' }] }, ALICE)
    await other.create('/memories/b.md', 'b', ALICE)
    expect(await everythingIn(other, log)).not.toContain('secret')
    await memory.create('/memories/c.md', 'c', ALICE)
    expect(other.history({ before: 5, limit: 9 })).toEqual(memory.history({ before: 5, limit: 9 }))
  })

  it('does not come back from a reading that was under way', async () => {
    const inner = inProcessLog()
    const reading = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    let slow = false
    const log: MemoryLog = {
      ...inner,
      async text(document, version) {
        const text = await inner.text(document, version)
        if (slow) {
          slow = false
          reading.resolve()
          await goOn.promise
        }
        return text
      },
    }
    const { memory: first, id } = await memoryWith({ '/memories/a.md': 'secret' }, inner)
    const document = id('/memories/a.md')
    await first.save(document, 1, 'open', ALICE)
    const memory = await openMemory(log)
    slow = true
    const under = memory.text(document, 1)
    await reading.promise
    await memory.erase({ erase: [{ document, versions: [1] }] }, ALICE)
    goOn.resolve()
    expect(await under).toBe('secret')
    expect(await memory.text(document, 1)).toBeNull()
  })
})

const PATHS = ['/memories/a.md', '/memories/b.md', '/memories/d/c.md'] as const
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), at: fc.nat(2) }) },
  fc.record({ do: fc.constant('move' as const), at: fc.nat(2), to: fc.nat(2) }),
  fc.record({ do: fc.constant('delete' as const), at: fc.nat(2) }),
)

describe('whatever happened before', () => {
  it('what was erased is gone, the rest is as it was, and the log opened again is the same memory', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 20 }),
        fc.array(fc.record({ which: fc.nat(), whole: fc.boolean() }), { minLength: 1, maxLength: 4 }),
        async (steps, erasures) => {
          const { memory, log } = await memoryWith({})
          for (const [i, each] of steps.entries()) await play(memory, each, i)
          const all = await versionsOf(memory, log)
          const gone = new Set<string>()
          for (const { which, whole } of erasures) {
            const chosen = all[which % Math.max(1, all.length)]
            if (!chosen) continue
            const { document, version } = chosen
            const versions = whole ? ('all' as const) : [version]
            const outcome = await memory.erase({ erase: [{ document, versions }] }, ALICE)
            if (outcome.kind !== 'done') continue
            for (const each of all)
              if (each.document === document && (whole || each.version === version)) gone.add(each.text)
          }
          const told = await everythingIn(memory, log)
          for (const { document, version, text } of all) {
            expect(await memory.text(document, version)).toBe(gone.has(text) ? null : text)
            if (gone.has(text)) expect(told).not.toContain(text)
          }
          expect(await chainOf(log)).not.toContain('broken')
          const again = await openMemory(log)
          expect(again.history({ limit: 1000 })).toEqual(memory.history({ limit: 1000 }))
          expect(again.documents()).toEqual(memory.documents())
          expect(await commitsIn(log)).toEqual([...memory.history({ limit: 1000 })].reverse())
        },
      ),
      { numRuns: 150 },
    )
  })
})

/** Texts are never the same twice, so that finding one says whose it is. */
async function play(memory: Memory, each: { do: string; at: number; to?: number }, i: number): Promise<void> {
  const path = PATHS[each.at] ?? PATHS[0]
  const info = memory.at(path)
  const text = `<text ${i}>`
  if (each.do === 'write' && info) await memory.save(info.document, info.version, text, ALICE)
  else if (each.do === 'write') await memory.create(path, text, ALICE)
  else if (each.do === 'move') await memory.rename(path, PATHS[each.to ?? 0] ?? PATHS[0], ALICE)
  else await memory.delete(path, ALICE)
}

async function versionsOf(memory: Memory, log: MemoryLog) {
  const found: { document: string; version: number; text: string }[] = []
  for (const { number, changes } of await commitsIn(log)) {
    for (const { document, kind } of changes) {
      const text = kind === 'create' || kind === 'edit' ? await memory.text(document, number) : null
      if (text !== null) found.push({ document, version: number, text })
    }
  }
  return found
}
