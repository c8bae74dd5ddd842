import { words } from './words.ts'

/** The mark of what is new since one looked. */
export function Fresh() {
  return (
    <>
      <span className="size-1.5 shrink-0 rounded-full bg-ink" />
      <span className="sr-only">{words().isNew}</span>
    </>
  )
}
