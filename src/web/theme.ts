/** Light, dark, or as the system has it. `public/theme.js` applies the choice before the first paint. */
import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'

const KEY = 'commonplace.theme'
const listeners = new Set<() => void>()
const systemDark = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: dark)')

let theme: Theme = stored()

function stored(): Theme {
  if (typeof localStorage === 'undefined') return 'system'
  return parseTheme(localStorage.getItem(KEY))
}

export function parseTheme(value: string | null): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}

function show(): void {
  const dark = theme === 'dark' || (theme === 'system' && systemDark?.matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

export function setTheme(next: Theme): void {
  theme = next
  if (next === 'system') localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, next)
  show()
  for (const listener of listeners) listener()
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => theme,
  )
}

systemDark?.addEventListener('change', show)
