/**
 * What people do with the memories themselves. Each answers when its commit is announced to all browsers
 * and stands in the working copy.
 */
import type { Caller, ChangeOutcome, Memory } from '../memory/contract.ts'
import type { Denied, Opened, PlacedOutcome } from '../memory/memories.ts'
import { DEFAULT_MEMORY, type MemoryId } from '../memory/rights.ts'
import type { DocumentId } from '../memory/types.ts'
import { shownCommit } from './announcements.ts'
import type { Core } from './core.ts'
import { done, type Result } from './result.ts'

export interface Spoken {
  /** The person who does it. */
  readonly speaker: string
  /** The person wants it stored even if it looks as if it held a secret. */
  readonly allowSecrets?: boolean | undefined
}

type Outcome = Promise<Result<ChangeOutcome>>

export async function createDocument(
  core: Core,
  { path, text, speaker, allowSecrets }: Spoken & { readonly path: string; readonly text: string },
): Outcome {
  return await settle(core, await core.edge.create(path, text, person(speaker, allowSecrets)))
}

export interface SaveDocument extends Spoken {
  readonly document: DocumentId
  /** The version that the text was made from. */
  readonly base: number
  readonly text: string
}

export async function saveDocument(
  core: Core,
  { document, base, text, speaker, allowSecrets }: SaveDocument,
): Outcome {
  const holding = core.edge.holding(document, 'write')
  return await change(core, holding, (memory) =>
    memory.save(document, base, text, person(speaker, allowSecrets)),
  )
}

export async function renameDocuments(
  core: Core,
  {
    from,
    to,
    base,
    speaker,
    allowSecrets,
  }: Spoken & {
    readonly from: string
    readonly to: string
    readonly base?: number | undefined
  },
): Outcome {
  return await settle(core, await core.edge.rename(from, to, person(speaker, allowSecrets), base))
}

export async function deleteDocuments(
  core: Core,
  { path, base, speaker }: Spoken & { readonly path: string; readonly base?: number },
): Outcome {
  return await settle(core, await core.edge.delete(path, person(speaker), base))
}

/** Deletes every document of one memory; of the default one, when none is named. */
export async function clearMemory(
  core: Core,
  { memory = DEFAULT_MEMORY, speaker }: Spoken & { readonly memory?: MemoryId },
): Outcome {
  return await change(core, core.edge.in(memory, 'write'), (opened) => opened.clear(person(speaker)))
}

export async function restoreDocument(
  core: Core,
  {
    document,
    version,
    base,
    speaker,
    allowSecrets,
  }: Spoken & {
    readonly document: DocumentId
    readonly version: number
    readonly base?: number | undefined
  },
): Outcome {
  const holding = core.edge.holding(document, 'write')
  return await change(core, holding, (memory) =>
    memory.restore(document, version, person(speaker, allowSecrets), base),
  )
}

export async function revertCommit(
  core: Core,
  {
    memory = DEFAULT_MEMORY,
    commit,
    speaker,
    allowSecrets,
  }: Spoken & { readonly memory?: MemoryId; readonly commit: number },
): Outcome {
  return await change(core, core.edge.in(memory, 'write'), (opened) =>
    opened.revert(commit, person(speaker, allowSecrets)),
  )
}

/** How a person is named to the engine. */
export function person(name: string, allowSecrets = false): Caller {
  return { actor: { kind: 'person', name }, reader: `person:${name}`, allowSecrets }
}

async function change(
  core: Core,
  opened: Opened<Memory> | Denied,
  changing: (memory: Memory) => Promise<ChangeOutcome>,
): Outcome {
  if (opened.kind === 'opened')
    return await settle(core, { memory: opened.id, outcome: await changing(opened.memory) })
  const { code, message } = opened
  return done({ kind: 'refused', code, message })
}

async function settle(core: Core, { memory, outcome }: PlacedOutcome): Outcome {
  const written = outcome.kind === 'done' || outcome.kind === 'merged'
  if (written) await core.settled(outcome.commit.number, memory)
  await core.feed.settled()
  return done(written ? { ...outcome, commit: shownCommit(outcome.commit) } : outcome)
}
