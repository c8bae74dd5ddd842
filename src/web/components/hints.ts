/**
 * When a hint shows: after a rest of the pointer, or where the keyboard leads; never for a finger, and not after a press, also
 * for what comes under a pointer that did not move since: Stop, in the place of Send.
 */

/** Milliseconds that the pointer rests before its hint comes, and within which the next one comes at once. */
const REST = 450
const SOON = 200

export interface Hint {
  readonly element: HTMLElement
  readonly words: string
  readonly side: 'top' | 'bottom'
}

/** Tells of the hint to show, and of null when there is none. To be called once for a page; returns the way to stop. */
export function watchHints(show: (hint: Hint | null) => void): () => void {
  let on: HTMLElement | null = null
  let shown = false
  /** Somebody pressed the button or put its hint away: it does not come again before they have been elsewhere. */
  let putAway = false
  let goneAt = Number.NEGATIVE_INFINITY
  let pressedAt: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const put = (element: HTMLElement) => {
    const words = element.dataset.tip
    if (!words || !element.isConnected) return
    shown = true
    gone.observe(document.body, { childList: true, subtree: true })
    show({ element, words, side: element.dataset.tipSide === 'top' ? 'top' : 'bottom' })
  }
  const goTo = (element: HTMLElement | null, rest: number) => {
    if (element === on) return
    end()
    on = element
    putAway = false
    if (element) timer = setTimeout(() => put(element), performance.now() - goneAt < SOON ? 0 : rest)
  }
  const end = () => {
    clearTimeout(timer)
    if (shown) {
      goneAt = performance.now()
      gone.disconnect()
      show(null)
    }
    shown = false
  }
  // Not every browser tells of a focus that goes away with what had it.
  const gone = new MutationObserver(() => on?.isConnected === false && end())
  const over = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return
    const rested = placeOf(event) === pressedAt
    if (!rested) pressedAt = null
    goTo(hinted(event.target), REST)
    if (rested) dismiss()
  }
  const focus = ({ target }: FocusEvent) => {
    const element = hinted(target)
    goTo(element?.matches(':focus-visible') ? element : null, 0)
  }
  /** What is scrolled takes its hint away; where the pointer still rests, it comes again. */
  const scrolled = ({ target }: Event) => {
    const element = on
    if (!element || !(target instanceof Node && target.contains(element))) return
    end()
    if (!putAway) timer = setTimeout(() => put(element), REST)
  }
  const dismiss = () => {
    putAway = true
    end()
  }
  const press = (event: PointerEvent) => {
    pressedAt = placeOf(event)
    dismiss()
  }
  const keys = ({ key }: KeyboardEvent) => key === 'Escape' && dismiss()
  const stop = new AbortController()
  const listen = { capture: true, passive: true, signal: stop.signal }
  document.addEventListener('pointerover', over, listen)
  document.addEventListener('focusin', focus, listen)
  document.addEventListener('focusout', () => goTo(null, 0), listen)
  document.addEventListener('pointerdown', press, listen)
  document.addEventListener('click', dismiss, listen)
  document.addEventListener('scroll', scrolled, listen)
  document.addEventListener('keydown', keys, listen)
  return () => {
    stop.abort()
    gone.disconnect()
    clearTimeout(timer)
  }
}

const placeOf = ({ clientX, clientY }: PointerEvent) => `${clientX} ${clientY}`

function hinted(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
}
