import { X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../components/button.tsx'
import { lateDialog } from '../components/late.tsx'
import { useWorkspace } from '../store/store.ts'
import { startRemoving, stopRemoving, useRemoving } from './look-around.ts'
import { words } from './words.ts'

const RemoveDemonstration = lateDialog(() =>
  import('./remove-demonstration.tsx').then((m) => m.RemoveDemonstration),
)

/** Kept for this tab, by the memory of the demonstration: another one says it again. */
const PUT_AWAY = 'commonplace.demonstration'

/** As long as there is a demonstration: what it is, and the way to be rid of it. */
export function DemonstrationHost() {
  const memory = useWorkspace(({ demonstration }) => demonstration?.info.id ?? null)
  const removing = useRemoving()
  return (
    <>
      {memory !== null && <Strip key={memory} memory={memory} />}
      {removing && <RemoveDemonstration onClose={stopRemoving} />}
    </>
  )
}

function Strip({ memory }: { readonly memory: string }) {
  const [away, setAway] = useState(() => sessionStorage.getItem(PUT_AWAY) === memory)
  if (away) return null
  const said = words()
  return (
    <section
      aria-label={said.mark}
      className="flex shrink-0 items-center gap-3 in-data-keyboard:hidden border-b border-line bg-sunken py-1 ps-4 pe-2 text-plain"
    >
      <p className="min-w-0 flex-1 text-pretty">{said.strip}</p>
      <Button small onClick={startRemoving}>
        {said.remove}
      </Button>
      <IconButton
        label={said.putAway}
        onClick={() => {
          sessionStorage.setItem(PUT_AWAY, memory)
          setAway(true)
        }}
      >
        <X />
      </IconButton>
    </section>
  )
}
