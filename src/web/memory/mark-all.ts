/** Everything counts as looked at from now on, and what one was away from too. It can be taken back. */
import { say } from '../components/toast.tsx'
import { putAwayAside } from './away.ts'
import { lookAtEverything } from './looked.ts'
import { words } from './words.ts'

/** `undone`: what to do besides when it is taken back. */
export function markAllRead(undone: () => void = () => {}): void {
  const undo = lookAtEverything()
  putAwayAside()
  const run = () => {
    undo()
    undone()
  }
  say({ words: words().ways.allReadDone, action: { name: words().undo, run } })
}
