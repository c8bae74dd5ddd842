import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
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
goLive()
listenForShortcuts()
watchKeyboard()
// A language that cannot be loaded (the server is gone) leaves English: the page says then what is wrong.
openLanguage(loadLanguage)
  .catch(() => undefined)
  .finally(() => {
    root.render(
      <StrictMode>
        <App />
      </StrictMode>,
    )
  })
