import { type TouchEvent, useRef } from 'react'

/** Pixels that a finger must go along, and how much further along than across. */
const FAR = 64
const STRAIGHT = 2

/** A swipe from side to side: 1 towards what is at the right, -1 towards what is at the left. What scrolls sideways or is written in keeps its own. */
export function useSwipe(onSwipe: (step: 1 | -1) => void) {
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null)
  return {
    onTouchStart(event: TouchEvent) {
      const touch = event.touches.length === 1 ? event.touches[0] : undefined
      start.current = touch && !keepsItsOwn(event.target) ? { x: touch.clientX, y: touch.clientY } : null
    },
    onTouchEnd(event: TouchEvent) {
      const from = start.current
      const touch = event.changedTouches[0]
      start.current = null
      if (!from || !touch || !getSelection()?.isCollapsed) return
      const along = touch.clientX - from.x
      const across = touch.clientY - from.y
      if (Math.abs(along) < FAR || Math.abs(along) < STRAIGHT * Math.abs(across)) return
      onSwipe(along < 0 ? 1 : -1)
    },
    onTouchCancel() {
      start.current = null
    },
  }
}

function keepsItsOwn(target: EventTarget): boolean {
  let element = target instanceof Element ? target : null
  for (; element; element = element.parentElement) {
    if (element.matches('input, textarea, select, [contenteditable=true], [role=slider], [role=separator]'))
      return true
    if (element.scrollWidth > element.clientWidth + 1 && scrollsSideways(element)) return true
  }
  return false
}

function scrollsSideways(element: Element): boolean {
  const { overflowX } = getComputedStyle(element)
  return overflowX === 'auto' || overflowX === 'scroll'
}
