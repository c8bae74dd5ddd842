/** What clearing settings would have done to a conversation, request by request. Pure and browser-safe; tokens are estimated. */
import type { ContextEditing } from './events.ts'
import { isOnDemand, summaryIn } from './opening.ts'
import type { PastBlock, PastTurn } from './past.ts'
import { CLEARED, PER_CALL, PER_MESSAGE, textTokens } from './tokens.ts'

export interface Preview {
  readonly requests: number
  /** The requests from which more was cleared than from the one before, and how much more. */
  readonly strikes: readonly Strike[]
  /** Tokens of all prompts without and with these settings. */
  readonly before: number
  readonly after: number
}

export interface Strike {
  readonly turn: string
  readonly number: number
  readonly step: number
  readonly toolUses: number
  readonly tokens: number
  /** Tokens that had to be read anew because the cached prefix was broken here. */
  readonly cacheLost: number
}

interface Use {
  readonly clearable: boolean
  /** Tokens of the prompt up to where clearing it begins to change something. */
  readonly at: number
  /** Tokens that clearing it wins. */
  readonly wins: number
}

/** `fixed`: tokens of system prompt and tools. A conversation that was summed up begins anew with its summary. */
export function previewClearing(
  turns: readonly (PastTurn & { readonly number: number })[],
  settings: ContextEditing,
  fixed: number,
): Preview {
  const uses: Use[] = []
  const strikes: Strike[] = []
  let [prompt, read, cleared, won, last] = [fixed, 0, 0, 0, 0]
  let [requests, before, after] = [0, 0, 0]
  for (const turn of turns) {
    if (!isOnDemand(turn)) prompt += PER_MESSAGE + textTokens(turn.text) + textTokens(turn.speaker)
    for (const each of turn.steps) {
      const { step, blocks, finished } = each
      if (!finished) continue
      const now = clearedUses(uses, read, settings, prompt)
      if (now.count > cleared) {
        const first = now.taken[cleared]
        const cacheLost = first ? Math.max(0, last - (first.at - won)) : 0
        const taken = { toolUses: now.count - cleared, tokens: now.wins - won, cacheLost }
        strikes.push({ turn: turn.id, number: turn.number, step, ...taken })
        cleared = now.count
        won = now.wins
      }
      requests += 1
      before += prompt
      after += prompt - won
      last = prompt - won
      // Results of the reply before have been read by now.
      read = uses.length
      prompt = addReply(uses, blocks, settings, prompt)
      const summary = isOnDemand(turn) ? summaryIn(turn, each) : null
      if (!summary) continue
      uses.length = 0
      prompt = fixed + PER_MESSAGE + textTokens(summary.text)
      ;[read, cleared, won, last] = [0, 0, 0, prompt]
    }
  }
  return { requests, strikes, before, after }
}

/** By the rules of `clearing.ts`: the oldest but for the newest `keep`, never those that were not read yet. */
function clearedUses(uses: readonly Use[], read: number, settings: ContextEditing, prompt: number) {
  const none = { count: 0, wins: 0, taken: [] as readonly Use[] }
  const measured = settings.trigger.kind === 'input_tokens' ? prompt : uses.length
  if (!settings.enabled || measured <= settings.trigger.value) return none
  const clearable = uses.filter((use) => use.clearable)
  const readable = uses.slice(0, read).filter((use) => use.clearable).length
  const taken = clearable.slice(0, Math.min(readable, Math.max(0, clearable.length - settings.keep)))
  const wins = taken.reduce((sum, use) => sum + use.wins, 0)
  return wins > 0 && wins >= settings.clearAtLeast ? { count: taken.length, wins, taken } : none
}

/** Adds what a reply and the answers to its calls bring to the prompt; gives its new size. */
function addReply(
  uses: Use[],
  blocks: readonly PastBlock[],
  settings: ContextEditing,
  before: number,
): number {
  let prompt = before + PER_MESSAGE
  const results: {
    readonly name: string
    readonly call: number
    readonly result: number
    readonly at: number
  }[] = []
  for (const block of blocks) {
    if (block.kind === 'opaque') continue
    if (block.kind !== 'tool') {
      prompt += textTokens(block.text)
      continue
    }
    const call = textTokens(block.input)
    const result = block.progress.kind === 'finished' ? textTokens(block.progress.result.text) : 0
    results.push({ name: block.name, call, result, at: prompt })
    prompt += PER_CALL + call
  }
  if (results.length > 0) prompt += PER_MESSAGE
  for (const { name, call, result, at } of results) {
    const input = settings.clearToolInputs ? Math.max(0, call - textTokens('{}')) : 0
    uses.push({
      clearable: !settings.excludeTools.includes(name),
      at: settings.clearToolInputs ? at : prompt,
      wins: Math.max(0, result - textTokens(CLEARED)) + input,
    })
    prompt += PER_CALL + result
  }
  return prompt
}
