import type { DropdownMenu } from 'radix-ui'
import { createContext, type RefObject, useContext } from 'react'

/** The library's parts, there once a menu is open: items stand in rooms that are read before any menu is. */
export const Parts = createContext<typeof DropdownMenu | null>(null)

export function useParts(): typeof DropdownMenu {
  const parts = useContext(Parts)
  if (parts === null) throw new Error('Expected to be inside of a <Menu>.')
  return parts
}

/** What the chosen item wants done when its menu is gone. */
export const Afterwards = createContext<RefObject<(() => void) | null>>({ current: null })
