import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../database/open.ts'
import type { Caller } from '../memory/caller.ts'
import { openMemory } from '../memory/memory.ts'
import { sqliteLog } from '../storage/sqlite.ts'

const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
const CLAUDE: Caller = { actor: { kind: 'claude', onBehalfOf: 'Bob' }, reader: 'chat:one' }
const AWS = ['AKIA', 'IOSFODNN7EXAMPLE'].join('')

let folder: string
let database: Database
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-cli-memory-'))
  mkdirSync(join(folder, 'data'))
  database = await openDatabase(join(folder, 'data', 'commonplace.db'))
})
afterEach(async () => {
  await database.destroy()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs the real command beside the database that this test holds open, as a server would. */
async function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'memory', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const [code] = await once(child, 'close')
  return { code, out, err }
}

/** Five commits: two documents, one of them edited with what looks like a secret in between, and a rename. */
async function filled(id = 'default') {
  const memory = await openMemory(sqliteLog(database, id), {
    now: () => new Date('2026-05-04T10:00:00.000Z'),
  })
  await memory.create('/memories/a.md', 'one\n', ALICE)
  const { document } = memory.at('/memories/a.md')!
  await memory.save(document, 1, `one\n${AWS}\n`, ALICE)
  await memory.save(document, 2, 'two\n', ALICE)
  await memory.create('/memories/sub/b.md', 'password: hunter2\n', CLAUDE)
  await memory.rename('/memories/a.md', '/memories/c.md', ALICE)
  return { memory, document }
}

describe('commonplace memory', () => {
  it('shows its help, and refuses in one line what it does not know', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    for (const word of ['verify', 'scan', 'log', 'show', 'export', '--data']) expect(out).toContain(word)
    const wrong = [
      [['verfy'], /Expected one of verify, scan, log, show, export after "memory"; got "verfy"/],
      [['verify', '--limit', '3'], /memory verify has no option --limit/],
      [['show'], /Expected the path of one document/],
      [['log', '--limit', 'all'], /--limit: Expected a whole number from 1; got "all"/],
      [['verify', '--head', '3'], /--head: Expected <number>:<hash>/],
      [['scan', '--hist'], /--hist/],
    ] as const
    for (const [args, says] of wrong) {
      const ended = await run(...args)
      expect([ended.code, ended.out]).toEqual([2, ''])
      expect(ended.err).toMatch(says)
      expect(ended.err.trim().split('\n')).toHaveLength(1)
    }
  })

  it('says in one line that there is no data, that it is no database, or that it is of another version', async () => {
    const none = await run('verify', '--data', 'nowhere')
    expect(none).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/There is no Commonplace in .*nowhere/),
    })
    mkdirSync(join(folder, 'letter'))
    writeFileSync(join(folder, 'letter', 'commonplace.db'), 'a letter, and no database '.repeat(100))
    expect((await run('log', '--data', 'letter')).err).toMatch(/Cannot read .*not a database/)
    await sql`DELETE FROM kysely_migration WHERE name = (SELECT max(name) FROM kysely_migration)`.execute(
      database,
    )
    expect((await run('log')).err).toMatch(/older Commonplace\. Start the server once/)
    await sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('999-next', '')`.execute(database)
    expect((await run('log')).err).toMatch(/newer Commonplace/)
  })

  it('verifies every memory in a line each, and an earlier head', async () => {
    expect(await run('verify')).toMatchObject({ code: 0, out: expect.stringMatching(/nothing yet/) })
    const { memory, document } = await filled()
    await filled('private')
    const { code, out } = await run('verify')
    expect(code).toBe(0)
    const line =
      /^default: all is well\. 5 commits, 4 texts, 0 erased\. Head (5:[0-9a-f]{64})\nprivate: all is well\..*\n$/
    expect(out).toMatch(line)
    const head = line.exec(out)?.[1] ?? ''
    await memory.erase({ erase: [{ document, versions: [2] }] }, ALICE)
    const later = await run('verify', '--memory', 'default', '--head', head)
    expect(later.out).toMatch(/^default: all is well\. 6 commits, 3 texts, 1 erased\./)
    const other = await run(
      'verify',
      '--head',
      head.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    )
    expect(other).toMatchObject({
      code: 1,
      out: expect.stringMatching(/commit 5: its hash is not the one that was noted/),
    })
    expect(await run('verify', '--memory', 'gone')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/there is default, private/),
    })
  })

  it('keeps nobody from writing and erasing meanwhile, and is not misled by it', async () => {
    const { memory, document } = await filled()
    let ended = false
    const verified = run('verify').finally(() => {
      ended = true
    })
    for (let i = 0; !ended; i++) {
      await turnOfTheLoop()
      const { version } = memory.document(document)!
      expect(await memory.save(document, version, `text ${i}\n`, ALICE)).toMatchObject({ kind: 'done' })
      const erased = await memory.erase({ erase: [{ document, versions: [version] }] }, ALICE)
      expect(erased).toMatchObject({ kind: 'done' })
    }
    expect(await verified).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^default: all is well/),
    })
    expect((await run('verify')).out).toMatch(/^default: all is well/)
  })

  it('finds what somebody changed in the file', async () => {
    await filled()
    await sql`UPDATE memory_text SET text = 'three' WHERE version = 3`.execute(database)
    await sql`UPDATE memory_commit SET actor = '{"kind":"person","name":"Bob"}' WHERE number = 4`.execute(
      database,
    )
    const { code, out } = await run('verify')
    expect(code).toBe(1)
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^default: 2 problems, NOT as it was written\. 5 commits/),
      '  commit 3: the text of /memories/a.md is not the one that was committed',
      '  commit 4: its facts, or the commit before it, are not those that were sealed',
      '',
    ])
  })

  it('lists what looks like a secret, never the secret itself', async () => {
    const { memory } = await filled()
    const now = await run('scan')
    expect(now).toMatchObject({ code: 1, out: '/memories/sub/b.md:1  a password\n1 place to look at.\n' })
    const all = await run('scan', '--history')
    expect(all.out).toContain('/memories/a.md:2  an AWS access key (in version 2)\n')
    expect(all.out).not.toMatch(/hunter2|AKIA/)
    await memory.delete('/memories/sub/b.md', ALICE)
    expect(await run('scan')).toMatchObject({ code: 0, out: 'Nothing looks like a secret.\n' })
  })

  it('prints the newest commits and documents, as they are and as they were', async () => {
    await filled()
    expect((await run('log', '--limit', '2')).out).toBe(
      '5  2026-05-04T10:00:00.000Z  person Alice  rename  /memories/c.md\n' +
        '4  2026-05-04T10:00:00.000Z  Claude for Bob  create  /memories/sub/b.md\n',
    )
    expect(await run('show', '/memories/c.md')).toMatchObject({ code: 0, out: 'two\n' })
    expect((await run('show', '/memories/c.md', '--version', '1')).out).toBe('one\n')
    expect((await run('show', '/memories/a.md', '--version', '3')).out).toBe('two\n')
    for (const args of [
      ['/memories/a.md'],
      ['/memories/c.md', '--version', '5'],
      ['/memories/c.md', '--version', '99'],
      ['../x'],
    ]) {
      const ended = await run('show', ...args)
      expect([ended.code, ended.out]).toEqual([1, ''])
      expect(ended.err).toMatch(/^commonplace: .+\n$/)
    }
  })

  it('exports all documents into an empty folder, and into no other', async () => {
    await filled()
    const first = await run('export', 'out/here')
    expect(first).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^2 documents of commit 5 written to .*out/),
    })
    expect(readdirSync(join(folder, 'out/here'), { recursive: true }).sort()).toEqual([
      'c.md',
      'sub',
      'sub/b.md',
    ])
    expect(readFileSync(join(folder, 'out/here/c.md'), 'utf8')).toBe('two\n')
    writeFileSync(join(folder, 'out/here/c.md'), 'mine')
    const again = await run('export', 'out/here')
    expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/Expected a new or an empty folder/) })
    expect(readFileSync(join(folder, 'out/here/c.md'), 'utf8')).toBe('mine')
    expect(existsSync(join(folder, 'out/here/a.md'))).toBe(false)
  })
})

it('ends without a word when nobody reads on, as `log | head` does', async () => {
  await filled()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'memory', 'log'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.destroy()
  let err = ''
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const [code] = await once(child, 'close')
  expect({ code, err }).toEqual({ code: 141, err: '' })
})
