import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addChat, followUntil, stateOf } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import type { WorkspaceEvent } from '../workspace/events.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ args: ['--pace', '0'] })
})
afterAll(() => server.close())

/** A request as somebody; as a guest when nobody is named. */
async function send(method: string, path: string, body?: unknown, as?: string) {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as === undefined ? {} : { 'x-commonplace-as': encodeURIComponent(as) }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

const by = { speaker: 'Alice' }
const isEnd = (event: WorkspaceEvent) => event.type === 'turn.event' && event.event.type === 'turn.finished'

async function create(path: string, text: string, as?: string) {
  const { body } = await send('POST', '/api/memory/documents', { path, text, ...by }, as)
  return { document: body.document.document, version: body.document.version, number: body.commit.number }
}

async function save(document: string, base: number, text: string, speaker = 'Alice'): Promise<number> {
  const { body } = await send('PUT', `/api/memory/documents/${document}`, { base, text, speaker })
  return body.commit.number
}

const textOf = async (document: string) => (await send('GET', `/api/memory/documents/${document}`)).body.text
const undo = (what: unknown, more: object = {}) => send('POST', '/api/memory/undo', { what, ...by, ...more })
const preview = (what: unknown) => send('POST', '/api/memory/undo/preview', { what, ...by })

describe('who wrote what, over HTTP', () => {
  it('names for each line the commit that wrote it', async () => {
    const { document, number } = await create('/memories/blame.md', 'one\ntwo\n')
    const second = await save(document, number, 'one\nTWO\nthree\n', 'Bob')
    const { status, body } = await send('GET', `/api/memory/documents/${document}/blame`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ memory: 'default', version: second, lines: [number, second, second] })
    expect(body.commits.map((commit: { number: number }) => commit.number)).toEqual([number, second])
    expect(body.commits[1].actor).toEqual({ kind: 'person', name: 'Bob' })
    const old = await send('GET', `/api/memory/documents/${document}/blame?version=${number}`)
    expect(old.body.lines).toEqual([number, number])
    expect((await send('GET', `/api/memory/documents/${document}/blame?version=1234567`)).status).toBe(404)
    expect((await send('GET', '/api/memory/documents/doc_none/blame')).status).toBe(404)
  })

  it('tells what a turn read and wrote, and undoes the turn', async () => {
    const chat = await addChat(server.url)
    const say = async (turn: string, text: string) => {
      const { position } = await stateOf(server.url, [chat])
      await send('POST', `/api/chats/${chat}/turns`, { id: turn, text, ...by })
      await followUntil(server.url, position, [chat], isEnd)
      return (await send('GET', `/api/chats/${chat}/turns/${turn}/memory`)).body
    }
    const fact =
      'Hi, I am Alice from TechCorp. Our customer ACME Corp has a budget of $500K. Please remember it.'
    const first = await say('turn-memory-1', fact)
    expect(first.wrote.length).toBeGreaterThan(0)
    const [written] = first.wrote
    expect(written).toMatchObject({ memory: 'default', kind: 'create', version: written.number })
    const second = await say('turn-memory-2', 'What is the budget of ACME Corp?')
    expect(second.wrote).toEqual([])
    const { document, path, version } = written
    expect(second.read).toContainEqual({ memory: 'default', document, path, version })
    expect((await send('GET', `/api/chats/${chat}/turns/turn-none-1/memory`)).status).toBe(404)

    const shown = await preview({ kind: 'turn', chat, turn: 'turn-memory-1' })
    expect(shown.body.documents).toContainEqual(
      expect.objectContaining({ memory: 'default', document, path, after: null }),
    )
    const undone = await undo({ kind: 'turn', chat, turn: 'turn-memory-1' })
    expect(undone.body).toMatchObject({ kind: 'done', commits: [{ memory: 'default' }] })
    expect((await stateOf(server.url, [])).workspace.documents[document]).toBeUndefined()
    expect((await undo({ kind: 'chat', chat })).body).toEqual({ kind: 'unchanged' })
  })
})

describe('the tree as it was, over HTTP', () => {
  it('can be looked at by number and by time, and had back', async () => {
    const { document, number } = await create('/memories/tree.md', 'then\n')
    const last = await save(document, number, 'now\n')
    const then = (await send('GET', `/api/memory/tree?number=${number}`)).body
    expect(then).toMatchObject({ memory: 'default', number, head: last })
    expect(then.documents).toContainEqual(
      expect.objectContaining({ document, path: '/memories/tree.md', version: number, size: 5 }),
    )
    const atEnd = (await send('GET', '/api/memory/tree?at=2999-01-01T00:00:00%2B02:00')).body
    expect(atEnd.number).toBe(last)
    expect((await send('GET', '/api/memory/tree?at=2001-01-01T00:00:00Z')).body).toMatchObject({
      number: 0,
      at: null,
      documents: [],
    })
    expect((await send('GET', `/api/memory/tree?number=${last + 1}`)).status).toBe(404)
    expect((await send('GET', `/api/memory/tree?number=1&at=${then.at}`)).status).toBe(400)

    const what = { kind: 'tree', number, head: last }
    expect((await undo({ ...what, head: number })).body).toMatchObject({ kind: 'refused', code: 'changed' })
    expect((await undo(what)).status).toBe(200)
    expect(await textOf(document)).toBe('then\n')
  })
})

describe('undo over HTTP', () => {
  it('keeps what others changed since; shows conflicts and takes what was chosen', async () => {
    const { document, number } = await create('/memories/undo.md', 'one\ntwo\nthree\n')
    const second = await save(document, number, 'ONE\ntwo\nthree\n')
    const third = await save(document, second, 'ONE\ntwo\nTHREE\n', 'Bob')
    const what = { kind: 'commit', number: second }
    expect((await preview(what)).body).toEqual({
      documents: [
        {
          memory: 'default',
          document,
          path: '/memories/undo.md',
          before: 'ONE\ntwo\nTHREE\n',
          after: 'one\ntwo\nTHREE\n',
        },
      ],
      refused: null,
      more: 0,
      conflicts: [],
    })
    const fourth = await save(document, third, 'ONE!\ntwo\nTHREE\n', 'Bob')
    const refused = await undo(what)
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({
      kind: 'conflicts',
      conflicts: [{ document, version: fourth, wanted: 'one\ntwo\nTHREE\n', base: 'ONE\ntwo\nthree\n' }],
    })
    const resolutions = { [document]: { take: 'wanted', version: fourth } }
    expect((await undo(what, { resolutions })).body).toMatchObject({ kind: 'done' })
    expect(await textOf(document)).toBe('one\ntwo\nTHREE\n')
  })

  it('says what is wrong with what came in', async () => {
    expect((await undo({ kind: 'commit', number: 999_999 })).status).toBe(404)
    expect((await undo({ kind: 'commit', memory: 'none', number: 1 })).status).toBe(404)
    expect((await undo({ kind: 'everything' })).body.error.message).toContain('what.kind')
    expect((await preview({ kind: 'commit', number: 999_999 })).body).toMatchObject({ code: 'not_found' })
  })
})

describe('several edits over HTTP', () => {
  it('are one commit or none', async () => {
    const { document, number } = await create('/memories/batch/a.md', 'a\n')
    const edits = [
      { kind: 'save', document, base: number, text: 'A\n' },
      { kind: 'rename', from: '/memories/batch/a.md', to: '/memories/batch/b.md' },
    ]
    const bad = [...edits, { kind: 'delete', path: '/memories/batch/none.md' }]
    expect((await send('POST', '/api/memory/change', { edits: bad, ...by })).body.message).toContain(
      'Edit 3 of 3',
    )
    const { status, body } = await send('POST', '/api/memory/change', { edits, ...by })
    expect(status).toBe(200)
    expect(body.commit).toMatchObject({ number: number + 1, reason: 'batch' })
    expect(await textOf(document)).toBe('A\n')
    const late = await send('POST', '/api/memory/change', {
      edits: [{ kind: 'rename', from: '/memories/batch', to: '/memories/elsewhere', base: number }],
      ...by,
    })
    expect(late).toMatchObject({ status: 409, body: { code: 'changed' } })
  })

  it('can exchange two names, also in the working copy, and be undone', async () => {
    const names = ['a', 'b'].map((name) => `/memories/swap/${name}.md`)
    for (const path of names) await create(path, path)
    const [a, b] = names
    const edits = [
      { kind: 'rename', from: a, to: '/memories/swap/t.md' },
      { kind: 'rename', from: b, to: a },
      { kind: 'rename', from: '/memories/swap/t.md', to: b },
    ]
    const onDisk = () => {
      const folder = join(server.memories, 'swap')
      const files = readdirSync(folder).toSorted()
      return files.map((file) => [`/memories/swap/${file}`, readFileSync(join(folder, file), 'utf8')])
    }
    const { body } = await send('POST', '/api/memory/change', { edits, ...by })
    expect(onDisk()).toEqual([
      [a, b],
      [b, a],
    ])
    await undo({ kind: 'commit', number: body.commit.number })
    expect(onDisk()).toEqual([
      [a, a],
      [b, b],
    ])
  })

  it('replace a text everywhere after showing where it is', async () => {
    const { document } = await create('/memories/words/a.md', 'Zebra zebra\n')
    const asked = { find: 'zebra', replace: 'horse', matchCase: false, wholeWord: true, ...by }
    const dry = await send('POST', '/api/memory/replace', { ...asked, dryRun: true })
    expect(dry.body).toEqual({
      documents: [
        {
          memory: 'default',
          document,
          path: '/memories/words/a.md',
          count: 2,
          samples: [{ line: 1, text: 'Zebra zebra' }],
        },
      ],
      count: 2,
    })
    const other = await send('POST', '/api/memory/replace', { ...asked, dryRun: false, expected: 1 })
    expect(other).toMatchObject({ status: 409, body: { code: 'changed' } })
    expect(
      (await send('POST', '/api/memory/replace', { ...asked, dryRun: false, expected: 2 })).body,
    ).toMatchObject({
      kind: 'done',
      commits: [{ memory: 'default' }],
    })
    expect(await textOf(document)).toBe('horse horse\n')
    const none = await send('POST', '/api/memory/replace', { ...asked, dryRun: false })
    expect(none).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })
})

describe('the past of a private memory', () => {
  it('is not there for whoever may not read it, and cannot be undone by whoever may not write', async () => {
    const added = await send(
      'POST',
      '/api/memories',
      { name: 'Diary', mount: '~diary', everyone: 'none', members: { Alice: 'write', Bob: 'read' } },
      'Alice',
    )
    const memory: string = added.body.memory.id
    const { document, number } = await create('/memories/~diary/a.md', 'okapi\n', 'Alice')
    const what = { kind: 'commit', memory, number }
    const undoAs = (as: string) => send('POST', '/api/memory/undo', { what, speaker: as }, as)
    const replaceAs = (as: string) =>
      send(
        'POST',
        '/api/memory/replace',
        { find: 'okapi', replace: 'x', matchCase: true, wholeWord: true, dryRun: false, speaker: as },
        as,
      )
    const change = { edits: [{ kind: 'save', document, base: number, text: 'x' }], speaker: 'Carol' }
    for (const path of [`/api/memory/documents/${document}/blame`, `/api/memory/tree?memory=${memory}`]) {
      expect((await send('GET', path, undefined, 'Carol')).status).toBe(404)
      expect((await send('GET', path, undefined, 'Bob')).status).toBe(200)
    }
    expect((await undoAs('Carol')).status).toBe(404)
    expect((await undoAs('Bob')).status).toBe(403)
    expect((await send('POST', '/api/memory/undo/preview', { what, speaker: 'Carol' }, 'Carol')).status).toBe(
      404,
    )
    expect((await send('POST', '/api/memory/change', change, 'Carol')).status).toBe(404)
    for (const as of ['Bob', 'Carol']) expect((await replaceAs(as)).body).toMatchObject({ code: 'not_found' })
    const tree = (await send('GET', `/api/memory/tree?memory=${memory}`, undefined, 'Alice')).body
    expect(tree.documents).toMatchObject([{ document, path: '/memories/~diary/a.md' }])
    expect((await undoAs('Alice')).body).toMatchObject({ kind: 'done', commits: [{ memory }] })
  })
})
