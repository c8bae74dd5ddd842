/**
 * Every route for every role, on a real server. A route without a row fails; so does an answer in which somebody without
 * access finds the secret word. The edge, the tools and the actions have the same in src/memory and src/workspace.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addChat, call, followUntil } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import type { WorkspaceEvent } from '../workspace/events.ts'
import { ROUTES } from './routes.ts'

/** In texts, names, paths and descriptions of everything that is private. */
const SECRET = 'Xyzzy'
/** Carol is nobody to the diary. */
const ROLES = { guest: undefined, none: 'Carol', read: 'Bob', write: 'Alice' } as const
type Role = keyof typeof ROLES

/** Private things, made anew for each row, so that no row changes what another finds. */
interface Scene {
  readonly memory: string
  readonly mount: string
  readonly name: string
  readonly document: string
  readonly path: string
  /** Number of the diary's newest commit; the document has an older version too. */
  readonly head: number
  /** A document that was deleted. */
  readonly gone: string
  /** Has the diary; one turn was answered in it. */
  readonly chat: string
  readonly turn: string
  /** About the diary. */
  readonly notice: string
  /** In the memory that everybody shares. */
  readonly shared: string
}

interface Row {
  readonly path: (scene: Scene) => string
  readonly body?: (scene: Scene) => unknown
  /** The status for each role. */
  readonly answers: Readonly<Record<Role, number>>
}

/** Nothing there for those who may not read; refused for those who may not write. */
const WRITING = { guest: 404, none: 404, read: 403, write: 200 } as const
const READING = { guest: 404, none: 404, read: 200, write: 200 } as const
/** Everybody gets an answer, and what it holds differs. */
const OPEN = { guest: 200, none: 200, read: 200, write: 200 } as const
const MADE = { guest: 201, none: 201, read: 201, write: 201 } as const
const by = { speaker: 'Alice' }

const ROWS: Readonly<Record<string, Row>> = {
  'GET /api/state': { path: ({ chat }) => `/api/state?chats=${chat}`, answers: OPEN },
  'PATCH /api/settings': { path: () => '/api/settings', body: () => ({ rehearsalPace: 0 }), answers: OPEN },
  'GET /api/hosts': { path: () => '/api/hosts', answers: OPEN },
  'PUT /api/host': { path: () => '/api/host', body: () => ({ host: 'rehearsal' }), answers: OPEN },
  'POST /api/example': { path: () => '/api/example', body: () => ({}), answers: MADE },
  'GET /api/prompts': { path: () => '/api/prompts', answers: OPEN },
  'GET /api/health': { path: () => '/api/health', answers: OPEN },
  'POST /api/chats': {
    path: () => '/api/chats',
    body: ({ memory }) => ({ speaker: 'Alice', memories: ['default', memory] }),
    answers: { guest: 404, none: 404, read: 201, write: 201 },
  },
  'PATCH /api/chats/:chat': {
    path: ({ chat }) => `/api/chats/${chat}`,
    body: () => ({ name: `Renamed ${SECRET.length}` }),
    answers: READING,
  },
  'POST /api/chats/:chat/place': {
    path: ({ chat }) => `/api/chats/${chat}/place`,
    body: () => ({ place: 'closed' }),
    answers: READING,
  },
  'POST /api/chats/:chat/clear': {
    path: ({ chat }) => `/api/chats/${chat}/clear`,
    body: () => ({ through: 0 }),
    answers: READING,
  },
  'PUT /api/chats/:chat/draft': {
    path: ({ chat }) => `/api/chats/${chat}/draft`,
    body: () => ({ draft: 'x', client: 'c' }),
    answers: READING,
  },
  'POST /api/chats/:chat/turns': {
    path: ({ chat }) => `/api/chats/${chat}/turns`,
    body: ({ turn }) => ({ id: turn, text: 'Hello', speaker: 'Alice' }),
    answers: { guest: 404, none: 404, read: 202, write: 202 },
  },
  'POST /api/chats/:chat/turns/:turn/stop': {
    path: ({ chat, turn }) => `/api/chats/${chat}/turns/${turn}/stop`,
    body: () => ({}),
    answers: READING,
  },
  'POST /api/chats/:chat/turns/:turn/continue': {
    path: ({ chat, turn }) => `/api/chats/${chat}/turns/${turn}/continue`,
    body: () => ({}),
    answers: { guest: 404, none: 404, read: 409, write: 409 },
  },
  'GET /api/chats/:chat/turns': {
    path: ({ chat }) => `/api/chats/${chat}/turns?before=2`,
    answers: READING,
  },
  'GET /api/chats/:chat/turns/:turn/memory': {
    path: ({ chat, turn }) => `/api/chats/${chat}/turns/${turn}/memory`,
    answers: READING,
  },
  'GET /api/memory/documents/:document': {
    path: ({ document }) => `/api/memory/documents/${document}?version=1`,
    answers: READING,
  },
  'POST /api/memory/documents': {
    path: () => '/api/memory/documents',
    body: ({ mount }) => ({ ...by, path: `/memories/${mount}/new.md`, text: 'New.\n' }),
    // The same words for everybody, whether there is such a memory or not.
    answers: { guest: 409, none: 409, read: 403, write: 200 },
  },
  'PUT /api/memory/documents/:document': {
    path: ({ document }) => `/api/memory/documents/${document}`,
    body: () => ({ ...by, base: 2, text: 'Saved.\n' }),
    answers: WRITING,
  },
  'POST /api/memory/rename': {
    path: () => '/api/memory/rename',
    body: ({ path, mount }) => ({ ...by, from: path, to: `/memories/${mount}/moved.md` }),
    answers: WRITING,
  },
  'POST /api/memory/delete': {
    path: () => '/api/memory/delete',
    body: ({ path }) => ({ ...by, path }),
    answers: WRITING,
  },
  'POST /api/memory/clear': {
    path: () => '/api/memory/clear',
    body: ({ memory }) => ({ ...by, confirm: 'clear', memory }),
    answers: WRITING,
  },
  'POST /api/memory/documents/:document/restore': {
    path: ({ gone }) => `/api/memory/documents/${gone}/restore`,
    body: () => ({ ...by, version: 3 }),
    answers: WRITING,
  },
  'POST /api/memory/commits/:number/revert': {
    path: ({ head }) => `/api/memory/commits/${head}/revert`,
    body: ({ memory }) => ({ ...by, memory }),
    answers: WRITING,
  },
  'GET /api/memory/history': {
    path: ({ memory }) => `/api/memory/history?memory=${memory}`,
    answers: READING,
  },
  'GET /api/memory/documents/:document/blame': {
    path: ({ document }) => `/api/memory/documents/${document}/blame`,
    answers: READING,
  },
  'GET /api/memory/tree': { path: ({ memory }) => `/api/memory/tree?memory=${memory}`, answers: READING },
  'POST /api/memory/undo/preview': {
    path: () => '/api/memory/undo/preview',
    body: ({ memory, head }) => ({ ...by, what: { kind: 'commit', memory, number: head } }),
    answers: WRITING,
  },
  'POST /api/memory/undo': {
    path: () => '/api/memory/undo',
    body: ({ memory, head }) => ({ ...by, what: { kind: 'tree', memory, number: 1, head } }),
    answers: WRITING,
  },
  'POST /api/memory/change': {
    path: () => '/api/memory/change',
    body: ({ path }) => ({ ...by, edits: [{ kind: 'delete', path }] }),
    answers: WRITING,
  },
  'POST /api/memory/replace': {
    path: () => '/api/memory/replace',
    body: ({ path }) => ({
      ...by,
      find: 'word',
      replace: 'name',
      under: path,
      matchCase: true,
      wholeWord: false,
      dryRun: true,
    }),
    answers: WRITING,
  },
  'GET /api/memory/review': { path: () => '/api/memory/review?days=0', answers: OPEN },
  'GET /api/memory/scan': { path: () => '/api/memory/scan?all=true', answers: OPEN },
  'GET /api/memory/verify': { path: ({ memory }) => `/api/memory/verify?memory=${memory}`, answers: READING },
  'GET /api/memory/export': { path: ({ memory }) => `/api/memory/export?memory=${memory}`, answers: READING },
  'POST /api/memory/erase/preview': {
    path: () => '/api/memory/erase/preview',
    body: ({ document }) => ({ document, versions: 'all' }),
    answers: WRITING,
  },
  'POST /api/memory/erase': {
    path: () => '/api/memory/erase',
    body: ({ document }) => ({
      ...by,
      document,
      versions: [1],
      alsoIn: { documents: [], chats: false, settings: false },
    }),
    answers: WRITING,
  },
  'GET /api/memories': { path: () => '/api/memories', answers: OPEN },
  'POST /api/memories': {
    path: () => '/api/memories',
    body: () => ({
      name: 'Another',
      everyone: 'write',
      mount: `another-${Math.random().toString(36).slice(2)}`,
    }),
    answers: MADE,
  },
  'PATCH /api/memories/:memory': {
    path: ({ memory }) => `/api/memories/${memory}`,
    body: () => ({ description: '' }),
    answers: WRITING,
  },
  'DELETE /api/memories/:memory': {
    path: ({ memory }) => `/api/memories/${memory}`,
    body: ({ name }) => ({ ...by, confirm: name }),
    answers: WRITING,
  },
  'GET /api/people': { path: () => '/api/people', answers: OPEN },
  'POST /api/people': { path: () => '/api/people', body: () => ({ name: 'Zoe' }), answers: MADE },
  'DELETE /api/people/:name': {
    path: () => '/api/people/Nobody%20here',
    body: () => ({}),
    answers: { guest: 404, none: 404, read: 404, write: 404 },
  },
  'DELETE /api/notices/:notice': {
    path: ({ notice }) => `/api/notices/${notice}`,
    body: () => ({}),
    // The first who may, puts it away for all.
    answers: { guest: 404, none: 404, read: 200, write: 404 },
  },
}

let server: TestServer
beforeAll(async () => {
  server = await startServer({ args: ['--pace', '0'] })
})
afterAll(() => server.close())

let scenes = 0

async function ask(role: Role, method: string, path: string, body?: unknown) {
  return await call(server.url, method, path, body, ROLES[role])
}

async function prepare(): Promise<Scene> {
  const number = ++scenes
  const name = `${SECRET} ${number}`
  const mount = `~${SECRET.toLowerCase()}-${number}`
  const members = { Alice: 'write', Bob: 'read' }
  const made = await ask('write', 'POST', '/api/memories', { name, mount, description: SECRET, members })
  const memory: string = made.body.memory.id
  const path = `/memories/${mount}/${SECRET}.md`
  const write = async (at: string, text: string) =>
    (await ask('write', 'POST', '/api/memory/documents', { ...by, path: at, text })).body.document.document
  const document: string = await write(path, `The word is ${SECRET}.\n`)
  await ask('write', 'PUT', `/api/memory/documents/${document}`, {
    ...by,
    base: 1,
    text: `A word: ${SECRET}.\n`,
  })
  const gone: string = await write(`/memories/${mount}/gone.md`, `${SECRET} is gone.\n`)
  await ask('write', 'POST', '/api/memory/delete', { ...by, path: `/memories/${mount}/gone.md` })
  const added = await ask('write', 'POST', '/api/memory/documents', {
    ...by,
    path: `/memories/${mount}/last.md`,
    text: `${SECRET}\n`,
  })
  const chat: string = (
    await ask('write', 'POST', '/api/chats', { name, speaker: 'Alice', memories: ['default', memory] })
  ).body.chat
  const turn = `turn_${number}_of_the_matrix`
  const { position } = (await ask('write', 'GET', `/api/state?chats=${chat}`)).body.state
  await ask('write', 'POST', `/api/chats/${chat}/turns`, {
    id: turn,
    text: `Hello ${SECRET}`,
    speaker: 'Alice',
  })
  await followUntil(
    server.url,
    position,
    [chat],
    (event) => event.type === 'turn.event' && event.turn === turn && event.event.type === 'turn.finished',
    'Alice',
  )
  const shared = await addChat(server.url)
  return {
    memory,
    mount,
    name,
    document,
    path,
    head: added.body.commit.number,
    gone,
    chat,
    turn,
    notice: await raiseNotice(memory),
    shared,
  }
}

/** The diary gets a folder and loses it again, and people are told where its files are now. */
async function raiseNotice(memory: string): Promise<string> {
  await ask('write', 'PATCH', `/api/memories/${memory}`, { workingCopy: true })
  await ask('write', 'PATCH', `/api/memories/${memory}`, { workingCopy: false })
  const { notices } = (await ask('write', 'GET', '/api/state')).body.state.workspace
  return notices.find((notice: { memory: string }) => notice.memory === memory).id
}

describe('every route', () => {
  it('has a row', () => {
    expect(Object.keys(ROWS).sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort())
  })

  it.each(Object.entries(ROWS))('%s', async (route, row) => {
    const scene = await prepare()
    const method = route.split(' ')[0] ?? ''
    const statuses: Record<string, number> = {}
    for (const role of ['guest', 'none', 'read', 'write'] as const) {
      const { status, body } = await ask(role, method, row.path(scene), row.body?.(scene))
      statuses[role] = status
      if (role === 'guest' || role === 'none') expectNothingOf(scene, body)
    }
    expect(statuses).toEqual(row.answers)
  })

  /** What was sent may come back in words; what was not known to the asker may not. */
  function expectNothingOf(scene: Scene, body: unknown): void {
    const sent = [scene.path, scene.mount, scene.name]
    const told = sent.reduce((text, each) => text.replaceAll(each, ''), JSON.stringify(body))
    expect(told.toLowerCase()).not.toContain(SECRET.toLowerCase())
  }
})

describe('whoever may not read cannot find out by asking for', () => {
  it('words', async () => {
    const scene = await prepare()
    const erasing = await ask('none', 'POST', '/api/memory/erase/preview', { words: `Hello ${SECRET}` })
    expect(erasing.body).toMatchObject({ documents: [], turns: [], chats: [], stops: [], hidden: 0 })
    const words = { find: SECRET, replace: 'x', matchCase: false, wholeWord: false, dryRun: true, ...by }
    expect((await ask('none', 'POST', '/api/memory/replace', words)).body.count).toBe(0)
    expect((await ask('read', 'GET', '/api/memory/history')).body.commits[0].memory).toBe(scene.memory)
    const history: readonly { memory: string }[] = (await ask('none', 'GET', '/api/memory/history')).body
      .commits
    expect(history.filter(({ memory }) => memory !== 'default')).toEqual([])
  })

  it('a name: the same answer for a place that is there, and for one that is not', async () => {
    const scene = await prepare()
    const told = async (mount: string) => {
      const path = `/memories/${mount}/${SECRET}.md`
      const answers = [
        await ask('none', 'POST', '/api/memory/documents', { ...by, path, text: 'x' }),
        await ask('none', 'POST', '/api/memory/rename', { ...by, from: path, to: '/memories/x.md' }),
        await ask('none', 'POST', '/api/memory/rename', { ...by, from: '/memories/x.md', to: path }),
        await ask('none', 'POST', '/api/memory/delete', { ...by, path }),
        await ask('none', 'POST', '/api/memory/delete', { ...by, path: `/memories/${mount}` }),
        await ask('none', 'POST', '/api/memory/change', { ...by, edits: [{ kind: 'delete', path }] }),
      ]
      return JSON.stringify(answers).replaceAll(mount, '…')
    }
    expect(await told(scene.mount)).toBe(await told('~nothing-here'))
  })

  it('an id: the same answer for one that is there, and for one that is not', async () => {
    const scene = await prepare()
    const told = async ({ chat, document, memory }: Pick<Scene, 'chat' | 'document' | 'memory'>) => {
      const answers = [
        await ask('none', 'GET', `/api/memory/documents/${document}`),
        await ask('none', 'GET', `/api/memory/documents/${document}/blame`),
        await ask('none', 'GET', `/api/memory/history?document=${document}`),
        await ask('none', 'GET', `/api/memory/history?memory=${memory}`),
        await ask('none', 'GET', `/api/memory/tree?memory=${memory}`),
        await ask('none', 'GET', `/api/chats/${chat}/turns?before=9`),
        await ask('none', 'PATCH', `/api/chats/${chat}`, { name: 'x' }),
        await ask('none', 'POST', `/api/memory/undo`, { ...by, what: { kind: 'chat', chat } }),
        await ask('none', 'POST', '/api/chats', { memories: [memory] }),
      ]
      return JSON.stringify(answers).replaceAll(chat, 'C').replaceAll(document, 'D').replaceAll(memory, 'M')
    }
    expect(await told(scene)).toBe(
      await told({ chat: 'chat_nothing1', document: 'doc_nothing1', memory: 'memory_nothing' }),
    )
  })
})

describe('the feed', () => {
  it('tells everybody what they may see, and nothing else, live and later', async () => {
    const start: number = (await ask('write', 'GET', '/api/state')).body.state.position
    const live = {
      guest: collect('guest', start),
      none: collect('none', start),
      read: collect('read', start),
    }
    const scene = await prepare()
    await ask('write', 'POST', '/api/people', { name: `Last ${start}` })
    const told = { guest: await live.guest, none: await live.none, read: await live.read }
    expect(told.guest.toLowerCase()).not.toContain(SECRET.toLowerCase())
    expect(told.none.toLowerCase()).not.toContain(SECRET.toLowerCase())
    expect(told.read).toContain(scene.path)
    const later = await collect('none', start)
    expect(later.toLowerCase()).not.toContain(SECRET.toLowerCase())
    expect(later).not.toContain(scene.chat)

    async function collect(role: Role, after: number): Promise<string> {
      const last = (event: { type: string; name?: string }) =>
        event.type === 'person.added' && event.name === `Last ${start}`
      return JSON.stringify(await followUntil(server.url, after, [], last, ROLES[role]))
    }
  })

  it('sends a reader away whose rights have changed, and only that one', async () => {
    const scene = await prepare()
    const { position } = (await ask('read', 'GET', '/api/state')).body.state
    const named = (event: WorkspaceEvent) => (event.type === 'person.added' ? event.name : '')
    const listen = (as: string, chats: readonly string[]) => {
      const began = Promise.withResolvers<void>()
      const told = followUntil(
        server.url,
        position,
        chats,
        (event) => {
          if (named(event) === `Begin ${position}`) began.resolve()
          return named(event) === `Later ${position}`
        },
        as,
      )
      return { began: began.promise, told }
    }
    const [bob, carol] = [listen('Bob', [scene.chat]), listen('Carol', [])]
    await ask('write', 'POST', '/api/people', { name: `Begin ${position}` })
    await Promise.all([bob.began, carol.began])
    await ask('write', 'PATCH', `/api/memories/${scene.memory}`, { members: { Alice: 'write' } })
    await expect(bob.told).rejects.toThrow('The feed asks to begin anew.')
    await ask('write', 'POST', '/api/people', { name: `Later ${position}` })
    expect(JSON.stringify(await carol.told)).not.toContain(SECRET)
    expect(JSON.stringify((await ask('read', 'GET', `/api/state?chats=${scene.chat}`)).body)).not.toContain(
      scene.path,
    )
  })
})

describe('who asks', () => {
  it('is refused when the header is no name', async () => {
    for (const name of ['%E0%A4%A', '%00', 'a'.repeat(200), '%3Cb%3E']) {
      const response = await fetch(`${server.url}/api/people`, { headers: { 'x-commonplace-as': name } })
      expect(response.status).toBe(400)
    }
  })

  it('may have any letters', async () => {
    const body = { name: 'Zoë Ωmega', everyone: 'none' }
    const name = 'Zoë Ωmega'
    expect((await call(server.url, 'POST', '/api/memories', body, name)).body.memory).toMatchObject({
      mount: '~zoë-ωmega',
      members: { [name]: 'write' },
      workingCopy: false,
    })
  })
})
