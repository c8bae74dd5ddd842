/** The server, the browser and the first tab in which the walks of a file take place. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { type Browser, type BrowserOptions, startBrowser } from '../chromium.ts'
import { type ServerOptions, startServer, type TestServer } from '../server.ts'

/** What `stage` has set up. Every file of walks has this module, and so its stage, for itself. */
export let server: TestServer
export let browser: Browser
export let page: Page

export interface Stage {
  /** Said otherwise than `--pace 0`: the rehearsal model that says all at once. */
  readonly server?: () => ServerOptions | Promise<ServerOptions>
  readonly browser?: BrowserOptions
  /** What people find there: done before the browser opens. */
  readonly before?: () => Promise<unknown>
  /** Where the first tab opens, asked for after `before`; without it at the server's root. null: each walk opens its own. */
  readonly address?: (() => string) | null
  /** What browsers write down of things that are to happen here, such as an answer 409. */
  readonly expected?: RegExp
}

/** Sets the stage for the tests around it and clears it after them; they fail when anything went wrong in a page, or asked anybody else for anything. */
export function stage(options: Stage = {}): void {
  beforeAll(async () => {
    server = await startServer((await options.server?.()) ?? { args: ['--pace', '0'] })
    await options.before?.()
    browser = await startBrowser(options.browser)
    if (options.address !== null) page = await browser.open(options.address?.() ?? server.url)
  })
  afterAll(async () => {
    const problems = browser?.problems.filter((problem) => !options.expected?.test(problem))
    await browser?.close()
    await server?.close()
    expect(problems).toEqual([])
  })
}
