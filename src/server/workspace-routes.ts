import { ACTIONS } from '../workspace/actions.ts'
import { previewDemonstration } from '../workspace/demonstration-actions.ts'
import { STATE_QUERY } from './query-schemas.ts'
import { granted, type Route, route } from './route.ts'
import { CHANGE_SETTINGS, NOTHING, REMOVE_DEMONSTRATION } from './schemas.ts'

/** The state as a whole, the workspace's settings, the example. */
export const WORKSPACE_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/state',
    summary:
      'Everything at one position, with the newest 40 turns of the chats named, or of those that a board shows at first.',
    answers: '200 `{ state: AppState }`',
    query: STATE_QUERY,
    handle: async ({ workspace }, { query }) => ({
      status: 200,
      body: { state: await workspace.snapshot(query.board ? 'board' : query.chats) },
    }),
  }),
  route({
    method: 'PATCH',
    path: '/api/settings',
    summary: 'Changes settings of the workspace; what is left out stays.',
    answers: '200 `{}`',
    body: CHANGE_SETTINGS,
    handle: async ({ workspace }, { body }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.changeSettings, body)),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/example',
    summary: 'Opens the three chats of the example, with their first messages in the composers.',
    answers: '201 `{ chats: ChatId[] }`',
    body: NOTHING,
    handle: async ({ workspace }) => ({
      status: 201,
      body: granted(await workspace.perform(ACTIONS.openExample, {})),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/demonstration',
    summary:
      'What removing the demonstration would take (`goes`: what nobody has touched) and leave (`stays`: what people changed or added since). Changes nothing.',
    answers:
      '200 `DemonstrationPreview` (src/workspace/demonstration-actions.ts): `{ there: boolean, goes: Parts, stays: Parts }` with `Parts` `{ chats: { chat, name }[], documents: { document, path }[], memory: { memory, name } | null }`',
    handle: async ({ workspace }) => ({
      status: 200,
      body: granted(await workspace.perform(previewDemonstration, {})),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/demonstration',
    summary:
      'Adds the demonstration: three chats of people who do not exist, and a memory of its own that no other chat gets by itself. When it is there already, nothing happens.',
    answers:
      '201 `{ memory: MemoryId, chats: ChatId[] }`, the same while it is there; 409 `busy` while it is being added',
    body: NOTHING,
    handle: async ({ workspace }) => ({
      status: 201,
      body: granted(await workspace.perform(ACTIONS.addDemonstration, {})),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/api/demonstration',
    summary:
      'Removes of the demonstration, for ever, exactly what nobody has touched. What people changed or added since stays, and is theirs; with `all` it goes too, and their chats can be brought back from the deleted ones.',
    answers: '200 `DemonstrationPreview`: what went and what stays; `there` is false when there was none',
    body: REMOVE_DEMONSTRATION,
    handle: async ({ workspace }, { body }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.removeDemonstration, body)),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/health',
    summary: 'Whether the server is well: 503 when the data folder does not take writes.',
    answers: '200 or 503 `{ ok, version, startedAt, position, memoryHead, running, readers, trouble }`',
    handle: ({ workspace, version, startedAt }) => {
      const health = workspace.health()
      return { status: health.ok ? 200 : 503, body: { ...health, version, startedAt } }
    },
  }),
]
