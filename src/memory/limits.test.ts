import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { Caller } from './caller.ts'
import { createPolicy, DEFAULT_LIMITS, type Limits } from './limits.ts'
import { openMemory } from './memory.ts'

const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
const claude = (chat: string, key?: string): Caller => ({
  actor: { kind: 'claude', onBehalfOf: 'Alice' },
  reader: `chat:${chat}`,
  key,
})

async function open(set: Partial<Limits> = {}) {
  const state = { limits: { ...DEFAULT_LIMITS, ...set }, secrets: 'refuse' as 'refuse' | 'off', ms: 0 }
  const policy = createPolicy({
    limits: () => state.limits,
    secrets: () => state.secrets,
    now: () => new Date(state.ms),
  })
  const memory = await openMemory(inProcessLog(), { policy })
  const create = async (path: string, text: string, by: Caller = ALICE) => {
    const outcome = await memory.create(path, text, by)
    return outcome.kind === 'refused' ? { code: outcome.code, message: outcome.message } : outcome.kind
  }
  return { memory, state, create }
}

const SECRET = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')

describe('limits', () => {
  it('refuses a document that would be too large, but lets one that is too large already be made smaller', async () => {
    const { memory, state, create } = await open()
    expect(await create('/memories/a.md', 'x'.repeat(2_000))).toBe('done')
    state.limits = { ...state.limits, documentBytes: 1_000 }
    expect(await create('/memories/b.md', 'ü'.repeat(501))).toEqual({
      code: 'too_large',
      message: expect.stringMatching(/b\.md would have 1,002 bytes; a document may have at most 1,000\./),
    })
    const { document, version } = memory.at('/memories/a.md')!
    expect(await memory.save(document, version, 'x'.repeat(1_999), ALICE)).toMatchObject({ kind: 'done' })
    const { version: next } = memory.at('/memories/a.md')!
    expect(await memory.save(document, next, 'x'.repeat(2_001), ALICE)).toMatchObject({ code: 'too_large' })
  })

  it('refuses a document more than there may be, and takes one again when one was deleted', async () => {
    const { memory, create } = await open({ documents: 2 })
    await create('/memories/a.md', 'a')
    await create('/memories/b.md', 'b')
    expect(await create('/memories/c.md', 'c')).toEqual({
      code: 'limit',
      message: expect.stringMatching(/would hold 3 documents; 2 is the most/),
    })
    await memory.delete('/memories/a.md', ALICE)
    expect(await create('/memories/c.md', 'c')).toBe('done')
  })

  it('refuses what would lie too deep, renames of directories too, but not moving up', async () => {
    const { memory, state, create } = await open({ depth: 1 })
    expect(await create('/memories/a/b/c.md', 'c')).toEqual({
      code: 'limit',
      message: expect.stringMatching(/would lie 2 directories deep; 1 is the most/),
    })
    expect(await create('/memories/a/c.md', 'c')).toBe('done')
    expect(await memory.rename('/memories/a', '/memories/x/y', ALICE)).toMatchObject({ code: 'limit' })
    state.limits = { ...state.limits, depth: 0 }
    expect(await memory.rename('/memories/a', '/memories/z', ALICE)).toMatchObject({ kind: 'done' })
  })

  it('counts the writes of each chat in any minute, and says when the next may come', async () => {
    const { state, create } = await open({ writesPerMinute: 2 })
    expect(await create('/memories/1.md', '', claude('one'))).toBe('done')
    state.ms = 20_000
    expect(await create('/memories/2.md', '', claude('one'))).toBe('done')
    state.ms = 30_000
    expect(await create('/memories/3.md', '', claude('one'))).toEqual({
      code: 'rate',
      message: expect.stringMatching(/2 in the last minute, and 2 is the most\. Try again in 30 s/),
    })
    expect(await create('/memories/3.md', '', claude('two'))).toBe('done')
    expect(await create('/memories/4.md', '', ALICE)).toBe('done')
    state.ms = 60_000
    expect(await create('/memories/5.md', '', claude('one'))).toBe('done')
    expect(await create('/memories/6.md', '', claude('one'))).toMatchObject({ code: 'rate' })
  })

  it('counts people and the disk only when asked to', async () => {
    const { create } = await open({ writesPerMinute: 1, ratePeople: true })
    expect(await create('/memories/1.md', '')).toBe('done')
    expect(await create('/memories/2.md', '')).toMatchObject({ code: 'rate' })
  })

  it('never lets more than the limit through in any minute, and always lets that many', async () => {
    const most = 3
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 30 }), async (pauses) => {
        const { state, create } = await open({ writesPerMinute: most })
        const granted: number[] = []
        for (const [i, pause] of pauses.entries()) {
          state.ms += pause
          const recent = granted.filter((at) => at > state.ms - 60_000).length
          const outcome = await create(`/memories/${i}.md`, '', claude('one', `key-${i}`))
          expect(outcome === 'done').toBe(recent < most)
          if (outcome === 'done') granted.push(state.ms)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('answers Claude with the refusal as an error', async () => {
    const { memory } = await open({ documentBytes: 3 })
    const asked = { command: 'create', path: '/memories/a.md', file_text: 'long' } as const
    const result = await memory.run(asked, claude('one', 'k'))
    expect(result.text).toMatch(/^Error: .*4 bytes.*at most 3/)
    expect(memory.documents()).toEqual([])
  })
})

describe('the filter for secrets', () => {
  it('refuses a secret without repeating it, and says what, where and what to do', async () => {
    const { memory, create } = await open()
    const outcome = await create('/memories/aws.md', `# Access\n\nid ${SECRET}\npassword: hunter2\n`)
    expect(outcome).toEqual({ code: 'secret', message: expect.any(String) })
    const message = typeof outcome === 'string' ? '' : outcome.message
    expect(message).toMatch(/an AWS access key in line 3 of \/memories\/aws\.md and a password in line 4/)
    expect(message).toMatch(/Leave it out/)
    expect(message).not.toContain(SECRET)
    expect(message).not.toContain('hunter2')
    const asked = { command: 'create', path: '/memories/a.md', file_text: SECRET } as const
    const result = await memory.run(asked, claude('one', 'k'))
    expect(result.text).toMatch(/^Error: .*AWS access key in line 1/)
    expect(result.text).not.toContain(SECRET)
    expect(memory.head).toBe(0)
  })

  it('lets a person overrule it, and nobody else', async () => {
    const { create } = await open()
    expect(await create('/memories/a.md', SECRET, { ...claude('one'), allowSecrets: true })).toMatchObject({
      code: 'secret',
    })
    expect(await create('/memories/a.md', SECRET, { ...ALICE, allowSecrets: true })).toBe('done')
  })

  it('lets everybody edit around a secret that is there, but not add another', async () => {
    const { memory, create } = await open()
    await create('/memories/a.md', `old: ${SECRET}\n`, { ...ALICE, allowSecrets: true })
    await memory.run({ command: 'view', path: '/memories/a.md' }, claude('one'))
    const edit = { command: 'insert', path: '/memories/a.md', insert_line: 0 } as const
    const first = await memory.run({ ...edit, insert_text: 'a title\n' }, claude('one', 'k1'))
    expect(first.text).not.toMatch(/^Error/)
    const second = await memory.run({ ...edit, insert_text: 'password: hunter2\n' }, claude('one', 'k2'))
    expect(second.text).toMatch(/^Error: .*a password in line 1/)
  })

  it('looks at names, and at what a restored version would bring back', async () => {
    const { memory, state, create } = await open()
    expect(await create(`/memories/${SECRET}.md`, 'text')).toMatchObject({ code: 'secret' })
    await create('/memories/a.md', 'text')
    expect(await memory.rename('/memories/a.md', `/memories/${SECRET}/a.md`, ALICE)).toMatchObject({
      code: 'secret',
    })
    const { document, version } = memory.at('/memories/a.md')!
    await memory.save(document, version, SECRET, { ...ALICE, allowSecrets: true })
    await memory.save(document, 2, 'clean', ALICE)
    expect(await memory.restore(document, 2, ALICE)).toMatchObject({ kind: 'refused', code: 'secret' })
    state.secrets = 'off'
    await create('/memories/dir/4111111111111111.md', 'text')
    state.secrets = 'refuse'
    expect(await memory.rename('/memories/dir', '/memories/other', ALICE)).toMatchObject({ kind: 'done' })
    state.secrets = 'off'
    expect(await memory.restore(document, 2, ALICE)).toMatchObject({ kind: 'done' })
  })
})
