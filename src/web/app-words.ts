import { catalogue } from './language/language.ts'

/** What is said before and outside the rooms. */
export const words = catalogue('app', {
  name: 'Commonplace',
  somebody: 'Somebody',
  offline: 'The server did not answer. Nothing was changed; try again when the connection is back.',
  answered: (status: number) => `The server answered ${status}.`,
  noAnswer:
    'The server does not answer. Check that it is running; this page opens by itself as soon as it is.',
})
export type AppWords = ReturnType<typeof words>
