import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ALICE, CLAUDE, create, desk, visible } from '../../test/working-copy-desk.ts'
import type { Memory } from '../memory/contract.ts'

describe('what the memory stores', () => {
  it('is on disk when settled resolves: created, edited, renamed, deleted', async () => {
    const d = await desk()
    const run = async (command: Parameters<Memory['run']>[0]) => {
      const result = await d.memory.run(command, CLAUDE)
      expect(result.isError).toBe(false)
      await d.copy.settled(result.commit ?? 0)
    }
    await run({ command: 'create', path: '/memories/customers/acme.md', file_text: 'Budget: $500K\n' })
    expect(d.read('customers/acme.md')).toBe('Budget: $500K\n')
    await run({
      command: 'str_replace',
      path: '/memories/customers/acme.md',
      old_str: '$500K',
      new_str: '$650K',
    })
    expect(d.read('customers/acme.md')).toBe('Budget: $650K\n')
    await run({
      command: 'rename',
      old_path: '/memories/customers/acme.md',
      new_path: '/memories/acme.md',
    })
    expect(visible(d.folder)).toEqual(['acme.md'])
    expect(d.read('acme.md')).toBe('Budget: $650K\n')
    await run({ command: 'delete', path: '/memories/acme.md' })
    expect(visible(d.folder)).toEqual([])
  })

  it('is written over what was written before, also when the note of that is lost', async () => {
    const d = await desk()
    await create(d, '/memories/a.md', 'one\n')
    await d.away(async () => {
      rmSync(join(d.folder, '..', 'data', 'working-copy.jsonl'))
      const { document, version } = d.memory.at('/memories/a.md')!
      await d.memory.save(document, version, 'two\n', ALICE)
    })
    expect(d.read('a.md')).toBe('two\n')
    expect(d.paths()).toEqual(['/memories/a.md'])
  })

  it('replaces a document by a directory of its name, and back', async () => {
    const d = await desk()
    await create(d, '/memories/a', 'one\n')
    await d.memory.delete('/memories/a', ALICE)
    await create(d, '/memories/a/b.md', 'two\n')
    expect(d.read('a/b.md')).toBe('two\n')
    await d.memory.delete('/memories/a/b.md', ALICE)
    await create(d, '/memories/a', 'three\n')
    expect(d.read('a')).toBe('three\n')
    expect(d.notices).toEqual([])
  })

  it('keeps the permissions of a file it replaces, and leaves nothing of its own behind', async () => {
    const d = await desk()
    d.write('a.md', 'one\n')
    spawnSync('chmod', ['640', join(d.folder, 'a.md')])
    await d.copy.scan()
    const info = d.memory.at('/memories/a.md')!
    const outcome = await d.memory.save(info.document, info.version, 'one\ntwo\n', ALICE)
    await d.copy.settled(outcome.kind === 'done' ? outcome.commit.number : 0)
    expect(statSync(join(d.folder, 'a.md')).mode & 0o777).toBe(0o640)
    await d.copy.close()
    expect(readdirSync(d.folder)).toEqual(['a.md'])
  })

  it('takes a new spelling in upper and lower case', async () => {
    const d = await desk()
    await create(d, '/memories/Acme.md', 'one\n')
    const renamed = await d.memory.rename('/memories/Acme.md', '/memories/acme.md', ALICE)
    await d.copy.settled(renamed.kind === 'done' ? renamed.commit.number : 0)
    await d.copy.scan()
    expect(visible(d.folder)).toEqual(['acme.md'])
    expect(d.paths()).toEqual(['/memories/acme.md'])
  })

  it('is written at once for many documents, and cleared again', async () => {
    const d = await desk()
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, i) => d.memory.create(`/memories/n/${i}.md`, `text ${i}\n`, ALICE)),
    )
    await Promise.all(outcomes.map((each) => d.copy.settled(each.kind === 'done' ? each.commit.number : 0)))
    expect(readdirSync(join(d.folder, 'n'))).toHaveLength(200)
    const cleared = await d.memory.clear(ALICE)
    await d.copy.settled(cleared.kind === 'done' ? cleared.commit.number : 0)
    expect(existsSync(join(d.folder, 'n'))).toBe(false)
  })
})
