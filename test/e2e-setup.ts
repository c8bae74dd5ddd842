import { buildDocsIfStale } from '../scripts/docs-build.ts'
import { buildWebIfStale } from '../scripts/web-build.ts'
import { findChromium, HOW_TO_GET_CHROMIUM } from './find-chromium.ts'

/** Runs once before the browser walks: they need the web app and the documentation as they are now, and a browser. */
export async function setup(): Promise<void> {
  if (findChromium() === null) throw new Error(`The browser tests need Chromium. ${HOW_TO_GET_CHROMIUM}`)
  buildWebIfStale()
  await buildDocsIfStale()
}
