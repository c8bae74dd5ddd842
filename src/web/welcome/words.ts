import { catalogue } from '../language/language.ts'

export const words = catalogue('welcome', {
  title: 'Several people, one memory',
  about:
    'Here everybody has their own conversation with Claude, side by side. What Claude learns in one, it writes into documents that all of them share, and you can watch it being written.',
  tryExample: 'Try the three-person example',
  addChat: 'Add chat',
  lookAround: 'Look around in a demonstration',
  connect: 'Connect Claude',
  rehearsal:
    'Until you connect Claude, the rehearsal model answers: a program that follows rules and is no language model. It uses the memory as Claude does.',
})
export type WelcomeWords = ReturnType<typeof words>
