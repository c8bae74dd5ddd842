/** The lines of a text in runs that one commit wrote. Pure. */
import type { Actor, Commit } from '../../memory/types.ts'
import { when } from '../words.ts'
import { words } from './words-blame.tsx'

export interface Run {
  /** The first line, from 1. */
  readonly from: number
  readonly lines: readonly string[]
  /** null: older than what is known. */
  readonly commit: Commit | null
  /** The run before is of the same hand, so its name need not stand again. */
  readonly again: boolean
}

/** Neighbouring lines of one commit together; each line is in one run, in order. Lines beyond the blame count as unknown. */
export function runsOf(
  lines: readonly string[],
  blame: readonly (number | null)[],
  commits: readonly Commit[],
): readonly Run[] {
  const byNumber = new Map(commits.map((commit) => [commit.number, commit]))
  const runs: (Run & { readonly lines: string[] })[] = []
  lines.forEach((line, index) => {
    const commit = byNumber.get(blame[index] ?? -1) ?? null
    const last = runs.at(-1)
    if (last && last.commit === commit) last.lines.push(line)
    else
      runs.push({
        from: index + 1,
        lines: [line],
        commit,
        again: last !== undefined && sameHand(last.commit, commit),
      })
  })
  return runs
}

function sameHand(a: Commit | null, b: Commit | null): boolean {
  if (!a || !b) return a === b
  return JSON.stringify(a.actor) === JSON.stringify(b.actor)
}

/** The name for a narrow column, and whose tint it has; null: nobody's. */
export function gutterName(actor: Actor): { readonly name: string; readonly person: string | null } {
  switch (actor.kind) {
    case 'person':
      return { name: actor.name, person: actor.name }
    case 'claude':
      return { name: 'Claude', person: actor.onBehalfOf }
    case 'key':
      return { name: actor.name, person: null }
    case 'mcp':
      return { name: actor.client, person: null }
    case 'disk':
      return { name: words().onDisk, person: null }
    case 'rule':
      return { name: actor.name, person: null }
    default:
      return actor satisfies never
  }
}

/** "Claude for Alice, in Discovery, yesterday 14:02", in parts so that the chat's name can be set apart. */
export function whoWrote(
  { actor, at }: Pick<Commit, 'actor' | 'at'>,
  chat: string | undefined,
  now: number,
): { readonly who: string; readonly chat: string | null; readonly time: string } {
  const { name } = gutterName(actor)
  const who =
    actor.kind === 'claude'
      ? words().claudeFor(actor.onBehalfOf)
      : actor.kind === 'disk'
        ? words().anEditOnDisk
        : name
  return { who, chat: chat ?? null, time: when(at, now) }
}
