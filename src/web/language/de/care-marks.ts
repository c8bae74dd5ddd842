import type { CareMarksWords } from '../../care/words-marks.ts'
import { count } from '../../words.ts'

export const careMarks: CareMarksWords = {
  name: 'Sieh zweimal hin',
  places: (n) => `${count(n, 'Stelle', 'Stellen')}, auf die du zweimal sehen solltest`,
  line: (line) => `Zeile ${line}`,
}
