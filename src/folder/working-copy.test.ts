import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Caller, Memory } from '../memory/contract.ts'
import { openMemory } from '../memory/memory.ts'
import type { Commit } from '../memory/types.ts'
import { inProcessLog } from '../storage/in-process.ts'
import type { FolderNotice } from './notice.ts'
import { FolderUnusable, openWorkingCopy, type WorkingCopy } from './working-copy.ts'

const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
const CLAUDE: Caller = { actor: { kind: 'claude', onBehalfOf: 'Alice' }, reader: 'chat:c1' }
/** Short, so that tests are quick; the same code as with the real ones. */
const PACE = { rest: 20, missing: 60, patience: 500, late: 50, scan: 600_000, blindScan: 50 }

interface Desk {
  readonly memory: Memory
  readonly folder: string
  readonly notices: FolderNotice[]
  copy: WorkingCopy
  write(file: string, text: string | Buffer): void
  read(file: string): string
  /** The memory's text at a path; null when there is no document. */
  text(path: string): Promise<string | null>
  paths(): string[]
  /** Closes the working copy, lets `meanwhile` happen, and opens it again. */
  away(meanwhile: () => void | Promise<void>): Promise<void>
}

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function desk(before: (folder: string) => void = () => {}): Promise<Desk> {
  const root = mkdtempSync(join(tmpdir(), 'commonplace-folder-'))
  const folder = join(root, 'memories')
  mkdirSync(folder)
  before(folder)
  const memory = await openMemory(inProcessLog())
  const notices: FolderNotice[] = []
  let ids = 0
  const open = () =>
    openWorkingCopy({
      memory,
      folder,
      state: join(root, 'data', 'working-copy.jsonl'),
      now: () => new Date(),
      newId: () => `id${++ids}`,
      notify: (notice) => notices.push(notice),
      pace: PACE,
    })
  const desk: Desk = {
    memory,
    folder,
    notices,
    copy: await open(),
    write(file, text) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    },
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    text: async (path) => {
      const info = memory.at(path)
      return info ? await memory.text(info.document) : null
    },
    paths: () => memory.documents().map((info) => info.path),
    async away(meanwhile) {
      await desk.copy.close()
      await meanwhile()
      desk.copy = await open()
    },
  }
  cleanups.push(async () => {
    await desk.copy.close()
    await memory.close()
    rmSync(root, { recursive: true, force: true })
  })
  return desk
}

/** Resolves with the first commit that `wanted` accepts. Ask before doing what makes it. */
function commitWhere(memory: Memory, wanted: (commit: Commit) => boolean): Promise<Commit> {
  return new Promise((resolve) => {
    const stop = memory.subscribe((commit) => {
      if (!wanted(commit)) return
      stop()
      resolve(commit)
    })
  })
}

async function create(d: Desk, path: string, text: string): Promise<void> {
  const outcome = await d.memory.create(path, text, ALICE)
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome))
  await d.copy.settled(outcome.commit.number)
}

const newest = (d: Desk) => d.memory.history({ limit: 1 })[0]
/** Without hidden names: replaced files are kept under one for a moment. */
const visible = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()

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
