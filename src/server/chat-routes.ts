import { ACTIONS } from '../workspace/actions.ts'
import { TURNS_QUERY } from './query-schemas.ts'
import { granted, type Route, route } from './route.ts'
import {
  ADD_CHAT,
  CHANGE_CHAT,
  CLEAR_CHAT,
  COMPACT,
  DRAFT,
  NOTHING,
  PLACE_CHAT,
  PREVIEW_CLEARING,
  REGENERATE,
  SPEAK,
  WALK,
} from './schemas.ts'

/** Chats and the turns in them. */
export const CHAT_ROUTES: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/chats',
    summary: 'Adds a chat to the board.',
    answers: '201 `{ chat: ChatId }`',
    body: ADD_CHAT,
    handle: async ({ workspace }, { body }) => ({
      status: 201,
      body: granted(await workspace.perform(ACTIONS.addChat, body)),
    }),
  }),
  route({
    method: 'PATCH',
    path: '/api/chats/:chat',
    summary: 'Renames a chat or changes its settings; what is left out stays.',
    answers: '200 `{}`',
    body: CHANGE_CHAT,
    handle: async ({ workspace }, { params, body }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.changeChat, { ...body, chat: params('chat') })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/chats/:chat/place',
    summary: 'Puts a chat on the board, away, or among the deleted ones. This is also the undo of deleting.',
    answers: '200 `{}`',
    body: PLACE_CHAT,
    handle: async ({ workspace }, { params, body }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.placeChat, { chat: params('chat'), place: body.place })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/chats/:chat/clear',
    summary:
      'Takes turns out of the conversation. They are kept: clearing through `before` of the answer brings them back. Branches that left before stay as they are.',
    answers: '200 `{ through: number, before: number }`; 409 `busy` while a turn runs',
    body: CLEAR_CHAT,
    handle: async ({ workspace }, { params, body }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.clearChat, { ...body, chat: params('chat') })),
    }),
  }),
  route({
    method: 'PUT',
    path: '/api/chats/:chat/draft',
    summary: 'Keeps what stands in the composer.',
    answers: '200 `{}`',
    body: DRAFT,
    handle: async ({ workspace }, { params, body }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.keepDraft, { ...body, chat: params('chat') })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/chats/:chat/turns',
    summary:
      'Says something. The answer comes over the feed, whether or not the page stays open. With `instead`, a message is edited: the new one is said in its place, in a new branch.',
    answers:
      '202 `{ turn: TurnId }`, the same for the same id; 409 `busy` while a turn runs; 402 `spending` when a limit is reached',
    body: SPEAK,
    handle: async ({ workspace }, { params, body }) => ({
      status: 202,
      body: granted(await workspace.perform(ACTIONS.speak, { ...body, chat: params('chat') })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/chats/:chat/turns/:turn/again',
    summary: 'Has the message of a turn answered anew, in a new branch beside it.',
    answers:
      '202 `{ turn: TurnId }`, the same for the same id; 409 `busy` while a turn runs; 402 `spending` when a limit is reached',
    body: REGENERATE,
    handle: async ({ workspace }, { params, body }) => {
      const of = { chat: params('chat'), turn: params('turn') }
      return { status: 202, body: granted(await workspace.perform(ACTIONS.regenerate, { ...of, ...body })) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/chats/:chat/walk',
    summary:
      'Makes the conversation one that holds a turn: the path from the first turn to the newest below that one. Everybody who has the chat open walks along. On the path already, nothing changes.',
    answers:
      '200 `Walked` (src/workspace/branch-actions.ts): walking to `before` leads back; 409 `busy` while a turn runs on another branch',
    body: WALK,
    handle: async ({ workspace }, { params, body }) => {
      const { turn, number = 0 } = body
      const to = turn === undefined ? { number } : { turn }
      return {
        status: 200,
        body: granted(await workspace.perform(ACTIONS.walk, { chat: params('chat'), to })),
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/chats/:chat/turns/:turn/stop',
    summary: 'Stops a running turn. What it has said is kept.',
    answers: '200 `{}`',
    body: NOTHING,
    handle: async ({ workspace }, { params }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.stop, { chat: params('chat'), turn: params('turn') })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/chats/:chat/turns/:turn/continue',
    summary: 'Takes up the last turn of the conversation where it was stopped, interrupted, cut, or failed.',
    answers:
      '200 `{}`; 409 `conflict` when there is nothing to continue; 402 `spending` when a limit is reached',
    body: NOTHING,
    handle: async ({ workspace }, { params }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.resume, { chat: params('chat'), turn: params('turn') })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/chats/:chat/turns/:turn/now',
    summary: 'Has a turn that waits for its next attempt try at once.',
    answers: '200 `{}`, also when it does not wait any more',
    body: NOTHING,
    handle: async ({ workspace }, { params }) => ({
      status: 200,
      body: granted(await workspace.perform(ACTIONS.tryNow, { chat: params('chat'), turn: params('turn') })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/chats/:chat/compact',
    summary:
      'Has the conversation summarised: from then on Claude is sent the summary in place of what was before. People go on seeing everything.',
    answers:
      '202 `{ turn: TurnId }`, the same for the same id; 409 `busy` while a turn runs, `conflict` when there is nothing to summarise; 402 `spending` when a limit is reached',
    body: COMPACT,
    handle: async ({ workspace }, { params, body }) => ({
      status: 202,
      body: granted(await workspace.perform(ACTIONS.compact, { ...body, chat: params('chat') })),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/chats/:chat/context',
    summary: "How full the chat's context is, by part, and where clearing and summarising begin.",
    answers: '200 `ContextReport` (src/workspace/context-report.ts)',
    handle: async ({ workspace }, { params }) => ({
      status: 200,
      body: granted(await workspace.context(params('chat'))),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/chats/:chat/context/preview',
    summary: 'What these settings would have cleared in this chat, request by request. Changes nothing.',
    answers: '200 `ClearingPreview` (src/workspace/context-report.ts)',
    body: PREVIEW_CLEARING,
    handle: async ({ workspace }, { params, body }) => ({
      status: 200,
      body: granted(await workspace.previewClearing(params('chat'), body.contextEditing)),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/chats/:chat/turns',
    summary: 'A page of the turns of a conversation, oldest first; the newest when no number is named.',
    answers: '200 `{ turns: TurnState[], earlier: number }`; `earlier`: how many come before them',
    query: TURNS_QUERY,
    handle: async ({ workspace }, { params, query }) => ({
      status: 200,
      body: granted(await workspace.turns(params('chat'), query)),
    }),
  }),
]
