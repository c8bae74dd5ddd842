/**
 * What people do with the memory themselves. Each answers when its commit is announced to all browsers
 * and stands in the working copy.
 */
import type { Caller, ChangeOutcome } from '../memory/contract.ts'
import type { DocumentId } from '../memory/types.ts'
import type { Core } from './core.ts'
import { done, type Result } from './result.ts'

interface Spoken {
  /** The person who does it. */
  readonly speaker: string
}

type Outcome = Promise<Result<ChangeOutcome>>

export function createDocument(
  core: Core,
  { path, text, speaker }: Spoken & { readonly path: string; readonly text: string },
): Outcome {
  return change(core, core.memory.create(path, text, person(speaker)))
}

export interface SaveDocument extends Spoken {
  readonly document: DocumentId
  /** The version that the text was made from. */
  readonly base: number
  readonly text: string
}

export function saveDocument(core: Core, { document, base, text, speaker }: SaveDocument): Outcome {
  return change(core, core.memory.save(document, base, text, person(speaker)))
}

export function renameDocuments(
  core: Core,
  { from, to, speaker }: Spoken & { readonly from: string; readonly to: string },
): Outcome {
  return change(core, core.memory.rename(from, to, person(speaker)))
}

export function deleteDocuments(
  core: Core,
  { path, base, speaker }: Spoken & { readonly path: string; readonly base?: number },
): Outcome {
  return change(core, core.memory.delete(path, person(speaker), base))
}

export function clearMemory(core: Core, { speaker }: Spoken): Outcome {
  return change(core, core.memory.clear(person(speaker)))
}

export function restoreDocument(
  core: Core,
  { document, version, speaker }: Spoken & { readonly document: DocumentId; readonly version: number },
): Outcome {
  return change(core, core.memory.restore(document, version, person(speaker)))
}

export function revertCommit(core: Core, { commit, speaker }: Spoken & { readonly commit: number }): Outcome {
  return change(core, core.memory.revert(commit, person(speaker)))
}

function person(name: string): Caller {
  return { actor: { kind: 'person', name }, reader: `person:${name}` }
}

async function change(core: Core, changing: Promise<ChangeOutcome>): Outcome {
  const outcome = await changing
  if (outcome.kind === 'done' || outcome.kind === 'merged') await core.settled(outcome.commit.number)
  await core.feed.settled()
  return done(outcome)
}
