import { catalogue } from '../language/language.ts'
import { count, numeral } from '../words.ts'

/** "9, 12 and 15"; many are cut short. */
function listed(words: readonly string[]): string {
  const few = words.length > 8 ? [...words.slice(0, 7), `${words.length - 7} more`] : words
  return few.length < 2 ? few.join('') : `${few.slice(0, -1).join(', ')} and ${few.at(-1)}`
}

/** What is said of how full a chat's context is. */
export const words = catalogue('context', {
  title: 'What Claude sees',
  about: (chat: string) => `The context of ${chat}.`,
  nothing: 'Nothing was said yet.',
  counting: 'Counting…',
  howFull: 'How full it is',
  modelOn: (model: string, host: string) => `${model} on ${host}`,
  summedAbove: (tokens: number) => ` Above ${numeral(tokens)} tokens the conversation is summed up.`,
  nearlyFull: ' It is nearly full: sum it up or clear it before it ends in the middle of an answer.',
  clear: 'Clear and begin from memory',
  summarise: 'Summarise now',
  cannotSummarise:
    'The model that answers here cannot be asked for a summary, or there is nothing to sum up yet.',
  summing: 'Claude sums the conversation up. You still see all of it.',
  used: (used: number, window: number, share: string) =>
    `${numeral(used)} of ${count(window, 'token')}, ${share}`,
  tokens: (n: number) => count(n, 'token'),
  barEnds: (n: number, window: number) => `The bar ends at ${numeral(n)} of ${count(window, 'token')}`,
  underOne: 'under 1 %',
  percent: (n: number) => `${n} %`,
  parts: {
    system: 'System prompt',
    tools: 'Tools',
    summary: 'Summary',
    memory: 'Memory read',
    conversation: 'Conversation',
    thinking: 'Thinking',
    calls: 'Tool uses',
    results: 'Results of other tools',
  },
  cleared: 'Cleared, no longer seen',
  marks: { clearing: 'clearing', compaction: 'summing up' },
  sources: {
    counted: 'The whole was counted by the host; its parts are estimated.',
    reported:
      'The whole is what the host reported for the last prompt, and what came since is estimated; so are the parts.',
    estimated: 'Estimated: this host does not count tokens.',
  },
  meter: (used: string, soon: string | null) => `Context: ${used}${soon === null ? '' : `, ${soon}`}`,
  show: (used: string) => `Context: ${used}. Show what fills it`,
  clearing: {
    off: 'Nothing is cleared: clearing of old tool results is off.',
    here: 'Old tool results are cleared here.',
    next: 'Old tool results are cleared at the next request.',
    byUs: ' Commonplace clears here, for the host cannot.',
    afterUses: (uses: number, turns: number | null) =>
      `Old tool results are cleared after ${count(uses, 'more tool use')}${inTurns(turns)}.`,
    above: (tokens: number, turns: number | null) =>
      `Old tool results are cleared above ${count(tokens, 'token')}${inTurns(turns)}.`,
    passed: (tokens: number, whole: number) =>
      `Old tool results are cleared above ${count(tokens, 'token')}. The whole conversation has ${numeral(whole)}, so each prompt is cleared as far as the settings allow.`,
    never: (tokens: number) =>
      `Clearing would begin above ${count(tokens, 'token')}, which is more than this model sees at once: here it never strikes. Choose a lower number below.`,
    nextTurn: 'clearing next turn',
    soon: (turns: number) => `clearing in about ${count(turns, 'turn')}`,
  },
  preview: {
    name: 'Try other settings',
    title: 'Try other settings on this chat',
    about: 'Nothing changes until you use them. Tokens are estimated.',
    ready: 'Preset',
    own: 'Values of your own',
    beginUses: 'Begin above (tool uses)',
    beginTokens: 'Begin above (tokens)',
    keep: 'Keep the newest tool uses',
    atLeast: 'Clear at least (tokens)',
    trying: 'Trying…',
    used: (chat: string) => `${chat} uses these values from its next message on.`,
    undo: 'Undo',
    use: 'Use them in this chat',
    noAnswer: 'There is no answer yet to try them on.',
    nothing: 'With these values nothing of this chat would have been cleared.',
    strikes: (turns: readonly number[], { taken, anew, before, after }: PreviewSums) =>
      `With these values this chat would have been cleared at ${turns.length === 1 ? 'turn' : 'turns'} ${listed(turns.map(numeral))}: ${count(taken, 'token')} taken out, ${count(anew, 'token')} of cache written anew. All its prompts together would have had ${numeral(after)} tokens instead of ${numeral(before)}.`,
  },
})
export type ContextWords = ReturnType<typeof words>

/** Tokens: taken out, of cache written anew, and of all prompts together before and after. */
export interface PreviewSums {
  readonly taken: number
  readonly anew: number
  readonly before: number
  readonly after: number
}

function inTurns(turns: number | null): string {
  if (turns === null) return ''
  return turns <= 0 ? ', in the next turn' : `, in about ${count(turns, 'turn')}`
}
