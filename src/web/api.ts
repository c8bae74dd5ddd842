/** The one client of our HTTP interface. Answers are values: a refusal or a lost line is never an exception. */

import type { ChangeOutcome } from '../memory/contract.ts'
import type { Walk, Walked } from '../workspace/branch-actions.ts'
import type { AppState, ChatPlace, ChatSettings, WorkspaceSettings } from '../workspace/events.ts'
import type { TurnPage } from '../workspace/snapshot.ts'
import { words } from './app-words.ts'
import { noteTold } from './language/told.ts'
import { viewerName } from './me.ts'

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }

/** `status` 0: no answer came at all. `message` is in words for people. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly message: string
  /** All that the server answered, for whoever knows more of its kind. */
  readonly answer?: unknown
}

export interface StoredText {
  readonly document: string
  readonly version: number
  readonly text: string
}

const offline = (): Problem => ({ status: 0, code: 'offline', message: words().offline })

/** What was asked for, or the problem as an error: for whoever shows errors by itself, such as `useQuery`. */
export async function orThrow<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked
  if (!answer.ok) throw new Error(answer.problem.message)
  return answer.value
}

/** One request. What several of its kind need lives in `api`; a room with its own asks by this. */
export async function call<T>(
  method: string,
  path: string,
  body?: unknown,
  keepalive = false,
): Promise<Answer<T>> {
  try {
    const response = await fetch(`/api${path}`, {
      method,
      keepalive,
      headers: { ...whoAsks(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const value: unknown = await response.json().catch(() => null)
    if (response.ok || hasKind(value)) {
      noteMessage(value)
      return { ok: true, value: value as T }
    }
    return { ok: false, problem: problemOf(response.status, value) }
  } catch {
    return { ok: false, problem: offline() }
  }
}

function whoAsks(): Readonly<Record<string, string>> {
  const name = viewerName()
  return name === null ? {} : { 'x-commonplace-as': encodeURIComponent(name) }
}

/** A refused or conflicting change comes with an error status, and is an outcome all the same. */
function hasKind(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
}

/** What the server says for people is English. */
function noteMessage(value: unknown): void {
  if (typeof value !== 'object' || value === null || !('message' in value)) return
  if (typeof value.message === 'string') noteTold(value.message)
}

function problemOf(status: number, value: unknown): Problem {
  const { error } = (value ?? {}) as { error?: { code?: unknown; message?: unknown } }
  noteMessage(error)
  return {
    status,
    code: typeof error?.code === 'string' ? error.code : 'unknown',
    message: typeof error?.message === 'string' ? error.message : words().answered(status),
    answer: value,
  }
}

const id = encodeURIComponent

export const api = {
  state: (chats: readonly string[] | 'board') =>
    call<{ state: AppState }>(
      'GET',
      chats === 'board' ? '/state?board=true' : `/state?chats=${chats.map(id).join(',')}`,
    ),
  feedPath: (after: number, chats: readonly string[]) =>
    `/api/feed?after=${after}&chats=${chats.map(id).join(',')}&as=${id(viewerName() ?? '')}`,

  addChat: (name?: string, speaker?: string, memories?: readonly string[]) =>
    call<{ chat: string }>('POST', '/chats', { name, speaker, memories }),
  changeChat: (
    chat: string,
    change: { name?: string; settings?: Partial<ChatSettings>; memories?: readonly string[] },
  ) => call<object>('PATCH', `/chats/${id(chat)}`, change),
  placeChat: (chat: string, place: ChatPlace) => call<object>('POST', `/chats/${id(chat)}/place`, { place }),
  clearChat: (chat: string, through?: number) =>
    call<{ through: number; before: number }>('POST', `/chats/${id(chat)}/clear`, { through }),
  draft: (chat: string, draft: string, client: string, leaving = false) =>
    call<object>('PUT', `/chats/${id(chat)}/draft`, { draft, client }, leaving),
  /** `instead`: the turn in whose place it is said. */
  speak: (chat: string, turn: string, text: string, speaker: string, instead?: string) =>
    call<{ turn: string }>('POST', `/chats/${id(chat)}/turns`, { id: turn, text, speaker, instead }),
  /** Has the message of a turn answered anew; `fresh` is the id of the new turn. */
  regenerate: (chat: string, turn: string, fresh: string) =>
    call<{ turn: string }>('POST', `/chats/${id(chat)}/turns/${id(turn)}/again`, { id: fresh }),
  /** Makes the conversation one that holds the turn. */
  walk: (chat: string, to: Walk['to']) => call<Walked>('POST', `/chats/${id(chat)}/walk`, to),
  /** Like `speak`, but waits for the end of the turn that runs; `ahead` of what is held, if none does. */
  enqueue: (chat: string, turn: string, text: string, speaker: string, ahead: boolean) =>
    call<{ turn: string; waits: boolean }>('POST', `/chats/${id(chat)}/queue`, {
      id: turn,
      text,
      speaker,
      ahead,
    }),
  /** `before`: the message before which it is sent from now on. */
  changeQueued: (chat: string, turn: string, change: { text?: string; before?: string | null }) =>
    call<object>('PATCH', `/chats/${id(chat)}/queue/${id(turn)}`, change),
  unqueue: (chat: string, turn: string) => call<object>('DELETE', `/chats/${id(chat)}/queue/${id(turn)}`, {}),
  /** A turn that runs is stopped for it. */
  sendQueued: (chat: string, turn: string) =>
    call<{ turn: string }>('POST', `/chats/${id(chat)}/queue/${id(turn)}/send`, {}),
  stop: (chat: string, turn: string) => call<object>('POST', `/chats/${id(chat)}/turns/${id(turn)}/stop`, {}),
  resume: (chat: string, turn: string) =>
    call<object>('POST', `/chats/${id(chat)}/turns/${id(turn)}/continue`, {}),
  /** Ends the wait before the next try. */
  tryNow: (chat: string, turn: string) =>
    call<object>('POST', `/chats/${id(chat)}/turns/${id(turn)}/now`, {}),
  /** The newest turns of the conversation that the turn of this number would make. */
  branch: (chat: string, number: number, limit: number) =>
    call<TurnPage>('GET', `/chats/${id(chat)}/turns?branch=${number}&limit=${limit}`),
  turns: (chat: string, before: number, limit = 40) =>
    call<TurnPage>('GET', `/chats/${id(chat)}/turns?before=${before}&limit=${limit}`),

  text: (document: string, version?: number) =>
    call<StoredText>(
      'GET',
      `/memory/documents/${id(document)}${version === undefined ? '' : `?version=${version}`}`,
    ),
  /** `allowSecrets`, here and below: a person has seen what it looks like, and wants it stored all the same. */
  create: (path: string, text: string, speaker: string, allowSecrets = false) =>
    call<ChangeOutcome>('POST', '/memory/documents', { path, text, speaker, allowSecrets }),
  save: (document: string, base: number, text: string, speaker: string, allowSecrets = false) =>
    call<ChangeOutcome>('PUT', `/memory/documents/${id(document)}`, { base, text, speaker, allowSecrets }),
  /** `base`, here and below: the version that the person has before them; refused when there is a newer one. */
  rename: (from: string, to: string, base: number | undefined, speaker: string, allowSecrets = false) =>
    call<ChangeOutcome>('POST', '/memory/rename', { from, to, base, speaker, allowSecrets }),
  remove: (path: string, base: number, speaker: string) =>
    call<ChangeOutcome>('POST', '/memory/delete', { path, base, speaker }),
  clearMemory: (speaker: string) =>
    call<ChangeOutcome>('POST', '/memory/clear', { confirm: 'clear', speaker }),
  /** `base` 0: the person sees no living document. */
  restore: (document: string, version: number, base: number, speaker: string, allowSecrets = false) =>
    call<ChangeOutcome>('POST', `/memory/documents/${id(document)}/restore`, {
      version,
      base,
      speaker,
      allowSecrets,
    }),

  changeSettings: (change: Partial<WorkspaceSettings>) => call<object>('PATCH', '/settings', change),
  example: () => call<{ chats: readonly string[] }>('POST', '/example', {}),
}
