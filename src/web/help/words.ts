import { catalogue } from '../language/language.ts'

export const words = catalogue('help', {
  title: 'Help',
  tour: 'Take the tour',
  lookAround: 'Look around in a demonstration',
  removeDemonstration: 'Remove the demonstration…',
  quickStart: 'Quick start',
  tutorial: 'Tutorial',
  shortcuts: 'Keyboard shortcuts',
  troubleshooting: 'When something does not work',
  all: 'All documentation',
  readMore: 'Read more',
  newTab: '(opens a new tab)',
})
export type HelpWords = ReturnType<typeof words>
