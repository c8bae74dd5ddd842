import { type ComponentType, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { keepHandingOver } from './chat/unsent.ts'
import { watchKeyboard } from './on-screen-keyboard.ts'
import { listenForShortcuts } from './shell/shortcuts.ts'

/** Shows the app on the page. To be called once, when its words are there. */
export async function show(place: HTMLElement): Promise<void> {
  listenForShortcuts()
  watchKeyboard()
  keepHandingOver()
  const Shown = await whatIsShown()
  createRoot(place).render(
    <StrictMode>
      <Shown />
    </StrictMode>,
  )
}

/** The app; for those who build it, at `/?components`, the page of all components. No build for people has that page. */
async function whatIsShown(): Promise<ComponentType> {
  const asked = new URLSearchParams(location.search).has('components')
  if (import.meta.env.DEV && asked) return (await import('./gallery/gallery.tsx')).Gallery
  return App
}
