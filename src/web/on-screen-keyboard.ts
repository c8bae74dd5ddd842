/**
 * Keeps what one writes, and the newest words above it, over a keyboard on the screen. Chromium lays the page out anew for it
 * (`interactive-widget`); Safari only pans, so there the page gets the height that is seen.
 */

/** Less of the full height than this is left only by a keyboard. */
const LEFT = 0.75

export interface Seen {
  /** Pixels of height that one sees now, and the most that were seen at this width. */
  readonly seen: number
  readonly full: number
  /** The focus is where one writes. */
  readonly writing: boolean
}

/** Whether a keyboard covers part of the screen. */
export function isKeyboardOpen({ seen, full, writing }: Seen): boolean {
  return writing && seen < full * LEFT
}

/** To be called once. Marks the page with `data-keyboard` while a keyboard is open, and sets `--seen-height`. */
export function watchKeyboard(): void {
  const viewport = window.visualViewport
  if (!viewport || !matchMedia('(pointer: coarse)').matches) return
  const page = document.documentElement
  let width = 0
  let full = 0
  const look = () => {
    // Zoomed in, one sees a part by one's own wish.
    if (viewport.scale > 1.01) return
    if (width !== window.innerWidth) full = 0
    width = window.innerWidth
    const seen = Math.min(viewport.height, window.innerHeight)
    full = Math.max(full, seen)
    const open = isKeyboardOpen({ seen, full, writing: isWriting(document.activeElement) })
    const opens = open && !page.hasAttribute('data-keyboard')
    page.toggleAttribute('data-keyboard', open)
    if (opens) requestAnimationFrame(() => bringToSight(document.activeElement))
    if (open) page.style.setProperty('--seen-height', `${seen}px`)
    else page.style.removeProperty('--seen-height')
    if (open && viewport.offsetTop > 0) window.scrollTo(0, 0)
  }
  viewport.addEventListener('resize', look)
  viewport.addEventListener('scroll', look)
  document.addEventListener('focusin', look)
  document.addEventListener('focusout', () => requestAnimationFrame(look))
  look()
}

/** A field of one's own size; an editor brings its cursor into sight itself. */
function bringToSight(element: Element | null): void {
  if (element?.matches('textarea, input')) element.scrollIntoView({ block: 'center' })
}

function isWriting(element: Element | null): boolean {
  return element instanceof HTMLElement && (element.isContentEditable || element.matches('textarea, input'))
}
