import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { isRightToLeft } from '../language/language.ts'

/** Pixels that an arrow key moves; with Shift ten times as far as the first. */
const STEP = 16
const LEAP = 80

/** The line between two panes: dragged, or focused and moved with the arrow keys; a double click evens out. */
export function Separator({ label, value, onMove, onEven }: SeparatorProps) {
  const from = useRef<number | null>(null)

  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = event.clientX
  }
  const move = (event: PointerEvent) => {
    if (from.current === null) return
    const delta = event.clientX - from.current
    from.current = event.clientX
    onMove(along(delta))
  }
  const up = () => {
    from.current = null
  }
  const key = (event: KeyboardEvent) => {
    const distance = event.shiftKey ? LEAP : STEP
    if (event.key === 'ArrowLeft') onMove(along(-distance))
    else if (event.key === 'ArrowRight') onMove(along(distance))
    else if (event.key === 'Enter') onEven()
    else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that is moved is no <hr>
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={0}
      aria-valuemax={100}
      tabIndex={0}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onDoubleClick={onEven}
      onKeyDown={key}
      className="group relative z-10 w-px shrink-0 cursor-col-resize touch-none bg-line outline-none"
    >
      <span className="absolute inset-y-0 -start-1.5 w-3" />
      <span className="absolute inset-y-0 -start-px w-[3px] bg-accent opacity-0 transition-opacity duration-quick group-hover:opacity-60 group-focus-visible:opacity-100 group-active:opacity-100" />
    </div>
  )
}

/** Pixels to the right, as pixels along the writing. */
function along(pixels: number): number {
  return isRightToLeft() ? -pixels : pixels
}

export interface SeparatorProps {
  readonly label: string
  /** Share of the pane before it, in percent. */
  readonly value: number
  readonly onMove: (delta: number) => void
  readonly onEven: () => void
}
