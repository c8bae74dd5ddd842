/** What was chosen in the palette lately, the newest first; kept in this browser. */
const KEY = 'commonplace.recent'
const MOST = 6

export function recent(): readonly string[] {
  return (localStorage.getItem(KEY) ?? '').split(' ').filter(Boolean)
}

export function noteRecent(id: string): void {
  localStorage.setItem(KEY, [id, ...recent().filter((one) => one !== id)].slice(0, MOST).join(' '))
}
