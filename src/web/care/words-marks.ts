import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

/** What to look at twice in an open document. */
export const words = catalogue('care-marks', {
  name: 'Look at this twice',
  places: (n: number) => `${count(n, 'place')} to look at twice`,
  line: (line: number) => `Line ${line}`,
})
export type CareMarksWords = ReturnType<typeof words>
