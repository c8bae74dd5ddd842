import { type ComponentType, StrictMode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { App } from './app.tsx'
import { openLanguage } from './language/language.ts'
import { loadLanguage } from './language/load.ts'
import { watchKeyboard } from './on-screen-keyboard.ts'
import { listenForShortcuts } from './shell/shortcuts.ts'
import { goLive } from './store/live.ts'
import './style/base.css'

const place = document.getElementById('app')
if (!place) throw new Error('Expected an element with the id "app" in index.html.')

const root = createRoot(place)

/** The app; for those who build it, at `/?components`, the page of all components. No build for people has that page. */
async function whatIsShown(): Promise<ComponentType> {
  const asked = new URLSearchParams(location.search).has('components')
  if (import.meta.env.DEV && asked) return (await import('./gallery/gallery.tsx')).Gallery
  return App
}

goLive()
listenForShortcuts()
watchKeyboard()
void open(root)

async function open(root: Root): Promise<void> {
  // A language that cannot be loaded (the server is gone) leaves English: the page says then what is wrong.
  await openLanguage(loadLanguage).catch(() => undefined)
  const Shown = await whatIsShown()
  root.render(
    <StrictMode>
      <Shown />
    </StrictMode>,
  )
}
