/** What the commands of `commonplace memory` do with the place that holds the logs. Each resolves with the exit code. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileOf } from '../folder/names.ts'
import type { Memory } from '../memory/contract.ts'
import { openMemory } from '../memory/memory.ts'
import { parseMemoryPath } from '../memory/path.ts'
import { SECRET_WORDS } from '../memory/secrets.ts'
import { scanMemory } from '../memory/secrets-scan.ts'
import type { Actor, Commit } from '../memory/types.ts'
import { type Head, type Verdict, verifyLog } from '../memory/verify.ts'
import type { Place } from './memory-place.ts'
import type { Output } from './output.ts'

export interface Terminal extends Output {
  /** What is printed is looked at, not kept: it must not steer the terminal. */
  readonly isTerminal: boolean
}

const DEFAULT_MEMORY = 'default'
const FOUND_SOMETHING = 1

/** One line for each memory, and one for each problem. `head` is looked for in the one memory, else in the default one. */
export async function verify(
  place: Place,
  { memory, head }: { readonly memory?: string; readonly head?: Head },
  out: Terminal,
): Promise<number> {
  const ids = await wanted(place, memory, out)
  if (!ids) return FOUND_SOMETHING
  let code = 0
  for (const id of ids) {
    const isAsked = id === (memory ?? DEFAULT_MEMORY)
    const verdict = await verifyIn(place, id, isAsked ? head : undefined)
    out.print(`${plain(id)}: ${inWords(verdict)}\n`)
    for (const { commit, why } of verdict.problems) out.print(`  commit ${commit}: ${plain(why)}\n`)
    if (verdict.problems.length > 0) code = FOUND_SOMETHING
  }
  if (head && !ids.includes(memory ?? DEFAULT_MEMORY)) {
    out.print(
      `${plain(memory ?? DEFAULT_MEMORY)}: there is no such memory, but it once had commit ${head.number}.\n`,
    )
    return FOUND_SOMETHING
  }
  return code
}

function inWords({ commits, texts, erased, unsealed, head, problems }: Verdict): string {
  if (commits === 0 && problems.length === 0) return 'there is nothing: it has no commit.'
  const seen = `${count(commits, 'commit')}, ${count(texts, 'text')}, ${erased} erased`
  const old = unsealed === 0 ? '' : `; ${count(unsealed, 'commit')} from before there was a chain`
  const verdict =
    problems.length === 0 ? 'all is well' : `${count(problems.length, 'problem')}, NOT as it was written`
  return `${verdict}. ${seen}${old}. Head ${head.number}:${head.hash}`
}

/** Paths, lines and kinds; never what was found. */
export async function listSecrets(
  place: Place,
  { memory, history }: { readonly memory?: string; readonly history: boolean },
  out: Terminal,
): Promise<number> {
  const ids = await wanted(place, memory, out)
  if (!ids) return FOUND_SOMETHING
  let found = 0
  for (const id of ids) {
    for await (const { path, line, kind, version, present } of scanMemory(await open(place, id), {
      history,
    })) {
      const where = `${ids.length > 1 ? `${plain(id)} ` : ''}${plain(path)}:${line}`
      out.print(`${where}  ${SECRET_WORDS[kind]}${present ? '' : ` (in version ${version})`}\n`)
      found++
    }
  }
  out.print(found === 0 ? 'Nothing looks like a secret.\n' : `${count(found, 'place')} to look at.\n`)
  return found === 0 ? 0 : FOUND_SOMETHING
}

/** Newest first, a line each. */
export async function listCommits(
  place: Place,
  { memory = DEFAULT_MEMORY, limit }: { readonly memory?: string; readonly limit: number },
  out: Terminal,
): Promise<number> {
  const opened = await openExisting(place, memory, out)
  if (!opened) return FOUND_SOMETHING
  for (const commit of opened.history({ limit })) out.print(`${lineOf(commit)}\n`)
  return 0
}

function lineOf({ number, at, actor, reason, changes, erasedBy }: Commit): string {
  const [first] = changes
  const more = changes.length > 1 ? ` and ${changes.length - 1} more` : ''
  const erased = erasedBy === undefined ? '' : ` (something of it erased by ${erasedBy})`
  return plain(`${number}  ${at}  ${who(actor)}  ${reason}  ${first?.path ?? ''}${more}${erased}`)
}

function who(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
    case 'key':
    case 'rule':
      return `${actor.kind} ${actor.name}`
    case 'claude':
      return `Claude for ${actor.onBehalfOf}`
    case 'mcp':
      return `MCP ${actor.client}`
    case 'disk':
      return 'disk'
    default:
      return actor satisfies never
  }
}

/** The text as it is stored; in a terminal, without what would steer it. */
export async function showDocument(
  place: Place,
  {
    memory = DEFAULT_MEMORY,
    path,
    version,
  }: { readonly memory?: string; readonly path: string; readonly version?: number },
  out: Terminal,
): Promise<number> {
  const opened = await openExisting(place, memory, out)
  if (!opened) return FOUND_SOMETHING
  const parsed = parseMemoryPath(path)
  if (!parsed.ok) {
    out.complain(plain(parsed.message))
    return FOUND_SOMETHING
  }
  const document =
    version === undefined ? opened.at(parsed.path)?.document : touchedAs(opened, parsed.path, version)
  const text = document === undefined ? null : await opened.text(document, version)
  if (text === null) {
    const which = version === undefined ? '' : ` with a version ${version}`
    out.complain(`There is no document ${plain(parsed.path)}${which} in the memory ${plain(memory)}.`)
    return FOUND_SOMETHING
  }
  out.print(out.isTerminal ? text.split('\n').map(plain).join('\n') : text)
  return 0
}

/** The document that lies at the path now or in that commit and has this version. */
function touchedAs(memory: Memory, path: string, version: number): string | undefined {
  const [commit] = memory.history({ before: version + 1, limit: 1 })
  const present = memory.at(path)?.document
  if (commit?.number !== version) return undefined
  return commit.changes.find((change) => change.path === path || change.document === present)?.document
}

/** Every living document as a file, under the path it has below `/memories`. */
export async function exportTo(
  place: Place,
  { memory = DEFAULT_MEMORY, folder }: { readonly memory?: string; readonly folder: string },
  out: Terminal,
): Promise<number> {
  const opened = await openExisting(place, memory, out)
  if (!opened) return FOUND_SOMETHING
  const root = resolve(folder)
  mkdirSync(root, { recursive: true })
  if (readdirSync(root).length > 0) {
    out.complain(`Expected a new or an empty folder; ${root} holds something. Nothing was written.`)
    return FOUND_SOMETHING
  }
  const documents = opened.documents()
  for (const { document, path, version } of documents) {
    const file = join(root, fileOf(path))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, (await opened.text(document, version)) ?? '', { flag: 'wx' })
  }
  out.print(`${count(documents.length, 'document')} of commit ${opened.head} written to ${root}\n`)
  return 0
}

/** All memories, or the one that is asked for; null, with a complaint, when that one is not there. */
async function wanted(
  place: Place,
  memory: string | undefined,
  out: Terminal,
): Promise<readonly string[] | null> {
  const ids = await place.ids()
  if (memory === undefined) {
    if (ids.length === 0) out.print('There is nothing yet: no memory has a commit.\n')
    return ids
  }
  if (ids.includes(memory)) return [memory]
  const there = ids.length === 0 ? 'no memory has a commit yet' : `there is ${ids.map(plain).join(', ')}`
  out.complain(`There is no memory ${plain(memory)}: ${there}.`)
  return null
}

async function openExisting(place: Place, id: string, out: Terminal): Promise<Memory | null> {
  return (await wanted(place, id, out)) && (await open(place, id))
}

async function open(place: Place, id: string): Promise<Memory> {
  return await openMemory(await place.log(id))
}

async function verifyIn(place: Place, id: string, head: Head | undefined): Promise<Verdict> {
  const log = await place.log(id)
  try {
    return await verifyLog(log, head)
  } finally {
    await log.close()
  }
}

function count(n: number, what: string): string {
  return `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`
}

/** Without what could steer a terminal; tabs stay. */
function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}--\t]/gv, '\ufffd')
}
