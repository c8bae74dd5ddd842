/**
 * What the server has told, by its very words: it speaks English whatever the interface speaks, and what shows its words says so
 * (`lang`), so that they are read aloud as English. Known by the text itself, since a message goes through many hands as a string.
 */
const told = new Set<string>()
/** As many as are remembered: what is shown was told just now. */
const MOST = 200

/** Notes a text of the server. The same text again is the newest. */
export function noteTold(text: string): void {
  told.delete(text)
  told.add(text)
  if (told.size > MOST) told.delete(told.values().next().value ?? '')
}

/** The language of a text that is shown, where it is another than that of the interface may be. */
export function langOf(text: unknown): 'en' | undefined {
  return typeof text === 'string' && told.has(text) ? 'en' : undefined
}
