/** How wide memory is beside the chats, in pixels. It is kept in this browser. */
import { clamp, NARROWEST, PANEL } from './layout.ts'

const WIDTH = 'commonplace.panel'

/** As it was left, else as at first. */
export function panelWidth(): number {
  return clamp(Number(localStorage.getItem(WIDTH)) || firstWidth(), PANEL.least, PANEL.most)
}

/** Keeps a width, as far as a chat has room beside it. The width as it is then. */
export function keepPanelWidth(width: number): number {
  const clean = clamp(width, PANEL.least, Math.min(PANEL.most, window.innerWidth - NARROWEST))
  localStorage.setItem(WIDTH, String(clean))
  return clean
}

/** Memory takes what three chats leave, within its bounds. */
export function firstWidth(): number {
  return Math.round(clamp(window.innerWidth * 0.28, 320, 480))
}
