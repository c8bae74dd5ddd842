import { catalogue } from '../language/language.ts'

export const words = catalogue('welcome', {
  title: 'Several people, one memory',
  about:
    'Here everybody has their own conversation with Claude, side by side. What Claude learns in one, it writes into documents that all of them share, and you can watch it being written.',
  tryExample: 'Try the three-person example',
  addChat: 'Add chat',
  rehearsal:
    'The rehearsal model answers for now: a program that follows rules and is no language model. It reads and writes the real memory, so everything you see is what Claude does. Connect Claude at the top whenever you like.',
  guide: {
    goTo: (name: string) => `Go to ${name}`,
    putAway: 'Put the guide away',
    running: (name: string | undefined) =>
      `Watch Memory: Claude answers ${name ?? 'now'}, and writes down what is worth keeping.`,
    next: [
      'Three people, three first messages, all ready. Press Send for Alice, then John, then Sam, and watch Memory: what Alice tells becomes a document.',
      'Alice’s facts are in memory now. Press Send for John: he never spoke with Alice, and his design grows out of her document.',
      'Two documents, by two people. Press Send for Sam: the proposal is made of both.',
    ],
    done: 'Three conversations, one memory. Open a document and its History to see whose hand wrote what, or tell Claude that the budget changed.',
  },
})
export type WelcomeWords = ReturnType<typeof words>
