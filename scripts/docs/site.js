// The search: words in any order, beginnings count; titles before headings before texts. All of it in this browser.
const field = document.querySelector('#find')
const list = document.querySelector('#found')
const up = document.body.dataset.up
const MOST = 12
let entries = null

async function load() {
  entries ??= fetch(`${up}/search.json`).then((answer) => answer.json())
  return await entries
}

const wordsOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

function score(entry, words) {
  let sum = 0
  for (const word of words) {
    const within = (text, weight) => (wordsOf(text).some((own) => own.startsWith(word)) ? weight : 0)
    const best = within(entry.page, 4) + within(entry.heading, 6) || within(entry.text, 1)
    if (best === 0) return 0
    sum += best
  }
  return sum
}

function excerpt(text, words) {
  const at = Math.max(0, text.toLowerCase().indexOf(words[0] ?? '') - 40)
  return `${at > 0 ? '… ' : ''}${text.slice(at, at + 140).trim()}`
}

function item(entry, words) {
  const line = document.createElement('li')
  const link = document.createElement('a')
  const title = document.createElement('b')
  link.href = `${up}/${entry.url}`
  title.textContent = entry.heading === entry.page ? entry.page : `${entry.page}: ${entry.heading}`
  link.append(title, excerpt(entry.text, words))
  line.append(link)
  return line
}

async function find() {
  const words = wordsOf(field.value)
  list.hidden = words.length === 0
  if (words.length === 0) return
  const all = await load()
  const found = all
    .map((entry) => ({ entry, points: score(entry, words) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, MOST)
  list.replaceChildren(...found.map(({ entry }) => item(entry, words)))
  if (found.length === 0) list.append('Nothing found.')
}

// What chose the theme before the first paint chooses again when the system has another.
for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) {
  matchMedia(query).addEventListener('change', () => {
    const theme = document.createElement('script')
    theme.src = `${up}/theme.js`
    document.head.append(theme)
  })
}

field.addEventListener('focus', load, { once: true })
field.addEventListener('input', find)
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== field) {
    event.preventDefault()
    field.focus()
  }
  if (event.key === 'Escape') list.hidden = true
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const places = [field, ...list.querySelectorAll('a')]
  const at = places.indexOf(document.activeElement)
  if (step === 0 || list.hidden || at < 0) return
  event.preventDefault()
  places[Math.min(places.length - 1, Math.max(0, at + step))].focus()
})
