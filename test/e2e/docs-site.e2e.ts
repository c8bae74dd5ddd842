/** The documentation as the app serves it: read, searched and walked by keyboard, without anything from elsewhere. */
import { describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { browser, server, stage } from './stage.ts'

// What is missing is answered so.
stage({ address: null, expected: /404/ })

describe('the documentation below /docs', () => {
  it('opens, leads from page to page, and is accessible', async () => {
    const page = await browser.open(`${server.url}/docs`)
    await page.getByRole('heading', { name: 'Documentation', level: 1 }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('navigation').getByRole('link', { name: 'Tutorial' }).click()
    await page.getByRole('heading', { name: '1. Start with nothing' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('main').getByRole('link', { name: 'quick start' }).first().click()
    await page.getByRole('heading', { name: 'Quick start', level: 1 }).waitFor()
    await page.goto(`${server.url}/docs/visual-guide.html`)
    const loaded = page.getByRole('img', { name: /^The welcome/ })
    await expect
      .poll(() => loaded.evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0)
  })

  it('says on a page like the others that one is missing, and follows the theme of the system', async () => {
    const page = await browser.open(`${server.url}/docs/guide/nothing`)
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe(theme)
      expect(await accessibilityProblems(page)).toEqual([])
    }
    await page.getByRole('main').getByRole('link', { name: 'documentation' }).click()
    await page.getByRole('heading', { name: 'Documentation', level: 1 }).waitFor()
  })

  it('fits a phone on every page: what is wider scrolls within it', async () => {
    const page = await browser.open(`${server.url}/docs/`)
    await page.setViewportSize({ width: 390, height: 844 })
    const links = await page
      .getByRole('navigation')
      .locator('a[href]')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))
    const pages = [...new Set(links.map((link) => link.replace(/#.*/, '')))].filter((link) =>
      link.includes('/docs/'),
    )
    expect(pages.length).toBeGreaterThan(20)
    const wide: string[] = []
    for (const address of pages) {
      await page.goto(address)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      if (width > 390) wide.push(`${address} is ${width} wide`)
    }
    expect(wide).toEqual([])
  })

  it('is searched by the beginnings of words, and walked with the arrow keys', async () => {
    const page = await browser.open(`${server.url}/docs/guide/care.html`)
    await page.keyboard.press('/')
    await page.keyboard.type('token arith')
    await page
      .getByRole('list', { name: 'Found' })
      .getByRole('link', { name: /Token arithmetic/ })
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url()).toContain('/docs/guide/context-clearing.html')
  })
})
