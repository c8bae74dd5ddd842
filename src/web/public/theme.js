// Runs before the first paint, so that no theme flashes another. The app writes this key and does the same (theme.ts).
// In a block, so that it can run again when the system changes its mind: the documentation does that.
{
  let chosen = null
  try {
    chosen = localStorage.getItem('commonplace.theme')
  } catch {}
  const own = chosen === 'dark' || chosen === 'light'
  const dark = own ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  const more = chosen === 'contrast' || (!own && matchMedia('(prefers-contrast: more)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.documentElement.dataset.contrast = more ? 'more' : 'normal'
  const ground = more ? (dark ? '#000000' : '#ffffff') : dark ? '#191817' : '#f0eee6'
  for (const meta of document.querySelectorAll('meta[name=theme-color]')) meta.content = ground
}
