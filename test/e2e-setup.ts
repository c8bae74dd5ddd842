import { buildWebIfStale } from '../scripts/web-build.ts'
import { findChromium, HOW_TO_GET_CHROMIUM } from './find-chromium.ts'

/** Runs once before the browser walks: they need the web app as it is now, and a browser. */
export function setup(): void {
  if (findChromium() === null) throw new Error(`The browser tests need Chromium. ${HOW_TO_GET_CHROMIUM}`)
  buildWebIfStale()
}
