/**
 * The language and the direction of the interface. Each room keeps what it says in English in its `words.ts`, as a
 * catalogue; `de/` holds the same catalogues in German, loaded when somebody reads German. Components hold no string:
 * test/language.test.ts reads them and says so.
 */
import { useSyncExternalStore } from 'react'

export const TAGS = ['en', 'de'] as const
export type Language = (typeof TAGS)[number]
export const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' }

/** `auto`: the direction of the language. The others are for people who read what others wrote the other way. */
export type Direction = 'auto' | 'ltr' | 'rtl'

const LANGUAGE = 'commonplace.language'
const DIRECTION = 'commonplace.direction'
const RIGHT_TO_LEFT = new Set<string>()

type Translation = Readonly<Record<string, unknown>>
type Load = (language: Language) => Promise<Translation | null>

let shown: Language = 'en'
let translation: Translation | null = null
let direction: Direction = parseDirection(read(DIRECTION))
let load: Load = async () => null
const listeners = new Set<() => void>()

/**
 * What a room says. The answer is called where the words are needed, never while a module loads, so that they are of
 * the language that is shown then: `words().send`. `name` is the catalogue's name in `de/`.
 */
export function catalogue<Said extends object>(name: string, english: Said): () => Said {
  return () => (translation?.[name] as Said | undefined) ?? english
}

/** Something made once for each language: formats of numbers, days, orders. */
export function perLanguage<Made>(make: (locale: string) => Made): () => Made {
  const made = new Map<Language, Made>()
  return () => {
    const kept = made.get(shown) ?? make(shown)
    made.set(shown, kept)
    return kept
  }
}

/** The form of a word for a number, by the rules of the language shown. */
export function plural(n: number, one: string, other: string): string {
  return rules().select(n) === 'one' ? one : other
}

const rules = perLanguage((locale) => new Intl.PluralRules(locale))

/** The language for a new browser: the first of its own that there is. */
export function firstLanguage(stored: string | null, asked: readonly string[]): Language {
  const found = [stored ?? '', ...asked].map((tag) => TAGS.find((one) => one === tag.slice(0, 2)))
  return found.find((tag) => tag !== undefined) ?? 'en'
}

export function parseDirection(value: string | null): Direction {
  return value === 'ltr' || value === 'rtl' ? value : 'auto'
}

/** To be called once, before anything is shown. `loading` brings the catalogues of a language; null for English. */
export async function openLanguage(loading: Load): Promise<void> {
  load = loading
  await show(firstLanguage(read(LANGUAGE), navigator.languages))
}

/** Shows another language from now on. Throws when its catalogues cannot be loaded; the old one stays then. */
export async function setLanguage(next: Language): Promise<void> {
  await show(next)
  write(LANGUAGE, next)
}

export function setDirection(next: Direction): void {
  direction = next
  write(DIRECTION, next === 'auto' ? null : next)
  mark()
  for (const listener of listeners) listener()
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, () => shown)
}

export function useDirection(): Direction {
  return useSyncExternalStore(subscribe, () => direction)
}

/** Whether the page runs from right to left just now. */
export function isRightToLeft(): boolean {
  return direction === 'auto' ? RIGHT_TO_LEFT.has(shown) : direction === 'rtl'
}

async function show(next: Language): Promise<void> {
  translation = await load(next)
  shown = next
  mark()
  for (const listener of listeners) listener()
}

/** `data-against`: the layout runs against the words of the language; style/base.css lets each text run its own way then. */
function mark(): void {
  const page = document.documentElement
  page.lang = shown
  page.dir = isRightToLeft() ? 'rtl' : 'ltr'
  page.toggleAttribute('data-against', isRightToLeft() !== RIGHT_TO_LEFT.has(shown))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function read(key: string): string | null {
  return typeof localStorage === 'undefined' ? null : localStorage.getItem(key)
}

function write(key: string, value: string | null): void {
  if (value === null) localStorage.removeItem(key)
  else localStorage.setItem(key, value)
}
