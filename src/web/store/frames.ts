/** When what came is shown: once a frame, and a frame in which somebody typed is theirs. */
import { GROW_AT_ONCE } from './turn-about.ts'

/** Longest wait for a frame (a hidden tab paints none), in milliseconds. */
const LONGEST_WAIT = 250

/** Whether a key was pressed since the last frame, and whether that frame was left to one. */
let keyed = false
let gaveWay = false
let due = false

/** From now on keys are noticed. To be called once. */
export function giveWayToKeys(): void {
  const pressed = () => {
    keyed = true
  }
  window.addEventListener('keydown', pressed, { capture: true, passive: true })
}

/** Has `show` called in the next frame, told how many conversations may grow in it; once, however often it is asked for. */
export function inNextFrame(show: (grow: number) => void): void {
  if (due) return
  due = true
  const now = () => {
    if (!due) return
    due = false
    clearTimeout(timer)
    show(mayGrow())
  }
  const timer = setTimeout(now, LONGEST_WAIT)
  if (document.visibilityState === 'visible') requestAnimationFrame(now)
}

/** Never none twice in a row: words come while a key is held down, too. */
function mayGrow(): number {
  gaveWay = keyed && !gaveWay
  keyed = false
  if (document.visibilityState !== 'visible') return Number.POSITIVE_INFINITY
  return gaveWay ? 0 : GROW_AT_ONCE
}
