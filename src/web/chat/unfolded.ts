import { useState } from 'react'

/** What was opened or closed by hand. A turn leaves the page when it is out of sight, and comes back as it was. */
const kept = new Map<string, boolean>()

/** Whether a part of a conversation is open; null until a person opens or closes it. `key` names it among all. */
export function useUnfolded(key: string): readonly [boolean | null, (open: boolean) => void] {
  const [open, setOpen] = useState(kept.get(key) ?? null)
  const keep = (next: boolean) => {
    kept.set(key, next)
    setOpen(next)
  }
  return [open, keep]
}
