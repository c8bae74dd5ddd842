/** All catalogues in German, by the names that the rooms give them. */
import { answers } from './answers.ts'
import { app } from './app.ts'
import { board } from './board.ts'
import { boardBroadcast } from './board-broadcast.ts'
import { care } from './care.ts'
import { careMarks } from './care-marks.ts'
import { chat } from './chat.ts'
import { chatBranch } from './chat-branch.ts'
import { chatQueue } from './chat-queue.ts'
import { chatTurn } from './chat-turn.ts'
import { components } from './components.ts'
import { context } from './context.ts'
import { demonstration } from './demonstration.ts'
import { erase } from './erase.ts'
import { help } from './help.ts'
import { hosts } from './hosts.tsx'
import { hostsForms } from './hosts-forms.ts'
import { hostsSaid } from './hosts-said.ts'
import { memory } from './memory.ts'
import { memoryEditor } from './memory-editor.ts'
import { memoryHistory } from './memory-history.tsx'
import { memoryReview } from './memory-review.ts'
import { money } from './money.ts'
import { past } from './past.ts'
import { pastBlame } from './past-blame.tsx'
import { pastReplace } from './past-replace.ts'
import { pastUndo } from './past-undo.ts'
import { people } from './people.ts'
import { prompts } from './prompts.ts'
import { prose } from './prose.ts'
import { search } from './search.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { shellCommands } from './shell-commands.ts'
import { shellShortcuts } from './shell-shortcuts.ts'
import { statistics } from './statistics.ts'
import { time } from './time.ts'
import { tour } from './tour.ts'
import { trouble } from './trouble.ts'
import { welcome } from './welcome.ts'

export const de = {
  answers,
  app,
  board,
  'board-broadcast': boardBroadcast,
  care,
  'care-marks': careMarks,
  chat,
  'chat-branch': chatBranch,
  'chat-queue': chatQueue,
  'chat-turn': chatTurn,
  components,
  context,
  demonstration,
  erase,
  help,
  hosts,
  'hosts-forms': hostsForms,
  'hosts-said': hostsSaid,
  memory,
  'memory-editor': memoryEditor,
  'memory-history': memoryHistory,
  'memory-review': memoryReview,
  money,
  past,
  'past-blame': pastBlame,
  'past-replace': pastReplace,
  'past-undo': pastUndo,
  people,
  prompts,
  prose,
  search,
  settings,
  shell,
  'shell-commands': shellCommands,
  'shell-shortcuts': shellShortcuts,
  statistics,
  time,
  tour,
  trouble,
  welcome,
}
