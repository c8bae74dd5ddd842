import { catalogue } from '../language/language.ts'

/** What the settings of how Claude answers say. */
export const words = catalogue('answers', {
  changed: 'The settings were changed.',
  undo: 'Undo',
  parts: { thinking: 'Thinking', caching: 'Caching', fallback: 'When a host does not answer' },
  caching: {
    keep: 'Keep the cache for',
    about:
      "What Claude has read before is read from the host's cache, at a tenth of the price. Each answer says how much that was. Clearing, another prompt, other tools or another model make it begin anew.",
    '5m': {
      name: 'Five minutes',
      about:
        'Writing costs a quarter more than reading afresh, each use begins the five minutes anew. Right for chats in which people answer soon.',
    },
    '1h': {
      name: 'An hour',
      about:
        'Writing costs twice. Right when people come back after a while: a pause of ten minutes then costs nothing.',
    },
  },
  compaction: {
    sumUp: 'Sum long conversations up',
    sumUpAbout:
      'When a conversation grows past a size, Claude writes a summary and goes on from it. You still see all of it. The first answer after it reads everything anew.',
    cannot: 'The model that answers now cannot do this by itself; the setting waits for one that can.',
    begin: 'Begin when a conversation is longer than',
    tokens: 'Tokens.',
    keep: 'What the summary shall keep',
    keepAbout: "Takes the place of the host's own words for it. Empty: those.",
    save: 'Save these words',
  },
  fallback: {
    name: 'Fallback',
    about:
      'When a host stays busy, or Claude declines, the answer goes on here. The conversation says so. Another model reads everything anew and without the thinking of the one before.',
    none: 'None',
    on: (model: string, host: string) => `${model} on ${host}`,
  },
  thinking: {
    name: 'Thinking',
    normal: 'As the model likes',
    least: 'As little as it allows',
    effort: 'Effort',
    noEffort: 'This model has no levels of effort.',
    effortAbout: 'How much it spends on an answer: thinking, tool uses, and words.',
    own: (usual: string | null) => (usual === null ? "The model's own" : `The model's own (${usual})`),
    levels: {
      low: 'Low: quick and cheap',
      medium: 'Medium',
      high: 'High',
      xhigh: 'Very high',
      max: 'The most there is, slow and dear',
    },
    leastOf: {
      none: 'This model does not think before it answers.',
      disabled: 'Least: it answers at once, without thinking first.',
      between_tools: 'Least: it thinks only between tool uses.',
      always: 'This model always thinks as much as it needs; it cannot be lessened.',
    },
  },
})
export type AnswersWords = ReturnType<typeof words>
