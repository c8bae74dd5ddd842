import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { focusedNow, giveBack, standInFor } from './focus.ts'
import { words } from './words.ts'

/** Fields in which what was typed can go on. */
const FIELD = 'input, textarea, [contenteditable=true]'

/**
 * Takes the focus, unseen, until a field that is still being fetched gets it; what was typed meanwhile goes on there. Escape
 * leaves, and gives the focus back to where it was.
 */
export function TypedAhead({ within, onLeave }: TypedAheadProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [over, setOver] = useState(false)
  useLayoutEffect(() => {
    const here = field.current
    if (!here) return
    const opener = focusedNow()
    standInFor(here, opener)
    here.focus({ preventScroll: true })
    const onFocus = ({ target }: FocusEvent) => {
      if (target === here) return
      setOver(true)
      if (!(target instanceof HTMLElement) || !target.matches(FIELD) || !target.closest(within)) return
      // Once whoever gave it the focus is done.
      queueMicrotask(() => goOn(target, here.value))
    }
    document.addEventListener('focusin', onFocus)
    return () => {
      document.removeEventListener('focusin', onFocus)
      const had = document.activeElement === here
      queueMicrotask(() => had && !here.isConnected && giveBack(opener))
    }
  }, [within])
  if (over) return null
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Escape' && event.key !== 'Tab')) return
    event.preventDefault()
    if (event.key === 'Escape') onLeave()
  }
  return (
    <textarea
      ref={field}
      aria-label={words().opening}
      autoComplete="off"
      spellCheck={false}
      onKeyDown={onKeyDown}
      // Seen by nobody, but not hidden: what is hidden has no focus. Letters of this size, or Safari zooms in.
      className="pointer-events-none fixed start-0 top-0 size-px resize-none overflow-hidden text-lead opacity-0 outline-none"
    />
  )
}

export interface TypedAheadProps {
  /** Where the field will be, as a selector. */
  readonly within: string
  readonly onLeave: () => void
}

/** Types a text where the focus is, as if by hand. In a field of one line a line break was Enter, and ends it. */
function goOn(field: HTMLElement, typed: string): void {
  const [line = ''] = field instanceof HTMLInputElement ? typed.split('\n', 1) : [typed]
  // Nothing else tells a field of any make of letters in such a way that it can take them back.
  if (line !== '') document.execCommand('insertText', false, line)
  if (field instanceof HTMLInputElement && line !== typed) queueMicrotask(() => pressEnter(field))
}

function pressEnter(field: HTMLInputElement): void {
  const press = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
  if (field.dispatchEvent(press)) field.form?.requestSubmit()
}
