/**
 * Light, dark, of high contrast, or as the system has it. `public/theme.js` applies the choice before the first paint, and
 * does the same as `show` here; theme.test.ts holds both together.
 */
import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'

const KEY = 'commonplace.theme'
const listeners = new Set<() => void>()
const systemDark = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-color-scheme: dark)')
const systemMore = typeof matchMedia === 'undefined' ? null : matchMedia('(prefers-contrast: more)')

let theme: Theme = stored()

function stored(): Theme {
  if (typeof localStorage === 'undefined') return 'system'
  return parseTheme(localStorage.getItem(KEY))
}

export function parseTheme(value: string | null): Theme {
  return value === 'light' || value === 'dark' || value === 'contrast' ? value : 'system'
}

/** What a theme means where the system wants this. High contrast is light or dark as the system is. */
export function shownAs(theme: Theme, dark: boolean, more: boolean) {
  const own = theme === 'light' || theme === 'dark'
  return {
    theme: own ? theme : dark ? ('dark' as const) : ('light' as const),
    contrast: theme === 'contrast' || (theme === 'system' && more) ? ('more' as const) : ('normal' as const),
  }
}

/** As the page is to be now. */
function wanted() {
  return shownAs(theme, systemDark?.matches ?? false, systemMore?.matches ?? false)
}

function show(): void {
  const shown = wanted()
  const root = document.documentElement
  root.dataset.theme = shown.theme
  root.dataset.contrast = shown.contrast
  const ground = getComputedStyle(root).getPropertyValue('--ground').trim()
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]'))
    meta.content = ground
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

/** Whether the page is not as the system has it now: that may have changed since `theme.js` looked. */
function isBehind(): boolean {
  const shown = wanted()
  const { theme: painted, contrast } = document.documentElement.dataset
  return painted !== shown.theme || contrast !== shown.contrast
}

if (typeof document !== 'undefined' && isBehind()) show()
systemDark?.addEventListener('change', show)
systemMore?.addEventListener('change', show)
