/**
 * Numbers of payment cards among all the long numbers that documents hold. Pure.
 * A number counts when an issuer hands out numbers of that beginning and length, its check digit is right, and it is
 * written as people write cards: in one piece or in the groups that stand on the card. Phone numbers, order numbers,
 * ISBNs, timestamps, UUIDs and the ids of chats and posts fail at least one of these.
 */

/** Beginnings (inclusive, four digits) and lengths of the card brands. */
const ISSUERS: readonly (readonly [from: number, to: number, lengths: readonly number[]])[] = [
  [4000, 4999, [13, 16, 19]],
  [5100, 5599, [16]],
  [2221, 2720, [16]],
  [3400, 3499, [15]],
  [3700, 3799, [15]],
  [3000, 3059, [14]],
  [3600, 3699, [14]],
  [3800, 3999, [14]],
  [3528, 3589, [16]],
  [6011, 6011, [16, 19]],
  [6440, 6599, [16, 19]],
  [6200, 6299, [16, 17, 18, 19]],
]

const BEFORE = '(?<![A-Za-z0-9_.,/#+-])'
const AFTER = '(?![A-Za-z0-9_]|[.,][0-9])'

/** In one piece, and as printed on cards: 4-4-4-4, with three more, and 4-6-4 or 4-6-5. */
export const SHAPES: readonly RegExp[] = [
  '[0-9]{13,19}',
  '[0-9]{4}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{4}',
  '[0-9]{4}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{4}\\1[0-9]{3}',
  '[0-9]{4}([ -])[0-9]{6}\\1[0-9]{4,5}',
].map((shape) => new RegExp(BEFORE + shape + AFTER, 'g'))

/** Lengths that ids of chats, posts and goods have too: these count only where the line speaks of a card. */
const AMBIGUOUS = new Set([13, 17, 18, 19])
const CARD_WORD = /card|karte|visa|maestro|union ?pay|\bpan\b/i

/** How far back the word may stand. Characters. */
const NEARBY = 80

/** Ranges of what looks like a payment card number. */
export function findCards(text: string): readonly { readonly from: number; readonly to: number }[] {
  return SHAPES.flatMap((shape) => [...text.matchAll(shape)]).flatMap(({ 0: written, index }) => {
    const digits = written.replaceAll(/[ -]/g, '')
    if (!isIssued(digits) || !checkDigitIsRight(digits)) return []
    if (AMBIGUOUS.has(digits.length) && !speaksOfCards(text, index)) return []
    return [{ from: index, to: index + written.length }]
  })
}

function speaksOfCards(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - NEARBY), at)
  return CARD_WORD.test(before.slice(before.lastIndexOf('\n') + 1))
}

function isIssued(digits: string): boolean {
  const begins = Number(digits.slice(0, 4))
  return ISSUERS.some(
    ([from, to, lengths]) => begins >= from && begins <= to && lengths.includes(digits.length),
  )
}

/** The Luhn check of ISO/IEC 7812: from the right, every second digit doubled. */
function checkDigitIsRight(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
