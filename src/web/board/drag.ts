import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { isRightToLeft } from '../language/language.ts'
import { placePane } from './arrange.ts'

/** Pixels that the pointer must go before a press on a header is a drag and no click. */
const THRESHOLD = 6
/** Nearer than this to an end of the row, the row scrolls. Pixels, and pixels for each move. */
const EDGE = 48
const SCROLL = 14

/** A pane in the hand: which, and at which place it would be put down. */
export interface Drag {
  readonly chat: string
  readonly place: number
}

/** Panes are taken by their headers and put down elsewhere in the row. Escape lets go. Fingers scroll; for them there is the menu. */
export function useDrag(row: RefObject<HTMLElement | null>) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const pressed = useRef<{ readonly chat: string; readonly x: number } | null>(null)

  const letGo = () => {
    pressed.current = null
    setDrag(null)
  }

  useEffect(() => {
    if (!drag) return
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      pressed.current = null
      setDrag(null)
    }
    document.addEventListener('keydown', key, true)
    return () => document.removeEventListener('keydown', key, true)
  }, [drag])

  return {
    drag,
    handlers: {
      onPointerDown(event: PointerEvent) {
        const chat = handleOf(event)
        if (chat !== null) pressed.current = { chat, x: event.clientX }
      },
      onPointerMove(event: PointerEvent) {
        const { current } = pressed
        if (!current || !row.current) return
        if (!drag && Math.abs(event.clientX - current.x) < THRESHOLD) return
        if (!drag) row.current.setPointerCapture(event.pointerId)
        scrollAtEdge(row.current, event.clientX)
        setDrag({ chat: current.chat, place: placeAt(row.current, current.chat, event.clientX) })
      },
      onPointerUp() {
        if (drag) {
          placePane(drag.chat, drag.place)
          swallowClick()
        }
        letGo()
      },
      onPointerCancel: letGo,
    },
  }
}

/** The chat whose header was pressed where nothing else is to be pressed; its name counts as header. */
function handleOf(event: PointerEvent): string | null {
  const { target } = event
  if (event.button !== 0 || event.pointerType === 'touch' || !(target instanceof Element)) return null
  if (!target.closest('header')) return null
  if (target.closest('button, input, a, [role=menu]') && !target.closest('h2')) return null
  return target.closest('input') ? null : (target.closest<HTMLElement>('[data-pane]')?.dataset.pane ?? null)
}

/** How many of the other panes are before the pointer, along the writing. */
function placeAt(row: HTMLElement, chat: string, x: number): number {
  const others = [...row.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane.dataset.pane !== chat,
  )
  return others.filter((pane) => {
    const { left, width } = pane.getBoundingClientRect()
    const middle = left + width / 2
    return isRightToLeft() ? x < middle : x > middle
  }).length
}

function scrollAtEdge(row: HTMLElement, x: number): void {
  const { left, right } = row.getBoundingClientRect()
  if (x < left + EDGE) row.scrollLeft -= SCROLL
  else if (x > right - EDGE) row.scrollLeft += SCROLL
}

/** The name under the pointer is not meant when a pane was put down on it. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, true))
}
