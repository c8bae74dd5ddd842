import type { CareMarksWords } from '../../care/words-marks.ts'
import { count } from '../../words.ts'

export const careMarks: CareMarksWords = {
  name: 'Hier zweimal hinsehen',
  places: (n) => `${count(n, 'Stelle', 'Stellen')} zum zweimal Hinsehen`,
  line: (line) => `Zeile ${line}`,
}
