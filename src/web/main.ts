/** What runs first: it asks for the state while the rooms that show it are still being read. */
import { keepStanding } from './board/standing.ts'
import { openLanguage } from './language/language.ts'
import { loadLanguage } from './language/load.ts'
import { goLive } from './store/live.ts'
import './style/base.css'

const place = document.getElementById('app')
if (!place) throw new Error('Expected an element with the id "app" in index.html.')

keepStanding()
goLive()
void open(place)

async function open(place: HTMLElement): Promise<void> {
  const [{ show }] = await Promise.all([
    import('./show.tsx'),
    // A language that cannot be loaded (the server is gone) leaves English: the page says then what is wrong.
    openLanguage(loadLanguage).catch(() => undefined),
  ])
  await show(place)
}
