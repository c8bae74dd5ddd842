/** From plans to what is written and answered. */
import type { CommandResult } from './command.ts'
import type { WritePlan } from './commands.ts'
import { type Planned, writtenBy } from './proposals.ts'
import type { Mark } from './seen.ts'
import { standsSince } from './standing.ts'
import type { Commit, DocumentInfo } from './types.ts'

/** A storage that has lost a text which the fold knows of; never a caller's fault. */
export function missingText(info: DocumentInfo): Error {
  return new Error(`The text of ${info.path}, version ${info.version}, is missing from storage.`)
}

/** A command that is refused without showing anything. */
export function refusedCommand(message: string): CommandResult {
  return { text: message, isError: true, seen: [] }
}

/** What a command answers whose key has a commit already. */
export function recorded(commit: Commit): CommandResult {
  const text = commit.result ?? 'Done before; what it answered then was erased.'
  const seen = commit.reason === 'str_replace' ? [] : seenIn(writtenBy(commit))
  return { text, isError: false, commit: commit.number, seen }
}

/** How a planned command is written and answered. */
export function answerOf(plan: WritePlan): Planned<CommandResult> {
  switch (plan.kind) {
    case 'refused': {
      const read = (plan.shows ?? []).map(
        ({ document, version }): Mark => ({ kind: 'read', document, version }),
      )
      const known = (plan.names ?? []).map(
        (info): Mark => ({ kind: 'known', document: info.document, version: standsSince(info) }),
      )
      const value = { text: plan.text, isError: true, seen: seenIn(read) }
      return { kind: 'answer', value, shows: [...read, ...known] }
    }
    case 'nothing':
      return { kind: 'answer', value: { text: plan.text, isError: false, seen: [] } }
    case 'write': {
      const { reason, changes, text, readsResult } = plan
      const answer = (commit: Commit): CommandResult => {
        const seen = readsResult ? seenIn(writtenBy(commit)) : []
        return { text, isError: false, commit: commit.number, seen }
      }
      return { kind: 'write', reason, changes, result: text, readsResult, answer }
    }
    default:
      return plan satisfies never
  }
}

function seenIn(marks: readonly Mark[]): CommandResult['seen'] {
  return marks.map(({ document, version }) => ({ document, version }))
}
