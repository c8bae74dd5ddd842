/** The least that one can write into: React and a field. What the app takes longer than this is the app's own. */
import { createRoot } from 'react-dom/client'

const place = document.createElement('div')
document.body.append(place)
createRoot(place).render(<textarea aria-label="Message" />)
