/**
 * Every route for every role, on a real server. A route without a row fails; so does an answer in which somebody without
 * access finds the secret word. The edge, the tools and the actions have the same in src/memory and src/workspace.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Role, type Scene, SECRET, type Stage } from '../../test/rights-stage.ts'
import { DEFAULT_CONTEXT_EDITING } from './defaults.ts'
import { ROUTES } from './routes.ts'

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
  'PUT /api/hosts': {
    path: () => '/api/hosts',
    body: () => ({ kind: 'server', fields: {} }),
    answers: { guest: 400, none: 400, read: 400, write: 400 },
  },
  'DELETE /api/hosts/:host': {
    path: () => '/api/hosts/server-none',
    body: () => ({}),
    answers: { guest: 404, none: 404, read: 404, write: 404 },
  },
  'POST /api/hosts/:host/examine': {
    path: () => '/api/hosts/rehearsal/examine',
    body: () => ({}),
    answers: OPEN,
  },
  'POST /api/hosts/discover': { path: () => '/api/hosts/discover', body: () => ({}), answers: OPEN },
  'PUT /api/host': { path: () => '/api/host', body: () => ({ host: 'rehearsal' }), answers: OPEN },
  'POST /api/example': { path: () => '/api/example', body: () => ({}), answers: MADE },
  'GET /api/prompts': { path: () => '/api/prompts', answers: OPEN },
  'POST /api/prompts': {
    path: () => '/api/prompts',
    body: () => ({ id: 'kept-of-everybody', title: 'Ask', text: 'What do you know?' }),
    answers: MADE,
  },
  // One that nobody made; src/workspace/prompt-actions.test.ts has those of others.
  'PUT /api/prompts/:prompt': {
    path: () => '/api/prompts/kept-none',
    body: () => ({ title: 'Ask', text: 'What?', base: 1 }),
    answers: { guest: 404, none: 404, read: 404, write: 404 },
  },
  'DELETE /api/prompts/:prompt': {
    path: () => '/api/prompts/kept-none',
    body: () => ({}),
    answers: { guest: 404, none: 404, read: 404, write: 404 },
  },
  'POST /api/prompts/import': {
    path: () => '/api/prompts/import',
    body: () => ({ source: '---\ntitle: Imported\n---\nWhat do you know?\n' }),
    answers: OPEN,
  },
  'GET /api/prompts/export': { path: () => '/api/prompts/export', answers: OPEN },
  'GET /api/prompts/:prompt/file': { path: () => '/api/prompts/alice-discovery/file', answers: OPEN },
  // Open to all as it is added; src/workspace/demonstration.test.ts has one that is not.
  'GET /api/demonstration': { path: () => '/api/demonstration', answers: OPEN },
  'POST /api/demonstration': { path: () => '/api/demonstration', body: () => ({}), answers: MADE },
  'DELETE /api/demonstration': { path: () => '/api/demonstration', body: () => by, answers: OPEN },
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
  'POST /api/chats/:chat/turns/:turn/now': {
    path: ({ chat, turn }) => `/api/chats/${chat}/turns/${turn}/now`,
    body: () => ({}),
    answers: READING,
  },
  'POST /api/chats/:chat/compact': {
    path: ({ chat }) => `/api/chats/${chat}/compact`,
    body: ({ turn }) => ({ id: turn, speaker: 'Alice' }),
    answers: { guest: 404, none: 404, read: 202, write: 202 },
  },
  'POST /api/chats/:chat/queue': {
    path: ({ chat }) => `/api/chats/${chat}/queue`,
    body: ({ turn }) => ({ id: turn, text: 'Hello', speaker: 'Alice' }),
    answers: { guest: 404, none: 404, read: 202, write: 202 },
  },
  'PATCH /api/chats/:chat/queue/:turn': {
    path: ({ chat, turn }) => `/api/chats/${chat}/queue/${turn}`,
    body: () => ({ text: 'Hello' }),
    // Whoever sees the chat is told that it was sent.
    answers: { guest: 404, none: 404, read: 409, write: 409 },
  },
  'DELETE /api/chats/:chat/queue/:turn': {
    path: ({ chat, turn }) => `/api/chats/${chat}/queue/${turn}`,
    body: () => ({}),
    answers: { guest: 404, none: 404, read: 409, write: 409 },
  },
  'POST /api/chats/:chat/queue/:turn/send': {
    path: ({ chat, turn }) => `/api/chats/${chat}/queue/${turn}/send`,
    body: () => ({}),
    answers: { guest: 404, none: 404, read: 202, write: 202 },
  },
  // As with speaking: the id of a turn that was.
  'POST /api/chats/:chat/turns/:turn/again': {
    path: ({ chat, turn }) => `/api/chats/${chat}/turns/${turn}/again`,
    body: ({ turn }) => ({ id: turn }),
    answers: { guest: 404, none: 404, read: 202, write: 202 },
  },
  'POST /api/chats/:chat/walk': {
    path: ({ chat }) => `/api/chats/${chat}/walk`,
    body: ({ turn }) => ({ turn }),
    answers: { guest: 404, none: 404, read: 200, write: 200 },
  },
  'GET /api/chats/:chat/context': {
    path: ({ chat }) => `/api/chats/${chat}/context`,
    answers: READING,
  },
  'POST /api/chats/:chat/context/preview': {
    path: ({ chat }) => `/api/chats/${chat}/context/preview`,
    body: () => ({ contextEditing: DEFAULT_CONTEXT_EDITING }),
    answers: READING,
  },
  'GET /api/chats/:chat/turns': {
    path: ({ chat }) => `/api/chats/${chat}/turns?before=2`,
    answers: READING,
  },
  'GET /api/chats/:chat/turns/:turn/memory': {
    path: ({ chat, turn }) => `/api/chats/${chat}/turns/${turn}/memory`,
    answers: READING,
  },
  'GET /api/spending': { path: () => '/api/spending', answers: OPEN },
  'GET /api/spending.csv': { path: () => '/api/spending.csv', answers: OPEN },
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
  'GET /api/memory/authors': { path: () => '/api/memory/authors', answers: OPEN },
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
  'GET /api/memory/search': { path: () => `/api/memory/search?q=${SECRET}`, answers: OPEN },
  'GET /api/said': { path: () => `/api/said?q=${SECRET}`, answers: OPEN },
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

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const ask: Stage['ask'] = (...asked) => stage.ask(...asked)
const prepare = () => stage.prepare()

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
