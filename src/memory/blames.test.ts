import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import { BlameCache } from './blame-cache.ts'
import { blameOf } from './blames.ts'
import type { Caller, Memory } from './contract.ts'
import { linesOf } from './lines.ts'
import { openMemory } from './memory.ts'

const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
const BOB: Caller = { actor: { kind: 'person', name: 'Bob' }, reader: 'person:Bob' }
const PATH = '/memories/a.md'

async function documentWith(text: string) {
  const memory = await openMemory(inProcessLog())
  await memory.create(PATH, text, ALICE)
  const id = memory.at(PATH)?.document ?? ''
  const save = (body: string) => memory.save(id, memory.document(id)?.version ?? 0, body, BOB)
  const blame = (version = memory.versions(id).at(-1) ?? 0, cache = new BlameCache()) =>
    blameOf(memory, id, version, cache)
  return { memory, id, save, blame }
}

type Doing =
  | { readonly kind: 'save'; readonly at: number; readonly remove: number; readonly add: number }
  | { readonly kind: 'restore'; readonly version: number }
  | { readonly kind: 'rename' | 'delete' | 'merge' }

const doing: fc.Arbitrary<Doing> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('save'), at: fc.nat(9), remove: fc.nat(3), add: fc.nat(3) }),
  },
  fc.record({ kind: fc.constant('restore'), version: fc.nat(30) }),
  fc.record({ kind: fc.constantFrom('rename', 'delete', 'merge') }),
)

/** Does it to the one document of the memory. Every line ever written is like no other. */
async function act(memory: Memory, id: string, what: Doing): Promise<void> {
  const info = memory.document(id)
  const versions = memory.versions(id)
  if (what.kind === 'restore' || !info) {
    const version = what.kind === 'restore' ? versions[what.version % versions.length] : versions.at(-1)
    await memory.restore(id, version ?? 0, ALICE)
    return
  }
  const lines = linesOf((await memory.text(id)) ?? '')
  const text = (all: readonly string[]) => all.map((line) => `${line}\n`).join('')
  switch (what.kind) {
    case 'rename':
      await memory.rename(info.path, `/memories/${memory.head}.md`, ALICE)
      return
    case 'delete':
      await memory.delete(info.path, ALICE)
      return
    case 'merge': {
      await memory.save(id, info.version, text([`first ${memory.head}`, ...lines]), ALICE)
      await memory.save(id, info.version, text([...lines, `last ${memory.head}`]), BOB)
      return
    }
    case 'save': {
      const fresh = Array.from({ length: what.add }, (_, i) => `${memory.head}.${i}`)
      await memory.save(id, info.version, text(lines.toSpliced(what.at, what.remove, ...fresh)), BOB)
      return
    }
    default:
      what satisfies never
  }
}

describe('blame of a document', () => {
  it('finds for every line the first version that had it, whatever was done, asked anew or with what is remembered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { maxLength: 40 }), fc.boolean(), async (all, asksOften) => {
        const { memory, id } = await documentWith('one\ntwo\nthree\n')
        const cache = new BlameCache(60)
        for (const what of all) {
          await act(memory, id, what)
          if (asksOften) await blameOf(memory, id, memory.versions(id).at(-1) ?? 0, cache)
        }
        const author = new Map<string, number>()
        for (const version of memory.versions(id)) {
          const lines = linesOf((await memory.text(id, version)) ?? '')
          for (const line of lines) if (!author.has(line)) author.set(line, version)
          expect(await blameOf(memory, id, version, cache)).toEqual(lines.map((line) => author.get(line)))
        }
      }),
      { numRuns: 60 },
    )
  })

  it('gives a text that comes back to whoever wrote it', async () => {
    const { memory, id, save, blame } = await documentWith('same\nsame\n')
    await save('same\nother\nsame\n')
    await save('gone\n')
    await memory.restore(id, 2, ALICE)
    expect(await blame()).toEqual([1, 2, 1])
  })

  it('gives lines that an undo brings back into a newer text to whoever wrote them', async () => {
    const { memory, id, save, blame } = await documentWith('one\ntwo\nthree\n')
    await save('one\nthree\n')
    await save('one\nthree\nfour\n')
    const version = memory.head
    await memory.change(
      () => ({
        kind: 'write',
        reason: 'revert',
        changes: [{ kind: 'edit', document: id, path: PATH, text: 'one\ntwo\nthree\nfour\n' }],
      }),
      ALICE,
    )
    expect(await blame()).toEqual([1, 1, 1, version])
  })

  it('gives what an erased version wrote to the next one, and to nobody when none is known before', async () => {
    const { memory, id, save, blame } = await documentWith('one\n')
    await save('one\ntwo\n')
    await save('one\ntwo\nthree\n')
    await memory.erase({ erase: [{ document: id, versions: [2] }] }, ALICE)
    expect(await blame(2)).toBeNull()
    expect(await blame()).toEqual([1, 3, 3])
    await memory.erase({ erase: [{ document: id, versions: [1] }] }, ALICE)
    expect(await blame()).toEqual([null, null, null])
  })

  it('knows nothing of versions and documents that are not there', async () => {
    const { memory, blame } = await documentWith('one\n')
    expect(await blame(7)).toBeNull()
    expect(await blameOf(memory, 'doc_none', 1, new BlameCache())).toBeNull()
  })

  it('reads a history of 1,000 versions once', async () => {
    const { memory, id, save } = await documentWith('')
    const lines: string[] = []
    for (let n = 2; n <= 1000; n++) {
      lines.splice(n % 7, n % 3, `line ${n}`)
      await save(lines.join('\n'))
    }
    let reads = 0
    const counted = {
      history: memory.history.bind(memory),
      text: (document: string, version?: number) => {
        reads += 1
        return memory.text(document, version)
      },
    }
    const cache = new BlameCache()
    await blameOf(counted, id, 1000, cache)
    expect(reads).toBeLessThan(1010)
    reads = 0
    await blameOf(counted, id, 1000, cache)
    await blameOf(counted, id, 500, cache)
    expect(reads).toBe(2)
  })
})
