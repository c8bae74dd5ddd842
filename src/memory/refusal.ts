/** The words in which the engine refuses. First lines are those of the memory tool's documentation where it has one. */

import { printable } from './path.ts'
import type { Actor, DocumentInfo, MemoryPath } from './types.ts'
import { excerpt } from './view.ts'

/** Characters of the present text that a refusal shows. */
const EXCERPT = 4_000
/** Documents that a refusal for a whole directory names at once. */
const NAMED = 50

/** An actor in words: `Alice`, `Claude for Alice`, `an edit on disk`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return printable(actor.name)
    case 'claude':
      return `Claude for ${printable(actor.onBehalfOf)}`
    case 'key':
      return `the key ${printable(actor.name)}`
    case 'mcp':
      return `the client ${printable(actor.client)}`
    case 'disk':
      return 'an edit on disk'
    case 'rule':
      return `the setting ${printable(actor.name)}`
    default:
      return actor satisfies never
  }
}

/** Who changed a document last, in words, and where when that must be told. */
export type ByWhom = (info: DocumentInfo) => Promise<string>

async function lastChange(info: DocumentInfo, byWhom: ByWhom): Promise<string> {
  return `last changed by ${await byWhom(info)} at ${info.changedAt}`
}

/** For an edit that could destroy something the reader has not seen. `readBefore`: it had seen an older version. */
export async function unseen(
  info: DocumentInfo,
  text: string,
  { readBefore, byWhom }: { readonly readBefore: boolean; readonly byWhom: ByWhom },
): Promise<string> {
  const why = readBefore
    ? `Error: The file ${info.path} was changed by ${await byWhom(info)} at ${info.changedAt}, after you last looked at it.`
    : `Error: You have not yet looked at ${info.path} as it stands now (${await lastChange(info, byWhom)}).`
  return `${why} Nothing was done. ${presentText(info, text)}`
}

/** For `create` on a path that is taken by something the reader has not seen. */
export async function taken(info: DocumentInfo, text: string, byWhom: ByWhom): Promise<string> {
  return `Error: File ${info.path} already exists\nIt was ${await lastChange(info, byWhom)}. Nothing was done. ${presentText(info, text)}`
}

function presentText(info: DocumentInfo, text: string): string {
  return `The present text of ${info.path}:\n${excerpt(text, EXCERPT)}\nNow that you have seen it, you may edit it, or call the command again if it is still right.`
}

/**
 * For a delete or rename of a directory in which documents were changed since the reader looked; the newest first. Names
 * the first few; only those are known to the reader from then on.
 */
export async function unseenUnder(
  directory: MemoryPath,
  infos: readonly DocumentInfo[],
  byWhom: ByWhom,
): Promise<{ readonly text: string; readonly named: readonly DocumentInfo[] }> {
  const named = infos.slice(0, NAMED)
  const lines = await Promise.all(
    named.map(async (info) => `${info.path} (${await lastChange(info, byWhom)})`),
  )
  const left = infos.length - named.length
  const goOn =
    left > 0
      ? [
          `… and ${left} more`,
          `Nothing goes that you have not seen. Look through ${directory} with \`view\`, or call the command again: it names the next ones.`,
        ]
      : ['If they should go too, call the command again.']
  const text = `Error: Files under ${directory} were changed or added since you last looked. Nothing was done. They are:`
  return { text: [text, ...lines, ...goOn].join('\n'), named }
}

export function missing(path: MemoryPath): string {
  return `Error: The path ${path} does not exist`
}

export function missingForEdit(path: MemoryPath): string {
  return `Error: The path ${path} does not exist. Please provide a valid path.`
}

export function tooLarge(path: MemoryPath, bytes: number, limit: number): string {
  return `Error: ${path} would have ${bytes.toLocaleString('en')} bytes; a file may have at most ${limit.toLocaleString('en')}. Split it into several files by topic.`
}
