import { catalogue } from '../language/language.ts'

/** What a step knows of the moment. Names are of those who speak in the chats. */
export interface StepInWords {
  /** Who speaks in the chat that the step is about; null: there is no such chat. */
  readonly who: string | null
  /** Whether a message is ready there. */
  readonly ready: boolean
  /** Who told something first; null when that was skipped. */
  readonly first: string | null
  /** Claude answers there just now. */
  readonly running: boolean
}

export const words = catalogue('tour', {
  title: 'Tour',
  step: (n: number, of: number) => `Step ${n} of ${of}`,
  names: {
    ask: 'Tell Claude something',
    watch: 'Watch memory being written',
    other: 'Ask in another person’s chat',
    back: 'Take a change back',
  },
  says: {
    ask: ({ who, ready }: StepInWords) =>
      who === null
        ? 'Add a chat first.'
        : ready
          ? `${who}’s first message is ready. Press Send.`
          : 'Tell Claude something worth keeping, such as a decision and its reason, and press Send.',
    watch: ({ first, running }: StepInWords) =>
      running
        ? `What ${first ?? 'somebody'} tells becomes a document, at this moment, for everybody.`
        : 'As soon as Claude has answered, the tour goes on.',
    other: ({ who, ready, first, running }: StepInWords) => {
      if (who === null) return 'Add a second chat, for somebody else, and ask there what you told before.'
      if (running)
        return `${who} never spoke with ${first ?? 'anybody'}. Claude looks into memory first, and finds it.`
      return ready
        ? `Press Send for ${who}, who never spoke with ${first ?? 'anybody'}, and see that Claude knows.`
        : 'Ask here about what was told in the other chat, and see that Claude knows.'
    },
    back: (_: StepInWords): string =>
      'Every change says who made it, and can be taken back. Press Undo at one of them. That can be undone as well.',
  },
  show: 'Show me',
  skip: 'Skip',
  leave: 'Leave the tour',
  over: 'Several people, one memory, and nothing that cannot be taken back. That is all there is to know.',
  prompts: 'More prompts',
  tutorial: 'Tutorial',
})
export type TourWords = ReturnType<typeof words>
