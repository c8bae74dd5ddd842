import { appendFileSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ALICE, create, desk, visible } from '../../test/working-copy-desk.ts'

describe('while the server was down', () => {
  it('additions, edits, renames and deletions are noticed', async () => {
    const d = await desk()
    for (const name of ['edit', 'move', 'gone', 'still']) await create(d, `/memories/${name}.md`, `${name}\n`)
    await d.away(() => {
      d.write('edit.md', 'edited\n')
      d.write('new.md', 'new\n')
      renameSync(join(d.folder, 'move.md'), join(d.folder, 'moved.md'))
      rmSync(join(d.folder, 'gone.md'))
    })
    expect(d.paths().sort()).toEqual(['edit', 'moved', 'new', 'still'].map((name) => `/memories/${name}.md`))
    expect(await d.text('/memories/edit.md')).toBe('edited\n')
    expect(d.memory.history({ limit: 4 }).every((commit) => commit.actor.kind === 'disk')).toBe(true)
  })

  it('nothing changed: nothing is committed', async () => {
    const d = await desk()
    await create(d, '/memories/a.md', 'one\n')
    const { head } = d.memory
    await d.away(() => {})
    expect(d.memory.head).toBe(head)
  })

  it.each([
    ['emptied', (folder: string) => rmSync(join(folder, 'a.md'))],
    ['removed', (folder: string) => rmSync(folder, { recursive: true })],
  ])('a folder that was %s is damage: its files are written again', async (_, damage) => {
    const d = await desk()
    await create(d, '/memories/a.md', 'one\n')
    const { head } = d.memory
    await d.away(() => damage(d.folder))
    expect(d.read('a.md')).toBe('one\n')
    expect(d.memory.head).toBe(head)
    expect(d.notices).toMatchObject([{ kind: 'damage', files: 1 }])
  })

  it('a lost state file makes no deletions, and differing texts are both kept', async () => {
    const d = await desk()
    await create(d, '/memories/same.md', 'same\n')
    await create(d, '/memories/differs.md', 'memory\n')
    await create(d, '/memories/missing.md', 'missing\n')
    await d.away(() => {
      rmSync(join(d.folder, '..', 'data'), { recursive: true })
      rmSync(join(d.folder, 'missing.md'))
      d.write('differs.md', 'disk\n')
    })
    expect(d.read('missing.md')).toBe('missing\n')
    expect(d.read('differs.md')).toBe('memory\n')
    const kept = d.paths().find((path) => path.startsWith('/memories/differs.conflict-'))
    expect(await d.text(kept ?? '')).toBe('disk\n')
    expect(d.paths()).toHaveLength(4)
  })

  it('takes in a folder that was full before there was a memory', async () => {
    const d = await desk((folder) => {
      mkdirSync(join(folder, 'sub'))
      writeFileSync(join(folder, 'sub', 'a.md'), 'ä\r\n')
      writeFileSync(join(folder, 'b.txt'), '')
    })
    expect(d.paths()).toEqual(['/memories/b.txt', '/memories/sub/a.md'])
    expect(await d.text('/memories/sub/a.md')).toBe('ä\r\n')
  })
})

describe('while the server runs', () => {
  it('many files that vanish at once are damage, and are written again', async () => {
    const d = await desk()
    for (let i = 0; i < 3; i++) await create(d, `/memories/${i}.md`, `${i}\n`)
    const { head } = d.memory
    rmSync(d.folder, { recursive: true })
    await d.copy.scan()
    expect(visible(d.folder)).toEqual(['0.md', '1.md', '2.md'])
    expect(d.memory.head).toBe(head)
    expect(d.notices).toContainEqual(expect.objectContaining({ kind: 'damage', files: 3 }))
  })

  it('a text written into a file after it was replaced is not lost', async () => {
    const d = await desk()
    await create(d, '/memories/a.md', 'one\n\n\nlast\n')
    // A second name stands for a program that holds the old file open.
    linkSync(join(d.folder, 'a.md'), join(d.folder, '..', 'held.md'))
    const { document, version } = d.memory.at('/memories/a.md')!
    const saved = await d.memory.save(document, version, 'one, changed\n\n\nlast\n', ALICE)
    await d.copy.settled(saved.kind === 'done' ? saved.commit.number : 0)
    appendFileSync(join(d.folder, '..', 'held.md'), 'late\n')
    await d.copy.close()
    expect(await d.text('/memories/a.md')).toBe('one, changed\n\n\nlast\nlate\n')
    await d.away(() => {})
    expect(d.read('a.md')).toBe('one, changed\n\n\nlast\nlate\n')
    expect(visible(d.folder)).toEqual(['a.md'])
  })

  it('what a crash left of a replaced file is taken in at the next start', async () => {
    const d = await desk()
    await create(d, '/memories/a.md', 'one\n')
    const { document, version } = d.memory.at('/memories/a.md')!
    await d.away(() => {
      d.write(`.commonplace-${document}-${version}-x1.kept`, 'one\nlate\n')
      d.write('.commonplace-x2.tmp', 'half a te')
    })
    expect(await d.text('/memories/a.md')).toBe('one\nlate\n')
    expect(visible(d.folder)).toEqual(['a.md'])
  })
})
