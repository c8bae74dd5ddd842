import { useState } from 'react'
import { entriesOf } from './entries.ts'
import { Finder } from './finder.tsx'
import { recent } from './recent.ts'
import { words } from './words-commands.ts'

/** One field in which everything can be found: what one can do, chats, documents, settings, and what was written and said. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [lately] = useState(recent)
  return (
    <Finder
      command="palette"
      entriesOf={entriesOf}
      phrases={words().palette}
      lately={lately}
      withTexts
      onClose={onClose}
    />
  )
}
