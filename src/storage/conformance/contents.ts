import { expect, it } from 'vitest'
import { entriesOf } from '../../memory/committed.ts'
import { checkLink, NO_HASH } from '../../memory/seal.ts'
import type { Draft } from '../../memory/types.ts'
import { all, append, created, draft, edited, FACTS } from './drafts.ts'
import type { Places } from './place.ts'

export function testContents({ fresh }: Places): void {
  it('gives every kind of change and every fact back as it was', async () => {
    const log = await fresh()
    const whole: Draft = {
      at: '2026-11-23T09:00:00.123Z',
      actor: { kind: 'claude', onBehalfOf: 'Ålice "the \u{1f98a}" O’Neil' },
      reason: 'revert',
      undoes: [
        [1, 4],
        [7, 7],
      ],
      origin: { chat: 'c1', turn: 't1', toolCall: 'toolu_1' },
      key: 'c1/t1/toolu_1',
      result: 'Line one\nLine two\ttab',
      changes: [
        created('a', 'é'),
        { kind: 'edit', document: 'doc_b', path: '/memories/b.md', text: '' },
        { kind: 'rename', document: 'doc_c', from: '/memories/c.md', path: '/memories/d/c.md' },
        { kind: 'delete', document: 'doc_e', path: '/memories/e.md' },
      ],
    }
    const appended = await append(log, 0, [whole])
    expect(await all(log)).toEqual(appended)
    expect(appended).toEqual([
      {
        ...whole,
        number: 1,
        seal: {
          content: expect.stringMatching(/^[0-9a-f]{64}$/),
          hash: expect.stringMatching(/^[0-9a-f]{64}$/),
          salt: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
        changes: [
          {
            kind: 'create',
            document: 'doc_a',
            path: '/memories/a.md',
            size: 2,
            sha256: '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c',
          },
          {
            kind: 'edit',
            document: 'doc_b',
            path: '/memories/b.md',
            size: 0,
            sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
          },
          { kind: 'rename', document: 'doc_c', from: '/memories/c.md', path: '/memories/d/c.md' },
          { kind: 'delete', document: 'doc_e', path: '/memories/e.md' },
        ],
      },
    ])
  })

  it('gives the chain back whole, and a commit from before there was one as it was', async () => {
    const log = await fresh()
    const [old] = entriesOf([draft('old')], 0, NO_HASH)
    if (!old) throw new Error('a draft becomes an entry')
    const unsealed = { ...old.commit, seal: { content: '', hash: '' } }
    await log.append(0, [{ ...old, commit: unsealed }])
    await append(log, 1, [draft('a'), edited('a', 'b')])
    await append(log, 3, [draft('c', 'c', { key: 'k', result: 'r' })])
    const read = await all(log)
    expect(read[0]).toEqual(unsealed)
    const previous = [NO_HASH, ...read.map((each) => each.seal.hash)]
    expect(read.map((each, i) => checkLink(each, previous[i] ?? '').kind)).toEqual([
      'unsealed',
      'whole',
      'whole',
      'whole',
    ])
  })

  it('gives back what a person took back', async () => {
    const log = await fresh()
    const [made] = await append(log, 0, [draft('a', 'a', { reason: 'revert', undoes: [[1, 2]] })])
    expect(await all(log)).toEqual([made])
    expect(made?.undoes).toEqual([[1, 2]])
  })

  it('leaves out what a commit does not have', async () => {
    const log = await fresh()
    await append(log, 0, [draft('a')])
    const [commit] = await all(log)
    expect(Object.keys(commit ?? {}).sort()).toEqual(['actor', 'at', 'changes', 'number', 'reason', 'seal'])
  })

  it.each([
    ['nothing', ''],
    ['one line break', '\n'],
    ['Windows line breaks and no final one', 'a\r\nb'],
    ['many scripts', 'Grüße, メモ, שלום, \u{1f469}\u{200d}\u{1f4bb}, e\u0301'],
    ['quotes and dollar signs', `'"\`$&$1$$ -- ; DROP TABLE memory_text`],
  ])('keeps a text of %s as it is', async (_, text) => {
    const log = await fresh()
    await append(log, 0, [draft('a', text)])
    expect(await log.text('doc_a', 1)).toBe(text)
  })

  it('keeps a text of four megabytes as it is', async () => {
    const log = await fresh()
    const text = 'Zwölf Boxkämpfer jagen Viktor.\n'.repeat(130_000)
    await append(log, 0, [draft('big', text)])
    expect((await log.text('doc_big', 1)) === text).toBe(true)
  })

  it('keeps every version of a document apart', async () => {
    const log = await fresh()
    await append(log, 0, [draft('a', 'one'), edited('a', 'two'), draft('b'), edited('a', 'four')])
    const texts = await Promise.all([1, 2, 3, 4, 5].map((version) => log.text('doc_a', version)))
    expect(texts).toEqual(['one', 'two', null, 'four', null])
  })

  it('keeps hundreds of changes in one commit, in their order', async () => {
    const log = await fresh()
    const changes = Array.from({ length: 1200 }, (_, i) => created(`m${i}`, String(i)))
    await append(log, 0, [{ ...FACTS, changes }])
    const [commit] = await all(log)
    expect(commit?.changes.map((each) => each.document)).toEqual(changes.map((each) => each.document))
    expect(await log.text('doc_m1199', 1)).toBe('1199')
  })
}
