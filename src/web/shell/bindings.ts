/** Which keys do what. What a person changed is kept in this browser. */
import { useSyncExternalStore } from 'react'
import { type Chord, isSingle, oneOfNine, shown } from './keys.ts'
import { words } from './words.ts'

export const MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

/** The keys at first, by command; null: none. */
export const FIRST_KEYS = {
  palette: 'Mod+k',
  addChat: 'Alt+KeyN',
  /** With 1, and the same way with each number up to 9. */
  toChat: 'Alt+Digit1',
  broadcast: null,
  zoom: 'Alt+KeyZ',
  toStart: 'Alt+PageUp',
  toEnd: 'Alt+PageDown',
  only: null,
  leaveOut: null,
  wholeBoard: null,
  newestChats: null,
  findChat: 'Alt+Digit0',
  stop: null,
  closeChat: null,
  goToMemory: 'Alt+KeyM',
  find: '/',
  blame: 'Alt+KeyB',
  renameRow: 'F2',
  nextChanged: 'j',
  beforeChanged: 'k',
  openChanged: 'o',
  readChanged: 'r',
  undoChanged: 'u',
  lookBack: 'Alt+KeyT',
  panel: null,
  prompts: null,
  settings: 'Alt+Comma',
  statistics: null,
  messages: 'F8',
  tour: null,
  lookAround: null,
  shortcuts: '?',
  system: null,
  light: null,
  dark: null,
  contrast: null,
} as const satisfies Readonly<Record<string, Chord | null>>

export type CommandId = keyof typeof FIRST_KEYS

/** What was changed: other keys, or none. What is not named is as at first. */
export type Changes = Readonly<Partial<Record<CommandId, Chord | null>>>

export type Bindings = Readonly<Record<CommandId, Chord | null>>

export const COMMAND_IDS = Object.keys(FIRST_KEYS) as readonly CommandId[]

export function bindingsOf(changes: Changes): Bindings {
  return { ...FIRST_KEYS, ...changes }
}

/** The command that keys stand for; the first, when several have them. A number may be one of nine that mean the same. */
export function commandFor(bindings: Bindings, chord: Chord): CommandId | null {
  const exact = COMMAND_IDS.find((id) => bindings[id] === chord)
  return exact ?? (bindings.toChat !== null && bindings.toChat === oneOfNine(chord)?.chord ? 'toChat' : null)
}

/** Gives a command other keys. Whatever had them before goes without. */
export function changed(changes: Changes, id: CommandId, chord: Chord | null): Changes {
  const bindings = bindingsOf(changes)
  const holders = chord === null ? [] : COMMAND_IDS.filter((one) => one !== id && bindings[one] === chord)
  const next = { ...changes, ...Object.fromEntries(holders.map((one) => [one, null])), [id]: chord }
  return Object.fromEntries(
    Object.entries(next).filter(([one, keys]) => FIRST_KEYS[one as CommandId] !== keys),
  )
}

/** Reads what was stored; whatever is not understood is left out. */
export function parseChanges(stored: string | null): Changes {
  try {
    const value: unknown = JSON.parse(stored ?? '{}')
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(
      Object.entries(value).filter(
        ([id, keys]) => id in FIRST_KEYS && (keys === null || (typeof keys === 'string' && keys.length < 40)),
      ),
    )
  } catch {
    return {}
  }
}

const KEYS = 'commonplace.keys'
const SINGLE = 'commonplace.single-keys'

interface Kept {
  readonly changes: Changes
  /** Whether keys that are pressed alone do anything. */
  readonly single: boolean
}

let kept: Kept = read()
const listeners = new Set<() => void>()

function read(): Kept {
  if (typeof localStorage === 'undefined') return { changes: {}, single: true }
  return {
    changes: parseChanges(localStorage.getItem(KEYS)),
    single: localStorage.getItem(SINGLE) !== 'off',
  }
}

function keep(next: Kept): void {
  kept = next
  if (Object.keys(next.changes).length === 0) localStorage.removeItem(KEYS)
  else localStorage.setItem(KEYS, JSON.stringify(next.changes))
  if (next.single) localStorage.removeItem(SINGLE)
  else localStorage.setItem(SINGLE, 'off')
  for (const listener of listeners) listener()
}

export function setKeys(id: CommandId, chord: Chord | null): void {
  keep({ ...kept, changes: changed(kept.changes, id, chord) })
}

export function resetKeys(): void {
  keep({ ...kept, changes: {} })
}

export function setSingleKeys(single: boolean): void {
  keep({ ...kept, single })
}

/** The command that these keys stand for now; null also for single keys that are switched off. */
export function commandOf(chord: Chord): CommandId | null {
  return !kept.single && isSingle(chord) ? null : commandFor(bindingsOf(kept.changes), chord)
}

export function useKept(): Kept {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => kept,
  )
}

/** The keys of a command as they stand on the keyboard; null when it has none that work. */
export function useKeysOf(id: CommandId): string | null {
  const { changes, single } = useKept()
  const chord = bindingsOf(changes)[id]
  return chord === null || (!single && isSingle(chord)) ? null : keysOf(id, chord)
}

/** The keys of a command in words; those with a number stand for nine. */
export function keysOf(id: CommandId, chord: Chord): string {
  return keysShown(id === 'toChat' ? chord.replace(/(Digit)?1$/, '1…9') : chord)
}

export function keysShown(chord: Chord): string {
  return shown(chord, words().keyNames, MAC)
}

/** Words with the keys that do the same, for a tip. */
export function useTipWith(id: CommandId, tip: string): string {
  const keys = useKeysOf(id)
  return keys === null ? tip : words().tipWithKeys(tip, keys)
}

if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key !== KEYS && key !== SINGLE) return
    kept = read()
    for (const listener of listeners) listener()
  })
}
