import { ACTIONS } from '../workspace/actions.ts'
import { granted, type Route, route } from './route.ts'
import { CHANGE_SETTINGS, CHATS_QUERY, NOTHING } from './schemas.ts'

/** The state as a whole, the workspace's settings, the example. */
export const WORKSPACE_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/state',
    summary: 'Everything at one position, with the newest 40 turns of the named chats.',
    answers: '200 `{ state: AppState }`',
    query: CHATS_QUERY,
    handle: async ({ workspace }, { query }) => ({
      status: 200,
      body: { state: await workspace.snapshot(query.chats) },
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
    path: '/api/health',
    summary: 'Whether the server is well: 503 when the data folder does not take writes.',
    answers: '200 or 503 `{ ok, version, startedAt, position, memoryHead, running, readers, trouble }`',
    handle: ({ workspace, version, startedAt }) => {
      const health = workspace.health()
      return { status: health.ok ? 200 : 503, body: { ...health, version, startedAt } }
    },
  }),
]
