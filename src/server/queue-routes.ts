import { ACTIONS } from '../workspace/actions.ts'
import { granted, type Route, route } from './route.ts'
import { CHANGE_QUEUED, NOTHING, QUEUE } from './schemas.ts'

/** Messages that wait while Claude answers. */
export const QUEUE_ROUTES: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/chats/:chat/queue',
    summary:
      'Has a message wait while Claude answers. When Claude has answered, its turn begins by itself; when nothing runs and nothing waits, at once. When a turn did not end well, what waits goes on waiting until somebody sends (`queue.held` in the chat says why). At most 20 messages wait in a chat, with 200,000 characters together.',
    answers:
      '202 `{ turn: TurnId, waits: boolean }`, the same for the same id; 409 `conflict` when no more can wait',
    body: QUEUE,
    handle: async ({ workspace }, { params, body }) => ({
      status: 202,
      body: granted(await workspace.perform(ACTIONS.enqueue, { ...body, chat: params('chat') })),
    }),
  }),
  route({
    method: 'PATCH',
    path: '/api/chats/:chat/queue/:turn',
    summary: 'Changes a message that waits, or its place; what is left out stays.',
    answers: '200 `{}`; 409 `conflict` when it was sent already',
    body: CHANGE_QUEUED,
    handle: async ({ workspace }, { params, body }) => ({
      status: 200,
      body: granted(
        await workspace.perform(ACTIONS.changeQueued, {
          ...body,
          chat: params('chat'),
          turn: params('turn'),
        }),
      ),
    }),
  }),
  route({
    method: 'DELETE',
    path: '/api/chats/:chat/queue/:turn',
    summary: 'Takes a message out of the queue: it will not be sent.',
    answers: '200 `{}`, also when that was done before; 409 `conflict` when it was sent already',
    body: NOTHING,
    handle: async ({ workspace }, { params }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.unqueue, { chat: params('chat'), turn: params('turn') })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/chats/:chat/queue/:turn/send',
    summary:
      'Sends a message that waits before all others. A turn that runs is stopped for it; what it has said is kept. The others follow when this one was answered.',
    answers:
      '202 `{ turn: TurnId }`, also when it was sent already; 402 `spending` when a limit is reached, and nothing is stopped then',
    body: NOTHING,
    handle: async ({ workspace }, { params }) => ({
      status: 202,
      body: granted(
        await workspace.perform(ACTIONS.sendQueued, { chat: params('chat'), turn: params('turn') }),
      ),
    }),
  }),
]
