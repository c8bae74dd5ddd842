/** Which addresses a text by Claude or from memory may link to, and how its words are cleaned. Pure. */

const ALLOWED = /^(?:https?:\/\/[^\s/]|mailto:[^\s])/i
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
const UNSEEN = /[\u0000-\u0020\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** The address to link to, or null when it stays plain text: only http, https and mailto, nothing hidden in it. */
export function safeLink(href: string): string | null {
  const address = decodeEntities(href).trim()
  if (UNSEEN.test(address) || !ALLOWED.test(address)) return null
  return URL.canParse(address) ? address : null
}

/** Words of a link, without marks that turn the direction of reading: what one reads is what one gets. */
export function plainWords(text: string): string {
  return text.replace(DIRECTION, '')
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '\u2013',
  mdash: '\u2014',
  hellip: '\u2026',
  copy: '\u00a9',
  euro: '\u20ac',
  times: '\u00d7',
  rarr: '\u2192',
  larr: '\u2190',
  Tab: '\t',
  NewLine: '\n',
  colon: ':',
}

/** Decodes numeric references and the named ones that people write; the others stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/g,
    (whole, dec, hex, name) => {
      if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole
      const code = Number.parseInt(dec ?? hex, dec === undefined ? 16 : 10)
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : whole
    },
  )
}
