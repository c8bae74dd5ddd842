/** What opens over the page apart from what opened it: that may leave the page, as all panes do when a phone is turned. */
import { Fragment, type ReactNode, useSyncExternalStore } from 'react'

interface Open {
  readonly id: number
  readonly shown: ReactNode
}

let opened: readonly Open[] = []
let next = 1
const listeners = new Set<() => void>()

function set(to: readonly Open[]): void {
  opened = to
  for (const listener of listeners) listener()
}

/** Shows a dialog until it calls what it is given. What it is drawn from is of this moment: a dialog that follows a state asks for that itself. */
export function showOver(draw: (close: () => void) => ReactNode): void {
  const id = next++
  const close = () => set(opened.filter((one) => one.id !== id))
  set([...opened, { id, shown: draw(close) }])
}

/** The one place where they stand, the newest last. */
export function Over() {
  const shown = useSyncExternalStore(listen, () => opened)
  return shown.map((one) => <Fragment key={one.id}>{one.shown}</Fragment>)
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
