import { activePane } from '../board/arrange.ts'
import { showChat } from '../board/chats.ts'
import { Button } from '../components/button.tsx'
import { focusMiddle } from '../components/focus.ts'
import { goToMemory } from './commands.ts'
import { words } from './words.ts'

/** The first thing that Tab comes to, seen only then: the way past the header, to where one writes and to memory. */
export function PastTheHeader() {
  const said = words()
  const toChats = () => {
    const chat = activePane()
    if (chat === null) focusMiddle()
    else showChat(chat)
  }
  return (
    <div className="sr-only focus-within:not-sr-only focus-within:absolute focus-within:top-2 focus-within:start-2 focus-within:z-30 focus-within:flex focus-within:gap-1.5 focus-within:rounded-lg focus-within:bg-ground">
      <Button look="strong" onClick={toChats}>
        {said.toChats}
      </Button>
      <Button onClick={goToMemory}>{said.toMemory}</Button>
    </div>
  )
}
