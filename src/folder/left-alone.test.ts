import { spawnSync } from 'node:child_process'
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ALICE, create, desk } from '../../test/working-copy-desk.ts'
import { openMemory } from '../memory/memory.ts'
import { inProcessLog } from '../storage/in-process.ts'
import { FolderUnusable, openWorkingCopy } from './working-copy.ts'

describe('what is left alone', () => {
  const LINK = 'symbolic link'

  it('symbolic links, to files, directories and nowhere, are never followed', async () => {
    const d = await desk()
    const outside = join(d.folder, '..', 'outside')
    mkdirSync(outside)
    writeFileSync(join(outside, 'secret.md'), 'secret\n')
    symlinkSync(join(outside, 'secret.md'), join(d.folder, 'file.md'))
    symlinkSync(outside, join(d.folder, 'dir'))
    symlinkSync(join(outside, 'nothing'), join(d.folder, 'dangling.md'))
    await d.copy.scan()
    await create(d, '/memories/dir/new.md', 'x\n')
    await create(d, '/memories/dangling.md', 'x\n')
    expect(readdirSync(outside)).toEqual(['secret.md'])
    expect(d.paths()).toEqual(['/memories/dangling.md', '/memories/dir/new.md'])
    for (const file of ['file.md', 'dir', 'dangling.md', 'dir/new.md']) {
      const told = d.notices.filter((notice) => notice.kind === 'left_alone' && notice.file === file)
      expect(told).toHaveLength(1)
      expect(told[0]?.message).toContain(LINK)
    }
  })

  it('a document whose file was replaced by a link keeps its text, and the link stays', async () => {
    const d = await desk()
    const outside = join(d.folder, '..', 'secret.md')
    writeFileSync(outside, 'secret\n')
    await create(d, '/memories/a.md', 'one\n')
    rmSync(join(d.folder, 'a.md'))
    symlinkSync(outside, join(d.folder, 'a.md'))
    await d.copy.scan()
    const { document, version } = d.memory.at('/memories/a.md')!
    const saved = await d.memory.save(document, version, 'two\n', ALICE)
    await d.copy.settled(saved.kind === 'done' ? saved.commit.number : 0)
    expect(readFileSync(outside, 'utf8')).toBe('secret\n')
    expect(await d.text('/memories/a.md')).toBe('two\n')
  })

  it('pipes are not opened, and hard links are ordinary files', async () => {
    const d = await desk()
    spawnSync('mkfifo', [join(d.folder, 'pipe.md')])
    d.write('a.md', 'one\n')
    linkSync(join(d.folder, 'a.md'), join(d.folder, '..', 'other-name.md'))
    await d.copy.scan()
    expect(d.paths()).toEqual(['/memories/a.md'])
    expect(d.notices).toMatchObject([{ kind: 'left_alone', file: 'pipe.md' }])
  })

  it.each([
    ['hidden files', '.hidden.md'],
    ['files in hidden directories', '.git/config'],
    ['backups', 'a.md~'],
    ['swap files', '.a.md.swp'],
    ['autosaves', '#a.md#'],
    ['temporary files', 'a.md.tmp'],
  ])('%s: in silence', async (_, file) => {
    const d = await desk()
    d.write(file, 'x')
    await d.copy.scan()
    expect(d.paths()).toEqual([])
    expect(d.notices).toEqual([])
    expect(d.read(file)).toBe('x')
  })

  it.each([
    ['bytes that are no UTF-8', 'latin1.md', Buffer.from([0x63, 0x61, 0x66, 0xe9])],
    ['a text with NUL', 'nul.md', 'a\0b'],
    ['a file over the limit', 'large.md', 'x'.repeat(1_000_001)],
    ['a name with a direction mark', 'a\u202Emd.exe', 'x'],
    ['a name that is not in normal form C', 'cafe\u0301.md', 'x'],
    ['a name with a line break', 'a\nb.md', 'x'],
    ['a name with a backslash', 'a\\b.md', 'x'],
    ['a name that Windows reserves', 'CON', 'x'],
  ])('%s: told once, and the file is not touched', async (_, file, content) => {
    const d = await desk()
    d.write(file, content)
    await d.copy.scan()
    await d.copy.scan()
    expect(d.paths()).toEqual([])
    expect(d.notices).toMatchObject([{ kind: 'left_alone', file }])
    expect(readFileSync(join(d.folder, file))).toEqual(Buffer.from(content))
  })

  it('a document grown over the limit on disk: neither side is overwritten', async () => {
    const d = await desk()
    await create(d, '/memories/a.md', 'one\n')
    const large = 'x'.repeat(1_000_001)
    d.write('a.md', large)
    const { document, version } = d.memory.at('/memories/a.md')!
    const saved = await d.memory.save(document, version, 'two\n', ALICE)
    await d.copy.settled(saved.kind === 'done' ? saved.commit.number : 0)
    expect(d.read('a.md')).toBe(large)
    expect(await d.text('/memories/a.md')).toBe('two\n')
    d.write('a.md', 'one\nshort again\n')
    await d.copy.scan()
    expect(d.read('a.md')).toBe(await d.text('/memories/a.md'))
  })

  it('a folder that cannot be one stops the start with one line', async () => {
    const root = mkdtempSync(join(tmpdir(), 'commonplace-folder-'))
    writeFileSync(join(root, 'file'), '')
    const memory = await openMemory(inProcessLog())
    const opening = openWorkingCopy({
      memory,
      folder: join(root, 'file', 'memories'),
      state: join(root, 'state.jsonl'),
      now: () => new Date(),
      newId: () => 'x',
      notify: () => {},
    })
    const error: unknown = await opening.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(FolderUnusable)
    expect(error).toMatchObject({ message: expect.stringMatching(/^Cannot write to the folder [^\n]+$/) })
    rmSync(root, { recursive: true })
  })
})
