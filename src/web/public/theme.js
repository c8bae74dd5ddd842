// Runs before the first paint, so that no theme flashes another. The app writes this key (theme.ts).
let chosen = null
try {
  chosen = localStorage.getItem('commonplace.theme')
} catch {}
const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.dataset.theme = dark ? 'dark' : 'light'
