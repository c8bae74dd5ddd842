import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { listenForShortcuts } from './shell/shortcuts.ts'
import { goLive } from './store/live.ts'
import './style/base.css'

const place = document.getElementById('app')
if (!place) throw new Error('Expected an element with the id "app" in index.html.')

goLive()
listenForShortcuts()
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
