/** What people do with prompts of their own. Everybody sees them; whoever made one may change it. */
import type { Core } from './core.ts'
import {
  LONGEST_PROMPTS,
  MOST_PROMPTS,
  mayChangePrompt,
  type OwnPrompt,
  type PromptText,
  promptLength,
  saysTheSame,
} from './prompts.ts'
import { done, type Result, refuse } from './result.ts'

export interface KeepPrompt extends PromptText {
  /** Made by the client, so that keeping the same one twice is keeping it once. */
  readonly id: string
}

interface Kept {
  readonly prompt: OwnPrompt
}

/** Keeps a prompt for everybody. The same once more changes nothing. */
export async function keepPrompt(core: Core, { id, ...said }: KeepPrompt): Promise<Result<Kept>> {
  const known = promptIn(core, id)
  if (known && !saysTheSame(known, said))
    return refuse('conflict', 'There is another prompt with this id. Make a new id, or change that prompt.')
  if (known) return await settled(core, known)
  const full = whyFull(core, said, null)
  if (full) return full
  return await settled(core, append(core, made(core, id, said)))
}

export interface ChangePrompt extends PromptText {
  readonly id: string
  /** The version that the change was made from. */
  readonly base: number
}

/** Changes a prompt, unless somebody has changed it since. */
export async function changePrompt(core: Core, { id, base, ...said }: ChangePrompt): Promise<Result<Kept>> {
  const found = mine(core, id)
  if (!found.ok) return found
  const prompt = found.value
  if (saysTheSame(prompt, said)) return await settled(core, prompt)
  if (prompt.version !== base)
    return refuse(
      'conflict',
      `“${prompt.title}” was changed since you opened it. Look at it, then try again.`,
    )
  const full = whyFull(core, said, prompt)
  if (full) return full
  return await settled(core, append(core, changed(core, prompt, said)))
}

export async function removePrompt(core: Core, { id }: { readonly id: string }): Promise<Result<object>> {
  const found = mine(core, id)
  if (!found.ok) return found
  core.feed.append({ type: 'prompt.removed', id })
  await core.feed.settled()
  return done({})
}

export interface ImportPrompts {
  readonly prompts: readonly KeepPrompt[]
}

export interface Imported {
  readonly prompts: readonly {
    readonly id: string
    readonly title: string
    readonly how: 'added' | 'changed' | 'unchanged'
  }[]
}

/** Keeps all of them, or none; one that is there already with the same id is changed. */
export async function importPrompts(core: Core, { prompts }: ImportPrompts): Promise<Result<Imported>> {
  const ids = new Set<string>()
  const twice = prompts.find(({ id }) => ids.size === ids.add(id).size)
  if (twice) return refuse('bad_input', `Two of these prompts have the same id or title: “${twice.title}”.`)
  const steps: { readonly prompt: OwnPrompt; readonly how: Imported['prompts'][number]['how'] }[] = []
  for (const { id, ...said } of prompts) {
    const known = promptIn(core, id)
    if (!known) steps.push({ prompt: made(core, id, said), how: 'added' })
    else if (saysTheSame(known, said)) steps.push({ prompt: known, how: 'unchanged' })
    else if (!mayChangePrompt(known, core.viewer)) return notYours(known)
    else steps.push({ prompt: changed(core, known, said), how: 'changed' })
  }
  const untouched = core.feed.ahead.workspace.prompts.filter(({ id }) => !ids.has(id))
  const full = whyTooMuch([...untouched, ...steps.map(({ prompt }) => prompt)])
  if (full) return full
  for (const { prompt, how } of steps) if (how !== 'unchanged') append(core, prompt)
  await core.feed.settled()
  return done({ prompts: steps.map(({ prompt: { id, title }, how }) => ({ id, title, how })) })
}

function promptIn(core: Core, id: string): OwnPrompt | undefined {
  return core.feed.ahead.workspace.prompts.find((each) => each.id === id)
}

function mine(core: Core, id: string): Result<OwnPrompt> {
  const prompt = promptIn(core, id)
  if (!prompt) return refuse('not_found', `There is no prompt of your own with the id ${JSON.stringify(id)}.`)
  return mayChangePrompt(prompt, core.viewer) ? done(prompt) : notYours(prompt)
}

function notYours({ title, by }: OwnPrompt): Result<never> {
  return refuse(
    'forbidden',
    `“${title}” was made by ${by}, who alone may change it. Keep a copy of your own.`,
  )
}

function made(core: Core, id: string, said: PromptText): OwnPrompt {
  const at = core.now().toISOString()
  const by = core.viewer.kind === 'person' ? core.viewer.name : null
  return { ...said, id, by, version: 1, madeAt: at, changedAt: at }
}

function changed(core: Core, prompt: OwnPrompt, said: PromptText): OwnPrompt {
  return { ...prompt, ...said, version: prompt.version + 1, changedAt: core.now().toISOString() }
}

function append(core: Core, prompt: OwnPrompt): OwnPrompt {
  core.feed.append({ type: 'prompt.kept', prompt })
  return prompt
}

async function settled(core: Core, prompt: OwnPrompt): Promise<Result<Kept>> {
  await core.feed.settled()
  return done({ prompt })
}

function whyFull(core: Core, said: PromptText, instead: OwnPrompt | null): Result<never> | null {
  const others = core.feed.ahead.workspace.prompts.filter((each) => each !== instead)
  return whyTooMuch([...others, said])
}

function whyTooMuch(all: readonly PromptText[]): Result<never> | null {
  if (all.length > MOST_PROMPTS)
    return refuse('conflict', `At most ${MOST_PROMPTS} prompts of your own are kept. Remove one first.`)
  const length = all.reduce((sum, each) => sum + promptLength(each), 0)
  if (length <= LONGEST_PROMPTS) return null
  const [most, has] = [LONGEST_PROMPTS, length].map((each) => each.toLocaleString('en'))
  return refuse('conflict', `Your own prompts have at most ${most} characters together; these have ${has}.`)
}
