/** What the server is asked about the past of memories, and to bring it back. */
import type { Conflicts, DocumentConflict } from '../../memory/outcome.ts'
import type { MemoryId } from '../../memory/rights.ts'
import type { Commit } from '../../memory/types.ts'
import type { Resolutions } from '../../memory/undo.ts'
import type { ReplaceOutcome, ReplacePreview, ReplaceText } from '../../workspace/batch-actions.ts'
import type { DocumentBlame, PastDocument, PastTree } from '../../workspace/provenance-actions.ts'
import type { TurnMemory } from '../../workspace/provenance-turn.ts'
import type { UndoOutcome, UndoPreview, UndoWhat } from '../../workspace/undo-actions.ts'
import { type Answer, call } from '../api.ts'

export type {
  Conflicts,
  DocumentBlame,
  DocumentConflict,
  PastDocument,
  PastTree,
  ReplacePreview,
  Resolutions,
  TurnMemory,
  UndoOutcome,
  UndoPreview,
  UndoWhat,
}

/** Commits of several memories are told apart by both. */
export type PlacedCommit = Commit & { readonly memory: MemoryId }

export interface Refused {
  readonly kind: 'refused'
  readonly message: string
}

type Replacing = Omit<ReplaceText, 'speaker' | 'expected'>

const id = encodeURIComponent

export const past = {
  blame: (document: string, version: number) =>
    call<DocumentBlame>('GET', `/memory/documents/${id(document)}/blame?version=${version}`),
  tree: (memory: MemoryId, number: number) =>
    call<PastTree>('GET', `/memory/tree?memory=${id(memory)}&number=${number}`),
  turnMemory: (chat: string, turn: string) =>
    call<TurnMemory>('GET', `/chats/${id(chat)}/turns/${id(turn)}/memory`),
  history: (query: {
    memory?: MemoryId | undefined
    document?: string | undefined
    before?: number | string | undefined
    limit?: number
    /** These: only changes of this hand, from this chat, of something there, not before that time. */
    by?: string | undefined
    chat?: string | undefined
    under?: string | undefined
    since?: string | undefined
  }) => {
    const search = new URLSearchParams()
    for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value))
    return call<{ commits: readonly PlacedCommit[] }>('GET', `/memory/history?${search}`)
  },
  authors: () => call<{ authors: readonly string[] }>('GET', '/memory/authors'),
  previewUndo: (what: UndoWhat, speaker: string) =>
    call<UndoPreview | Refused>('POST', '/memory/undo/preview', { what, speaker }),
  /** `allowSecrets`, here and below: a person has seen what it looks like, and wants it stored all the same. */
  undo: (
    what: UndoWhat,
    speaker: string,
    resolutions: Resolutions = {},
    allowSecrets = false,
  ): Promise<Answer<UndoOutcome>> =>
    call('POST', '/memory/undo', { what, speaker, resolutions, allowSecrets }),
  previewReplace: (replacing: Replacing, speaker: string) =>
    call<ReplacePreview | Refused>('POST', '/memory/replace', { ...replacing, dryRun: true, speaker }),
  replace: (
    replacing: Replacing,
    expected: number,
    speaker: string,
    allowSecrets = false,
  ): Promise<Answer<ReplaceOutcome>> =>
    call('POST', '/memory/replace', { ...replacing, expected, dryRun: false, speaker, allowSecrets }),
}

export type { Replacing }
