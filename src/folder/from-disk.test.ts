import { appendFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ALICE, CLAUDE, commitWhere, create, desk, newest, visible } from '../../test/working-copy-desk.ts'

describe('what a person does on disk', () => {
  it('becomes commits by disk, noticed by the watcher', async () => {
    const d = await desk()
    await d.copy.watching
    const created = commitWhere(d.memory, (commit) => commit.changes[0]?.kind === 'create')
    d.write('notes.md', '# Notes\n')
    expect((await created).actor).toEqual({ kind: 'disk' })
    expect(await d.text('/memories/notes.md')).toBe('# Notes\n')

    const edited = commitWhere(d.memory, (commit) => commit.changes[0]?.kind === 'edit')
    appendFileSync(join(d.folder, 'notes.md'), 'More.\n')
    expect((await edited).reason).toBe('disk')
    expect(await d.text('/memories/notes.md')).toBe('# Notes\nMore.\n')

    const deleted = commitWhere(d.memory, (commit) => commit.changes[0]?.kind === 'delete')
    rmSync(join(d.folder, 'notes.md'))
    expect((await deleted).actor).toEqual({ kind: 'disk' })
    expect(d.paths()).toEqual([])
  })

  it('is noticed in a directory that is new, too', async () => {
    const d = await desk()
    await d.copy.watching
    const created = commitWhere(d.memory, () => true)
    d.write('deep/er/notes.md', 'x\n')
    await created
    expect(await d.text('/memories/deep/er/notes.md')).toBe('x\n')
  })

  it('is one edit when an editor writes a temporary file and renames it, or moves the old one away first', async () => {
    const d = await desk()
    await create(d, '/memories/a.md', 'one\n')
    const { document } = d.memory.at('/memories/a.md')!
    d.write('.a.md.swp', 'swap')
    d.write('4913', '')
    d.write('a.md.tmp.123', 'one\ntwo\n')
    renameSync(join(d.folder, 'a.md.tmp.123'), join(d.folder, 'a.md'))
    await d.copy.scan()
    expect(await d.text('/memories/a.md')).toBe('one\ntwo\n')

    renameSync(join(d.folder, 'a.md'), join(d.folder, 'a.md~'))
    d.write('a.md', 'one\ntwo\nthree\n')
    await d.copy.scan()
    expect(await d.text('/memories/a.md')).toBe('one\ntwo\nthree\n')
    expect(d.memory.at('/memories/a.md')?.document).toBe(document)
    expect(d.paths()).toEqual(['/memories/a.md'])
    expect(d.memory.history()).toHaveLength(3)
  })

  it('is a rename when a file moves, with its history', async () => {
    const d = await desk()
    await create(d, '/memories/a.md', 'one\n')
    const { document } = d.memory.at('/memories/a.md')!
    mkdirSync(join(d.folder, 'sub'))
    renameSync(join(d.folder, 'a.md'), join(d.folder, 'sub', 'b.md'))
    await d.copy.scan()
    expect(d.memory.at('/memories/sub/b.md')?.document).toBe(document)
    expect(d.paths()).toEqual(['/memories/sub/b.md'])
    expect(newest(d)).toMatchObject({ reason: 'rename', actor: { kind: 'disk' } })
  })

  it('is merged with what the memory changed elsewhere in the document meanwhile', async () => {
    const d = await desk()
    await create(d, '/memories/a.md', 'top\n\nmiddle\n\nbottom\n')
    await d.away(async () => {
      d.write('a.md', 'top, from disk\n\nmiddle\n\nbottom\n')
      await d.memory.run(
        { command: 'str_replace', path: '/memories/a.md', old_str: 'bottom', new_str: 'bottom, from Claude' },
        CLAUDE,
      )
    })
    expect(await d.text('/memories/a.md')).toBe('top, from disk\n\nmiddle\n\nbottom, from Claude\n')
    expect(d.read('a.md')).toBe('top, from disk\n\nmiddle\n\nbottom, from Claude\n')
    expect(d.notices).toEqual([])
  })

  it('is kept beside as a document when it cannot be merged, and announced', async () => {
    const d = await desk()
    await create(d, '/memories/a.md', 'Budget: $500K\n')
    await d.away(async () => {
      d.write('a.md', 'Budget: $400K\n')
      await d.memory.run(
        { command: 'str_replace', path: '/memories/a.md', old_str: '$500K', new_str: '$650K' },
        CLAUDE,
      )
    })
    const keptAs = `/memories/a.conflict-${new Date().toISOString().slice(0, 10)}.md`
    expect(d.paths()).toEqual([keptAs, '/memories/a.md'])
    expect(await d.text('/memories/a.md')).toBe('Budget: $650K\n')
    expect(await d.text(keptAs)).toBe('Budget: $400K\n')
    expect(d.read('a.md')).toBe('Budget: $650K\n')
    expect(d.read(keptAs.slice('/memories/'.length))).toBe('Budget: $400K\n')
    expect(d.notices).toMatchObject([{ kind: 'conflict', path: '/memories/a.md', keptAs }])
  })

  it('stays when the memory deleted the document that was edited, or wrote another of the same name', async () => {
    const d = await desk()
    await create(d, '/memories/a.md', 'one\n')
    await create(d, '/memories/b.md', 'one\n')
    await d.away(async () => {
      d.write('a.md', 'one\nedited\n')
      d.write('b.md', 'other\n')
      await d.memory.delete('/memories/a.md', ALICE)
      await d.memory.delete('/memories/b.md', ALICE)
      await d.memory.create('/memories/b.md', 'new\n', ALICE)
    })
    expect(await d.text('/memories/a.md')).toBe('one\nedited\n')
    expect(await d.text('/memories/b.md')).toBe('new\n')
    expect(d.read('b.md')).toBe('new\n')
    const kept = d.paths().find((path) => path.includes('conflict'))
    expect(await d.text(kept ?? '')).toBe('other\n')
  })

  it('follows a document that the memory renamed meanwhile', async () => {
    const d = await desk()
    await create(d, '/memories/a.md', 'one\n')
    await d.away(async () => {
      d.write('a.md', 'one\ntwo\n')
      await d.memory.rename('/memories/a.md', '/memories/b.md', ALICE)
    })
    expect(await d.text('/memories/b.md')).toBe('one\ntwo\n')
    expect(visible(d.folder)).toEqual(['b.md'])
  })

  it('does not delete what the memory changed meanwhile', async () => {
    const d = await desk()
    await create(d, '/memories/a.md', 'one\n')
    await create(d, '/memories/b.md', 'one\n')
    await d.away(async () => {
      rmSync(join(d.folder, 'a.md'))
      const { document, version } = d.memory.at('/memories/a.md')!
      await d.memory.save(document, version, 'one\ntwo\n', ALICE)
    })
    expect(d.read('a.md')).toBe('one\ntwo\n')
    expect(d.notices).toMatchObject([{ kind: 'kept', path: '/memories/a.md' }])
  })
})
