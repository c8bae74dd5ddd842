/** The three-person example, and the tour over it. */
import { api } from '../api.ts'
import { chatsNow, focusComposer } from '../board/chats.ts'
import { showing } from '../board/layout.ts'
import { goesByKeys } from '../components/focus.ts'
import { sayProblem } from '../components/toast.tsx'
import { look } from '../location.ts'
import { setFollow } from '../memory/open.ts'
import { current } from '../store/store.ts'
import { beginTour, tourWasSeen } from '../tour/take-tour.ts'

/** Puts the example on the board, with the tour for whoever has not seen it. False when that went wrong and was said. */
export async function openExample(withTour = !tourWasSeen()): Promise<boolean> {
  const byKeys = goesByKeys()
  const answer = await api.example()
  if (!answer.ok) {
    sayProblem(answer.problem.message)
    return false
  }
  setFollow(true)
  const [first = null] = answer.value.chats
  look({ ...showing(answer.value.chats, chatsNow()), document: null, panel: true, front: first })
  if (withTour) beginTour()
  if (byKeys && first) focusComposer(first)
  return true
}

/** The tour over what is on the board; over the example where there is nothing to show anything on. */
export async function takeTour(): Promise<void> {
  const workspace = current().app?.workspace
  const board = Object.values(workspace?.chats ?? {}).filter(({ place }) => place === 'board')
  if (board.length === 0) await openExample(true)
  else beginTour()
}
