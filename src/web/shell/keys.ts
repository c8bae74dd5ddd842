/**
 * Keys that are pressed together, as text: `Mod+k`, `Alt+KeyN`, `?`. Mod is Ctrl, or Cmd on a Mac. With Alt the place on the
 * keyboard counts (a Mac writes other signs with it), without it the sign. Pure.
 */
export type Chord = string

/** What of a keyboard event makes a chord. */
export type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'isComposing'
>

const MODIFIERS = new Set(['Alt', 'AltGraph', 'Control', 'Meta', 'Shift', 'CapsLock', 'Dead', 'Process'])

/** What was pressed; null while only keys are down that do nothing alone. */
export function chordOf(press: Press, mac: boolean): Chord | null {
  if (press.isComposing || MODIFIERS.has(press.key) || press.key === '') return null
  const mod = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  const sign = [...press.key].length === 1
  const letter = sign && press.key.toLowerCase() !== press.key.toUpperCase()
  const key = press.altKey && press.code !== '' ? press.code : sign ? press.key.toLowerCase() : press.key
  // Shift is part of what makes a sign such as `?`, and a key of its own beside letters and names.
  const shift = press.shiftKey && (press.altKey || letter || !sign)
  const held = [mod && 'Mod', other && (mac ? 'Ctrl' : 'Meta'), press.altKey && 'Alt', shift && 'Shift']
  return [...held.filter((one) => one !== false), key === ' ' ? 'Space' : key].join('+')
}

/** The parts of a chord: the keys that are held, and the one that is pressed. */
export function partsOf(chord: Chord): { readonly held: readonly string[]; readonly key: string } {
  const parts = chord.split(/\+(?=.)/)
  return { held: parts.slice(0, -1), key: parts.at(-1) ?? '' }
}

/** Keys that are pressed alone, which typing must not be taken for. Nobody types F8. */
export function isSingle(chord: Chord): boolean {
  const { held, key } = partsOf(chord)
  return held.every((one) => one === 'Shift') && !/^F\d+$/.test(key)
}

/** Keys that move, write or leave wherever one is: none of them can be given away. */
const TAKEN =
  /^(Shift\+)?(Tab|Enter|Escape|Backspace|Delete|Space|Home|End|Arrow(Up|Down|Left|Right)|Page(Up|Down))$|^Mod\+(Shift\+)?[acvxyzst]$|^Mod\+(Arrow.*|Enter)$/
/** What browsers do not let a page have. */
const BROWSERS = /^Mod\+(Shift\+)?[nwtq]$|^Mod\+[1-9]$|^Alt\+F4$|^F(5|11|12)$|^Mod\+(Shift\+)?[lri]$/

export type Refusal = 'taken' | 'browser' | 'number'

/** A number from 1 to 9 that is pressed with other keys, and the same keys with 1; null for all others. */
export function oneOfNine(chord: Chord): { readonly chord: Chord; readonly number: number } | null {
  const [, held = '', place = '', number] = /^(.+\+)(Digit)?([1-9])$/.exec(chord) ?? []
  return number === undefined ? null : { chord: `${held}${place}1`, number: Number(number) }
}

/** Why a chord cannot be a shortcut; null when it can. */
export function whyNot(chord: Chord): Refusal | null {
  if (BROWSERS.test(chord)) return 'browser'
  return TAKEN.test(chord) ? 'taken' : null
}

const SIGNS: Readonly<Record<string, string>> = {
  Comma: ',',
  Period: '.',
  Slash: '/',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Minus: '-',
  Equal: '=',
  Backquote: '`',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** A chord as it stands on the keys. `names`: what the language calls keys with a name. */
export function shown(chord: Chord, names: Readonly<Record<string, string>>, mac: boolean): string {
  const { held, key } = partsOf(chord)
  const own: Readonly<Record<string, string>> = mac
    ? { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
    : { Mod: names.Ctrl ?? 'Ctrl' }
  const name = (one: string) => ({ ...names, ...own })[one] ?? one
  const plain = SIGNS[key] ?? key.replace(/^(Key|Digit)(?=.$)/, '')
  return [...held.map(name), plain.length === 1 ? plain.toUpperCase() : name(plain)].join(' ')
}
