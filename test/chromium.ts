import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium, HOW_TO_GET_CHROMIUM } from './find-chromium.ts'

/** Keeps Chromium from looking for its maker's servers: nothing here may call home. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export interface BrowserOptions {
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly colorScheme?: 'light' | 'dark'
  readonly reducedMotion?: 'reduce' | 'no-preference'
}

/** A browser with a fresh profile of its own: cookies and storage are shared by its tabs and by nobody else. */
export interface Browser {
  /** Opens a tab. What goes wrong in any tab is kept in `problems`. */
  open(url: string): Promise<Page>
  readonly context: BrowserContext
  /** Uncaught errors, console errors and requests to other origins, in the order they came. */
  readonly problems: readonly string[]
  close(): Promise<void>
}

/** How Chromium is to be started: headless; as root without its sandbox, which root cannot have. */
export function chromiumOptions(more: readonly string[] = []) {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error(`No Chromium found. ${HOW_TO_GET_CHROMIUM}`)
  const args = process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET
  return { executablePath, headless: true, args: [...args, ...more] }
}

/** Starts Chromium with a fresh profile. */
export async function startBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'commonplace-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    ...chromiumOptions(),
    viewport: options.viewport ?? { width: 1440, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: options.reducedMotion ?? 'reduce',
  })
  const problems: string[] = []
  context.on('page', (page) => watch(page, problems))
  for (const page of context.pages()) watch(page, problems)

  return {
    context,
    problems,
    async open(url) {
      const page = await context.newPage()
      await page.goto(url)
      return page
    },
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

function watch(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    const foreign =
      url.protocol.startsWith('http') && url.hostname !== '127.0.0.1' && url.hostname !== 'localhost'
    if (foreign) problems.push(`request to ${url.origin}`)
  })
}

/** What axe finds wrong with a page (WCAG 2.2 A and AA), one line for each element; empty when all is well. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Evaluated rather than added as a script: the page's content security policy refuses foreign scripts.
  await page.evaluate(axe.source)
  const result: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((r) => r.violations)`,
  )
  if (!Array.isArray(result)) throw new Error('axe gave no result.')
  return result.flatMap((violation) =>
    violation.nodes.map((node: { target: string[] }) => `${violation.id}: ${node.target.join(' ')}`),
  )
}
