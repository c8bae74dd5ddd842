/** Refuses writes that would bring a secret into the memory. */
import type { PolicyRefusal, Proposed } from './policy.ts'
import { type Finding, findSecrets, newSecrets, SECRET_WORDS } from './secrets.ts'
import type { Change, MemoryPath } from './types.ts'

/** How many findings a message names one by one. */
const NAMED = 5

interface Place {
  readonly path: MemoryPath
  /** null: in the path itself. */
  readonly line: number | null
  readonly kind: Finding['kind']
}

/**
 * Why the write may not be, or null. Only what the documents it touches did not hold before counts. A person who says so
 * (`allowSecrets`) may store it after all; nobody else may.
 */
export async function secretRefusal(proposed: Proposed): Promise<PolicyRefusal | null> {
  const { by, changes } = proposed
  if (by.allowSecrets && by.actor.kind === 'person') return null
  const found: Place[] = []
  let before: string | null = null
  for (const change of changes) {
    const inPath = 'from' in change || change.kind === 'create' ? secretsOfPath(change) : []
    if ('text' in change && findSecrets(change.text).length > 0) {
      before ??= await textsBefore(proposed)
      for (const { kind, line } of newSecrets(change.text, before))
        found.push({ path: change.path, line, kind })
    }
    for (const { kind } of inPath) found.push({ path: change.path, line: null, kind })
  }
  return found.length === 0 ? null : { code: 'secret', message: messageOf(found, by.actor.kind) }
}

/** A name may be a secret too. What the old name held already may stay. */
function secretsOfPath(change: Change): readonly Finding[] {
  const from = 'from' in change ? change.from.replaceAll('/', '\n') : ''
  return change.path.split('/').flatMap((name) => newSecrets(name.replace(/\.[a-z]{1,4}$/i, ''), from))
}

/** All that the touched documents hold now, as one text. */
async function textsBefore({ changes, tree, text }: Proposed): Promise<string> {
  const texts: string[] = []
  for (const id of new Set(changes.map(({ document }) => document))) {
    const info = tree.document(id)
    const held = info ? await text(id, info.version) : null
    if (held !== null) texts.push(held)
  }
  return texts.join('\n\n')
}

function messageOf(found: readonly Place[], actor: Proposed['by']['actor']['kind']): string {
  const named = found.slice(0, NAMED).map(({ path, line, kind }) => {
    const where = line === null ? 'in the name' : `in line ${line} of ${path}`
    return `${SECRET_WORDS[kind]} ${where}`
  })
  const more = found.length > NAMED ? [`${found.length - NAMED} more`] : []
  const list = [...named, ...more]
  const last = list.pop() ?? ''
  const all = list.length === 0 ? last : `${list.join(', ')} and ${last}`
  const instead = 'Leave it out and write where it can be found instead.'
  const overrule =
    actor === 'person'
      ? 'If it is none, or is meant to be shared with everyone who reads this memory, say so and save again.'
      : 'If it is none, a person can store it in the memory panel.'
  return `Not stored: this holds what looks like ${all}. ${instead} ${overrule}`
}
