/** Forgotten means gone, in a real server's own files: every one of them is read as bytes, by other means than the product's. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { grepFiles } from '../../test/grep-files.ts'
import { addChat, call, followUntil, stateOf } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import type { WorkspaceEvent } from '../workspace/events.ts'

let server: TestServer
beforeEach(async () => {
  server = await startServer({ args: ['--pace', '0'] })
})
afterEach(() => server.close())

const isEnd = (event: WorkspaceEvent) => event.type === 'turn.event' && event.event.type === 'turn.finished'

async function say(chat: string, id: string, text: string): Promise<void> {
  const { position } = await stateOf(server.url, [chat])
  await call(server.url, 'POST', `/api/chats/${chat}/turns`, { id, text, speaker: 'Alice' })
  await followUntil(server.url, position, [chat], isEnd)
}

const post = (path: string, body: unknown) => call(server.url, 'POST', path, body)
const hits = (...strings: string[]) => grepFiles([server.data, server.memories], strings)

const NAME = 'Zanzibar Nightjar'
const TOLD = `Hi, I am Alice. Our customer ${NAME} has a budget of $731K. Please remember it.`
const EVERYWHERE = { chats: true, settings: true }

interface Preview {
  readonly documents: readonly { readonly document: string; readonly versions: readonly number[] }[]
  readonly turns: readonly { readonly number: number; readonly count: number }[]
  readonly files: { readonly found: readonly { readonly file: string }[] }
}

async function previewOf(body: object): Promise<Preview> {
  const { status, body: preview } = await post('/api/memory/erase/preview', body)
  expect(status).toBe(200)
  return preview
}

describe('words that a chat has told and Claude has kept', () => {
  it('are found everywhere, and after one action nowhere, also not in a byte of any file', async () => {
    const chat = await addChat(server.url)
    await say(chat, 'turn_first', TOLD)
    await say(chat, 'turn_second', `What is the budget of ${NAME}?`)
    await post(`/api/chats/${chat}/draft`, { draft: `${NAME} again`, client: 'tab' })
    const preview = await previewOf({ words: NAME })
    expect(preview.documents.length).toBeGreaterThan(0)
    expect(preview.turns.map(({ number }) => number)).toEqual([1, 2])
    expect(preview.files.found.length).toBeGreaterThan(1)
    expect(hits(NAME)).not.toEqual([])
    // An ear that listens all the while, from before.
    const before = await stateOf(server.url, [chat])
    const documents = preview.documents.map(({ document }) => document)
    const answer = await post('/api/memory/erase', {
      words: NAME,
      speaker: 'Alice',
      alsoIn: { documents, ...EVERYWHERE },
    })
    expect(answer).toMatchObject({ status: 200, body: { turns: 2, check: { found: [] } } })
    expect(answer.body.check.files).toBeGreaterThan(3)
    expect(hits(NAME)).toEqual([])
    const after = await stateOf(server.url, [chat])
    expect(JSON.stringify(after)).not.toContain(NAME)
    expect(JSON.stringify(after)).toContain('[removed]')
    const behind = await followBehind(before.position, chat)
    expect(behind).toBe('reset')
    // The chat goes on, and nothing comes back with it.
    await say(chat, 'turn_third', 'What do you know about our customers?')
    await server.restart()
    expect(hits(NAME)).toEqual([])
    expect(JSON.stringify(await stateOf(server.url, [chat]))).not.toContain(NAME)
  })
})

/** What a reader gets that was away since `position`. */
async function followBehind(position: number, chat: string): Promise<'reset' | 'events'> {
  try {
    await followUntil(server.url, position, [chat], () => true)
    return 'events'
  } catch {
    return 'reset'
  }
}

describe('a document with its whole history', () => {
  it('goes with its names and with what chats quote of it, and others stay as they are', async () => {
    const [secret, other] = [
      '# Rates\n- The day rate of Ottokar is 1,240 dollars\n',
      '# Notes\n- Bring the cake\n',
    ]
    const made = await post('/api/memory/documents', {
      path: '/memories/ottokar-rates.md',
      text: secret,
      speaker: 'Alice',
    })
    await post('/api/memory/documents', { path: '/memories/notes.md', text: other, speaker: 'Alice' })
    const { document, version } = made.body.document
    await call(server.url, 'PUT', `/api/memory/documents/${document}`, {
      base: version,
      text: `${secret}- And Ottokar travels on Tuesdays only\n`,
      speaker: 'Bob',
    })
    const chat = await addChat(server.url)
    await say(chat, 'turn_quoting', 'What is the day rate of Ottokar?')
    const preview = await previewOf({ document, versions: 'all' })
    expect(preview.documents).toMatchObject([{ document, asked: true }])
    expect(preview.turns.length).toBe(1)
    const erased = await post('/api/memory/erase', {
      document,
      versions: 'all',
      speaker: 'Alice',
      alsoIn: { documents: [], ...EVERYWHERE },
    })
    expect(erased).toMatchObject({ status: 200, body: { turns: 1, check: { found: [] } } })
    expect(hits('1,240', 'travels on Tuesdays', 'ottokar-rates', 'The day rate of Ottokar')).toEqual([])
    const { body } = await call(server.url, 'GET', '/api/memory/history')
    expect(body.commits[0]).toMatchObject({ reason: 'erase', actor: { kind: 'person', name: 'Alice' } })
    const { documents } = (await stateOf(server.url, [])).workspace
    expect(Object.values(documents).map(({ path }) => path)).toEqual(['/memories/notes.md'])
  })
})

describe('what cannot be erased', () => {
  it('is refused in words, and nothing is changed', async () => {
    const made = await post('/api/memory/documents', {
      path: '/memories/a.md',
      text: 'the only text\n',
      speaker: 'Alice',
    })
    const { document, version } = made.body.document
    const alsoIn = { documents: [], ...EVERYWHERE }
    const cases = [
      [{ document, versions: [version] }, 400],
      [{ document, versions: [99] }, 404],
      [{ document: 'doc_none', versions: 'all' }, 404],
      [{ words: 'ab' }, 400],
      [{ words: 'abc', document }, 400],
      [{}, 400],
    ] as const
    for (const [what, status] of cases) {
      expect((await post('/api/memory/erase/preview', what)).status).toBe(status)
      expect((await post('/api/memory/erase', { ...what, speaker: 'Alice', alsoIn })).status).toBe(status)
    }
    const { body } = await call(server.url, 'GET', `/api/memory/documents/${document}`)
    expect(body.text).toBe('the only text\n')
  })
})

describe('a server killed while it erases', () => {
  it.each([1, 2, 3])('after %i events: completes at its next start what it had begun', async (events) => {
    const chat = await addChat(server.url)
    await say(chat, 'turn_first', TOLD)
    await say(chat, 'turn_second', `What is the budget of ${NAME}?`)
    const { documents } = await previewOf({ words: NAME })
    const { position } = await stateOf(server.url, [chat])
    const shown = followUntil(server.url, position, [chat], (_, count) => count === events)
    const alsoIn = { documents: documents.map(({ document }) => document), ...EVERYWHERE }
    const erasing = post('/api/memory/erase', { words: NAME, speaker: 'Alice', alsoIn }).catch(() => null)
    expect((await shown).length).toBeGreaterThan(0)
    await server.kill()
    await erasing
    await server.restart()
    expect(hits(NAME)).toEqual([])
    const after = await previewOf({ words: NAME })
    expect(after.documents.flatMap(({ versions }) => versions)).toEqual([])
    expect(after).toMatchObject({ turns: [], chats: [], files: { found: [] } })
  })
})
