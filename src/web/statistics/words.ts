import { catalogue } from '../language/language.ts'
import { count, dollars, numeral } from '../words.ts'

/** What the sentence below the numbers is made of. Sums of money that are 0 are not spoken of. */
export interface SumInWords {
  readonly replies: number
  /** Such as "90 %". */
  readonly cached: string
  readonly thinking: number
  readonly savedByClearing: number
  readonly unpriced: number
}

export const words = catalogue('statistics', {
  title: 'Statistics',
  about: 'Money is counted by the table of prices that Commonplace knows; your bill is what the host says.',
  days: 'Days (UTC)',
  span: {
    month: 'This month',
    'last-month': 'Last month',
    '30': 'Last 30 days',
    '90': 'Last 90 days',
    '365': 'Last year',
  },
  csv: 'Download as CSV',
  nothing: 'Nothing was answered in these days',
  nothingAbout: 'As soon as Claude has answered, what it cost and used stands here.',
  measure: {
    cost: { name: 'Cost', about: 'US dollars by the table of prices' },
    saved: {
      name: 'Saved by caching',
      about: 'What the same answers would have cost without a cache, less what they did',
    },
    read: { name: 'Tokens read', about: 'By Claude, from the cache and afresh' },
    written: { name: 'Tokens written', about: 'By Claude, thinking and tool uses included' },
    cleared: { name: 'Tokens cleared', about: 'Kept out of prompts by clearing old tool results' },
    memory: {
      name: 'Tokens of memory',
      about: 'Of what Claude read, the part that came from reading memory, estimated',
    },
  },
  sum: ({ replies, cached, thinking, savedByClearing, unpriced }: SumInWords) =>
    [
      `${count(replies, 'reply', 'replies')} of models. ${cached} of what Claude read came from the cache; ${numeral(thinking)} of the tokens written were thinking.`,
      savedByClearing > 0 &&
        `What clearing kept out would have cost ${dollars(savedByClearing)}, read from the cache.`,
      unpriced > 0 &&
        `${count(unpriced, 'reply', 'replies')} came from models whose price is not known; they are left out of the money.`,
    ]
      .filter(Boolean)
      .join(' '),
  limits: 'Limits of this month',
  workspace: 'The whole workspace',
  plots: {
    cost: 'Cost, day by day',
    costSaid: (sum: string, day: string) => `Cost, day by day: ${sum} in all, most on ${day}.`,
    costSeries: 'Cost',
    tokens: 'Tokens, day by day',
    tokensSaid: (read: string, cached: number, written: string) =>
      `Tokens, day by day: ${read} read, of them ${numeral(cached)} from the cache, ${written} written.`,
    read: 'Read',
    cached: 'of it from the cache',
    written: 'Written',
    table: 'The same as a table',
    dayByDay: 'Day by day',
    day: 'Day',
    chats: 'Chats',
    pickDay: 'Choose a day in a plot to see what is behind it.',
    onDay: (day: string, cost: string, read: string, written: string) =>
      `${day}: cost ${cost}, ${read} tokens read, ${written} written.`,
  },
  behind: {
    title: 'Behind the numbers',
    by: { chat: 'By chat', person: 'By person', model: 'By model', host: 'By host' },
    measure: (name: string) => `${name}: `,
    open: (chats: number) => (chats === 1 ? 'Open the chat' : `Open ${count(chats, 'chat')}`),
    openBehind: (chats: number, name: string) =>
      chats === 1 ? `Open the chat behind ${name}` : `Open ${count(chats, 'chat')} behind ${name}`,
  },
  lifetime: {
    title: 'Since the beginning',
    figure: {
      messages: 'Messages',
      tokens: 'Tokens in and out',
      cost: 'Estimated cost',
      calls: 'Memory calls',
      clearings: 'Times cleared',
      saved: 'Tokens saved',
      average: 'Saved on average',
      last: 'Last cleared',
    },
    byChat: 'Chat by chat',
    column: {
      chat: 'Chat',
      messages: 'Messages',
      in: 'In',
      cached: 'Cached',
      out: 'Out',
      cost: 'Cost',
      cleared: 'Cleared',
      saved: 'Saved',
      average: 'Average',
      last: 'Last cleared',
    },
    deleted: '(deleted)',
  },
})
export type StatisticsWords = ReturnType<typeof words>
