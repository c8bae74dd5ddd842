/** The words of the SDK's own memory tool, run on a real folder, against ours: Claude is used to them. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BetaLocalFilesystemMemoryTool } from '@anthropic-ai/sdk/tools/memory/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { MemoryCommand } from './command.ts'
import { create, insert, replace, view } from './commands-for-tests.ts'
import type { Caller, Memory } from './contract.ts'
import { openMemory } from './memory.ts'

const CLAUDE: Caller = { actor: { kind: 'claude', onBehalfOf: 'Alice' }, reader: 'chat:1' }

let folder: string
let sdk: BetaLocalFilesystemMemoryTool
let ours: Memory
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonplace-golden-'))
  sdk = await BetaLocalFilesystemMemoryTool.init(folder)
  ours = await openMemory(inProcessLog())
})
afterEach(() => rm(folder, { recursive: true }))

interface Answer {
  readonly text: string
  readonly isError: boolean
}

/** The SDK's tool throws its refusals; its runner hands them on as `Error: …`. */
async function askSdk(command: MemoryCommand): Promise<Answer> {
  try {
    return { text: await callSdk(command), isError: false }
  } catch (error) {
    return { text: error instanceof Error ? error.message : String(error), isError: true }
  }
}

function callSdk(command: MemoryCommand): Promise<string> {
  switch (command.command) {
    case 'view':
      return sdk.view({ ...command, view_range: command.view_range && [...command.view_range] })
    case 'create':
      return sdk.create(command)
    case 'str_replace':
      return sdk.str_replace(command)
    case 'insert':
      return sdk.insert(command)
    case 'delete':
      return sdk.delete(command)
    case 'rename':
      return sdk.rename(command)
    default:
      return command satisfies never
  }
}

async function askOurs(command: MemoryCommand): Promise<Answer> {
  const { text, isError } = await ours.run(command, CLAUDE)
  return { text: text.replace(/^Error: /, ''), isError }
}

/** Two tellings of one story: every answer, success or refusal, must be word for word the same. */
const STORIES: Readonly<Record<string, readonly MemoryCommand[]>> = {
  'write and read': [
    create('/memories/a.md', '# ACME\n\nBudget: 500K'),
    view('/memories/a.md'),
    view('/memories/a.md', [2, 3]),
    view('/memories/a.md', [1, -1]),
    view('/memories/a.md', [3, 3]),
  ],
  'edit one line': [
    create('/memories/a.md', '1\n2\n3\n4\n5\n6\n7'),
    replace('/memories/a.md', '4', 'four'),
    replace('/memories/a.md', '1', 'one'),
    replace('/memories/a.md', '7', 'seven'),
    view('/memories/a.md'),
  ],
  'edit with dollar signs': [
    create('/memories/a.md', 'price: x'),
    replace('/memories/a.md', 'x', '$& $1 $$'),
    view('/memories/a.md'),
  ],
  insert: [
    create('/memories/a.md', 'one\ntwo'),
    insert('/memories/a.md', 0, 'zero\n'),
    insert('/memories/a.md', 3, 'three'),
    view('/memories/a.md'),
    insert('/memories/a.md', 5, 'x'),
    insert('/memories/a.md', -1, 'x'),
  ],
  'refuse what is not there or not clear': [
    create('/memories/a.md', 'same\nsame'),
    view('/memories/none'),
    replace('/memories/none', 'a', 'b'),
    replace('/memories/a.md', 'other', 'b'),
    replace('/memories/a.md', 'same', 'b'),
    { command: 'delete', path: '/memories/none' },
    { command: 'rename', old_path: '/memories/none', new_path: '/memories/b' },
    { command: 'rename', old_path: '/memories/a.md', new_path: '/memories/a.md' },
  ],
  'move and delete': [
    create('/memories/a/b.md', 'b'),
    create('/memories/c.md', 'c'),
    { command: 'rename', old_path: '/memories/c.md', new_path: '/memories/a/b.md' },
    { command: 'rename', old_path: '/memories/c.md', new_path: '/memories/d/c.md' },
    { command: 'rename', old_path: '/memories/a', new_path: '/memories/e' },
    view('/memories/e/b.md'),
    { command: 'delete', path: '/memories/e/b.md' },
    view('/memories/e/b.md'),
  ],
}

describe('the words of the SDK', () => {
  it.each(Object.entries(STORIES))('are ours: %s', async (_, commands) => {
    for (const command of commands) {
      expect({ command, ...(await askOurs(command)) }).toEqual({ command, ...(await askSdk(command)) })
    }
  })

  it('are ours in a listing, but for the size of directories', async () => {
    const files = {
      '/memories/b.md': 'b',
      '/memories/a/x.md': 'xx',
      '/memories/a/deep/y.md': 'yyy',
      '/memories/a/deep/er/z': '',
    }
    for (const [path, text] of Object.entries(files)) {
      await askSdk(create(path, text))
      await askOurs(create(path, text))
    }
    const plain = ({ text }: Answer) =>
      text.split('\n').map((line) => (/\/$|\t\/memories$/.test(line) ? line.replace(/^[^\t]+/, '') : line))
    expect(plain(await askOurs(view('/memories')))).toEqual(plain(await askSdk(view('/memories'))))
  })
})

/** Where ours differs on purpose; each is a defect of the SDK's tool (1.12.0), which this test shows. */
describe('what the SDK does otherwise', () => {
  it('is a lost edit: ours keeps both of two at once', async () => {
    const start = create('/memories/a.md', 'one\ntwo')
    await Promise.all([askSdk(start), askOurs(start)])
    const edits = [replace('/memories/a.md', 'one', 'ONE'), replace('/memories/a.md', 'two', 'TWO')]
    await Promise.all(edits.map(askOurs))
    expect((await askOurs(view('/memories/a.md'))).text).toContain('     1\tONE\n     2\tTWO')
  })

  it('is an old_str of several lines that never matches', async () => {
    const start = create('/memories/a.md', 'one\ntwo\nthree')
    await Promise.all([askSdk(start), askOurs(start)])
    const edit = replace('/memories/a.md', 'one\ntwo', '1\n2')
    expect((await askSdk(edit)).isError).toBe(true)
    expect((await askOurs(edit)).isError).toBe(false)
  })

  it('is a text that stands twice on one line, taken for unique', async () => {
    const start = create('/memories/a.md', 'x x')
    await Promise.all([askSdk(start), askOurs(start)])
    const edit = replace('/memories/a.md', 'x', 'y')
    expect((await askSdk(edit)).isError).toBe(false)
    expect((await askOurs(edit)).isError).toBe(true)
  })

  it.each(['/memoriesX.md', '/memories/.hidden', '/memories/a\nb', '/memories/note.md\u202e'])(
    'is the path %j, taken',
    async (path) => {
      expect((await askSdk(create(path, 'x'))).isError).toBe(false)
      expect((await askOurs(create(path, 'x'))).isError).toBe(true)
    },
  )

  it('is a root deleted under another spelling', async () => {
    const remove: MemoryCommand = { command: 'delete', path: '/memories' }
    expect((await askSdk(remove)).isError).toBe(true)
    for (const path of ['/memories', '/memories/', '/memories/.'])
      expect((await askOurs({ command: 'delete', path })).isError).toBe(true)
  })
})
