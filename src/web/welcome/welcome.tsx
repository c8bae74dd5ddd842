import { Plus } from 'lucide-react'
import { useState } from 'react'
import { isRehearsal } from '../../workspace/hosts.ts'
import { addChat } from '../board/chats.ts'
import { Button } from '../components/button.tsx'
import { lookAround } from '../demonstration/look-around.ts'
import { openSettings } from '../shell/shell.ts'
import { useWorkspace } from '../store/store.ts'
import { openExample } from './example.ts'
import { words } from './words.ts'

/** The empty board: what this is, in ten seconds, and the ways to begin. */
export function Welcome() {
  const rehearsal = useWorkspace((workspace) => isRehearsal(workspace.host))
  const [opening, setOpening] = useState(false)
  const said = words()
  const example = async () => {
    setOpening(true)
    await openExample()
    setOpening(false)
  }
  return (
    <div data-testid="welcome" className="flex min-h-0 flex-1 overflow-y-auto">
      <div className="m-auto flex w-full max-w-[640px] flex-col gap-7 px-7 py-10 max-[760px]:gap-5 max-[760px]:py-5">
        <Figure />
        <div className="flex flex-col gap-3">
          <h2 className="font-serif text-display leading-display font-display tracking-display text-balance">
            {said.title}
          </h2>
          <p className="max-w-[34em] font-serif text-title leading-normal text-pretty text-soft">
            {said.about}
          </p>
        </div>
        <div className="flex flex-wrap gap-2.5">
          <Button look="strong" disabled={opening} onClick={() => void example()}>
            {said.tryExample}
          </Button>
          <Button onClick={() => void addChat()}>
            <Plus className="size-4" />
            {said.addChat}
          </Button>
          <Button
            disabled={opening}
            onClick={async () => {
              setOpening(true)
              await lookAround()
              setOpening(false)
            }}
          >
            {said.lookAround}
          </Button>
        </div>
        {rehearsal && (
          <div className="flex flex-col items-start gap-3 border-t border-line pt-4">
            <p className="max-w-[38em] text-plain leading-relaxed text-pretty text-faint">{said.rehearsal}</p>
            <Button small onClick={() => openSettings('hosts')}>
              {said.connect}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

/** Three conversations, and the page between them that they share. */
function Figure() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 300 112"
      className="h-auto w-full max-w-[300px] overflow-visible"
      fill="none"
    >
      <g stroke="var(--line-strong)" strokeWidth="1.5">
        <path d="M34 40v14c0 12 10 18 24 18h40" />
        <path d="M100 40v8c0 10 4 14 12 14h6" opacity="0" />
        <path d="M150 40v16" />
        <path d="M266 40v14c0 12-10 18-24 18h-40" />
      </g>
      {[34, 150, 266].map((x) => (
        <g key={x}>
          <rect
            x={x - 33}
            y="2"
            width="66"
            height="38"
            rx="9"
            fill="var(--paper)"
            stroke="var(--line-strong)"
            strokeWidth="1.5"
          />
          <path
            d={`M${x - 20} 15h30M${x - 20} 25h18`}
            stroke="var(--line-strong)"
            strokeWidth="3"
            strokeLinecap="round"
          />
        </g>
      ))}
      <rect
        x="99"
        y="56"
        width="102"
        height="54"
        rx="6"
        fill="var(--page)"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <path d="M113 72h46" stroke="var(--ink-soft)" strokeWidth="3" strokeLinecap="round" />
      <path d="M113 83h70" stroke="var(--kraft)" strokeWidth="3" strokeLinecap="round" />
      <path d="M113 94h32" stroke="var(--accent)" strokeWidth="3" strokeLinecap="round" />
      <rect
        x="150"
        y="88.500"
        width="5"
        height="11"
        rx="1.500"
        fill="var(--accent)"
        className="motion-safe:animate-[breathe_1.25s_ease-in-out_infinite]"
      />
    </svg>
  )
}
