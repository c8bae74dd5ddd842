import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Nearer to the end than this counts as being there. Pixels. */
const NEAR = 48

/** Keeps a scrolled list at its end while it grows, unless the reader went up; tells whether they are at the end. */
export function useStickToEnd(): Stick {
  const window = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const sticks = useRef(true)
  const [atEnd, setAtEnd] = useState(true)

  const toEnd = useCallback(() => {
    sticks.current = true
    setAtEnd(true)
    const element = window.current
    if (element) element.scrollTop = element.scrollHeight
  }, [])

  useLayoutEffect(toEnd, [toEnd])

  useEffect(() => {
    const scroller = window.current
    const inner = content.current
    if (!scroller || !inner) return
    let height = scroller.scrollHeight
    const grown = new ResizeObserver(() => {
      height = scroller.scrollHeight
      if (sticks.current) scroller.scrollTop = height
    })
    grown.observe(inner)
    grown.observe(scroller)
    const scrolled = () => {
      const near = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR
      const byReader = scroller.scrollHeight === height
      if (near || byReader) {
        sticks.current = near
        setAtEnd(near)
      }
    }
    scroller.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      grown.disconnect()
      scroller.removeEventListener('scroll', scrolled)
    }
  }, [])

  return { window, content, atEnd, toEnd }
}

export interface Stick {
  readonly window: RefObject<HTMLDivElement | null>
  readonly content: RefObject<HTMLDivElement | null>
  readonly atEnd: boolean
  readonly toEnd: () => void
}
