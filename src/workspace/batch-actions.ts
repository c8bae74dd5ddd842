/** Several edits at once, and replacing everywhere. */
import { type Edit, planEdits } from '../memory/batch-edit.ts'
import type { ChangeOutcome, Conflicts, Memory } from '../memory/contract.ts'
import type { Denied, Opened } from '../memory/memories.ts'
import { parseMemoryPath } from '../memory/path.ts'
import {
  type Finding,
  type Found,
  findAll,
  nothingFound,
  planReplace,
  type Replacing,
} from '../memory/replace-all.ts'
import type { MemoryId } from '../memory/rights.ts'
import { objectionTo } from '../memory/trial.ts'
import { shownCommit } from './announcements.ts'
import type { Core } from './core.ts'
import { person, type Spoken } from './memory-actions.ts'
import { done, type Result } from './result.ts'

type Refused = Extract<ChangeOutcome, { kind: 'refused' }>

const refused = (code: Refused['code'], message: string): Refused => ({ kind: 'refused', code, message })

/** All of the edits as one commit, or none. They must lie in one memory. */
export async function changeDocuments(
  core: Core,
  { edits, speaker, allowSecrets }: Spoken & { readonly edits: readonly Edit[] },
): Promise<Result<ChangeOutcome | Conflicts>> {
  const opened = new Map<MemoryId, Memory>()
  for (const one of edits.flatMap((edit) => doorsOf(core, edit))) {
    if (one.kind === 'denied') return done(refused(one.code, one.message))
    opened.set(one.id, one.memory)
  }
  const [first, ...others] = opened
  if (!first) return done({ kind: 'unchanged' })
  if (others.length > 0)
    return done(refused('bad_input', 'The edits lie in different memories; one commit cannot hold them.'))
  const [id, memory] = first
  const by = person(speaker, allowSecrets)
  const outcome = await memory.change((p) => planEdits(edits, by.actor, p), by)
  if (outcome.kind !== 'done') return done(outcome)
  await core.settled(outcome.commit.number, id)
  await core.feed.settled()
  return done({ ...outcome, commit: shownCommit(outcome.commit) })
}

function doorsOf({ edge }: Core, edit: Edit): readonly (Opened<Memory> | Denied)[] {
  switch (edit.kind) {
    case 'save':
      return [edge.holding(edit.document, 'write')]
    case 'rename':
      return [edge.at(edit.from, 'write'), edge.at(edit.to, 'write')]
    case 'create':
    case 'delete':
      return [edge.at(edit.path, 'write')]
    default:
      return edit satisfies never
  }
}

/** What would be replaced. `head` of each memory is not kept: `count` says whether it still is the same. */
export interface ReplacePreview {
  readonly documents: readonly (Omit<Found, 'replaced'> & { readonly memory: MemoryId })[]
  readonly count: number
}

export interface ReplaceText extends Replacing, Spoken {
  /** Refuse when there are not as many occurrences as this: those that the person has seen. */
  readonly expected?: number | undefined
}

type Looked =
  | Refused
  | {
      readonly kind: 'found'
      readonly preview: ReplacePreview
      readonly searched: number
      readonly places: readonly { readonly opened: Opened<Memory>; readonly count: number }[]
    }

/** Where a text is found, in all memories that one may change. Changes nothing. */
export async function previewReplacing(
  core: Core,
  asked: ReplaceText,
): Promise<Result<ReplacePreview | Refused>> {
  const looked = await look(core, asked)
  return done(looked.kind === 'found' ? looked.preview : looked)
}

export type ReplaceOutcome =
  | {
      readonly kind: 'done'
      readonly commits: readonly { readonly memory: MemoryId; readonly number: number }[]
    }
  | Exclude<ChangeOutcome, { kind: 'done' }>
  | Conflicts

/** Replaces every occurrence: one commit for each memory that holds one. */
export async function replaceText(core: Core, asked: ReplaceText): Promise<Result<ReplaceOutcome>> {
  const looked = await look(core, asked)
  if (looked.kind === 'refused') return done(looked)
  const { preview, places, searched } = looked
  const { expected = preview.count, speaker, allowSecrets } = asked
  if (expected !== preview.count)
    return done(
      refused(
        'changed',
        `Expected ${expected} occurrences, but there are ${preview.count} now. Look again first.`,
      ),
    )
  if (preview.count === 0) return done(refused('not_found', nothingFound(asked.find, searched)))
  const by = person(speaker, allowSecrets)
  if (places.length > 1)
    for (const { opened, count } of places) {
      const objection = await objectionTo(opened.memory, (p) => planReplace(asked, count, p), by)
      if (objection) return done(objection)
    }
  const commits: { readonly memory: MemoryId; readonly number: number }[] = []
  let stopped: Refused | null = null
  for (const { opened, count } of places) {
    const outcome = await opened.memory.change((p) => planReplace(asked, count, p), by)
    if (outcome.kind === 'done') commits.push({ memory: opened.id, number: outcome.commit.number })
    else if (commits.length === 0) return done(outcome)
    else {
      stopped = partly(commits.length, places.length, outcome)
      break
    }
  }
  for (const { memory, number } of commits) await core.settled(number, memory)
  await core.feed.settled()
  return done(stopped ?? { kind: 'done', commits })
}

/** What is said when a memory stood against it after others were changed already, which all of them were asked about before. */
function partly(made: number, wanted: number, outcome: ChangeOutcome | Conflicts): Refused {
  const why = outcome.kind === 'refused' ? outcome.message : 'The others were changed meanwhile. Look again.'
  return refused(
    outcome.kind === 'refused' ? outcome.code : 'changed',
    `Replaced in ${made} of ${wanted} memories. ${why}`,
  )
}

async function look(core: Core, asked: ReplaceText): Promise<Looked> {
  const doors = doorsUnder(core, asked.under)
  const documents: (Omit<Found, 'replaced'> & { readonly memory: MemoryId })[] = []
  const places: { readonly opened: Opened<Memory>; readonly count: number }[] = []
  let searched = 0
  for (const opened of doors) {
    if (opened.kind === 'denied') return refused(opened.code, opened.message)
    const finding = await findIn(opened.memory, asked)
    if (finding.kind === 'refused') return finding
    searched += finding.searched
    const own = finding.documents.map(({ replaced: _, ...found }) => ({ ...found, memory: opened.id }))
    documents.push(...own)
    if (own.length > 0) places.push({ opened, count: own.reduce((sum, { count }) => sum + count, 0) })
  }
  const count = places.reduce((sum, place) => sum + place.count, 0)
  return { kind: 'found', preview: { documents, count }, searched, places }
}

/** The memory in which a path lies; for the root and for none, all that one may change. */
function doorsUnder({ edge }: Core, under: string | undefined): readonly (Opened<Memory> | Denied)[] {
  const parsed = under === undefined ? null : parseMemoryPath(under)
  if (under !== undefined && parsed && !(parsed.ok && parsed.isRoot)) return [edge.at(under, 'write')]
  return edge
    .list()
    .map(({ id }) => edge.in(id, 'write'))
    .filter((each) => each.kind === 'opened')
}

async function findIn(memory: Memory, asked: ReplaceText): Promise<Finding> {
  let finding: Finding | undefined
  await memory.change(async (p) => {
    finding = await findAll(asked, p)
    return { kind: 'unchanged' }
  }, person(asked.speaker))
  if (!finding) throw new Error('Expected the memory to ask for a plan.')
  return finding
}
