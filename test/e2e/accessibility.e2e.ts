import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityProblems, type Browser, type BrowserOptions, startBrowser } from '../chromium.ts'
import { startServer, type TestServer } from '../server.ts'

const LOOKS: readonly [string, BrowserOptions, theme?: 'contrast'][] = [
  ['light, wide', { colorScheme: 'light', viewport: { width: 1440, height: 900 } }],
  ['dark, wide', { colorScheme: 'dark', viewport: { width: 1440, height: 900 } }],
  ['high contrast, light', { colorScheme: 'light' }, 'contrast'],
  ['high contrast, dark', { colorScheme: 'dark' }, 'contrast'],
  ['light, phone', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
  ['dark, phone', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
]

describe.each(LOOKS)('for axe (%s)', (_, options, theme) => {
  let server: TestServer
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    server = await startServer({ args: ['--pace', '0'] })
    browser = await startBrowser(options)
    page = await browser.open(server.url)
    if (theme) {
      await page.evaluate((name) => localStorage.setItem('commonplace.theme', name), theme)
      await page.reload()
    }
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  it('the welcome has nothing wrong', async () => {
    await page.getByRole('button', { name: 'Try the three-person example' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('a board with an answer and a document has nothing wrong', async () => {
    await page.getByRole('button', { name: 'Try the three-person example' }).click()
    await page.getByRole('textbox', { name: 'Message' }).first().waitFor()
    const send = page.getByRole('button', { name: 'Send' }).first()
    await send.click()
    await page.getByText('memory_acme_corp.md').first().waitFor()
    await page.getByRole('button', { name: 'Stop' }).first().waitFor({ state: 'detached' })
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('the settings have nothing wrong', async () => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('dialog', { name: 'Settings' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('nothing went wrong in the page meanwhile, and it asked nobody else for anything', () => {
    expect(browser.problems).toEqual([])
  })
})
