/** The page of all components and states, as one sees it while developing; people's build does not have it. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { misread } from './reading.ts'
import { page, server, stage } from './stage.ts'

const root = join(import.meta.dirname, '..', '..')
let vite: ViteDevServer

async function startVite(): Promise<void> {
  const proxy = { target: server.url, changeOrigin: true, headers: { origin: server.url } }
  vite = await createServer({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    server: { port: 0, proxy: { '^/api/': proxy } },
  })
  await vite.listen()
}

stage({ before: startVite, address: () => `${vite.resolvedUrls?.local[0]}?components` })
beforeAll(() => page.getByRole('region', { name: 'Sheets' }).waitFor({ timeout: 60_000 }))
afterAll(() => vite?.close())

const choose = (name: string, value: string) => page.getByRole('combobox', { name }).selectOption(value)

describe('the page of components', () => {
  it.each([
    ['light', 'ltr'],
    ['dark', 'ltr'],
    ['contrast', 'ltr'],
    ['light', 'rtl'],
    ['contrast', 'rtl'],
  ])('has nothing wrong for axe (%s, %s)', async (theme, direction) => {
    await choose('Theme', theme)
    await choose('Writing', direction)
    await expect.poll(() => page.evaluate(() => document.documentElement.dir)).toBe(direction)
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('reads from left to right also where the layout runs the other way, and stands where the layout begins', async () => {
    await choose('Writing', 'rtl')
    expect(await misread(page)).toEqual([])
    const label = page.getByRole('region', { name: 'Fields' }).locator('label').first()
    const gap = () =>
      label.evaluate((element) => {
        const range = document.createRange()
        range.selectNodeContents(element)
        return element.getBoundingClientRect().right - range.getBoundingClientRect().right
      })
    expect(await gap()).toBeLessThan(1)
    await choose('Writing', 'ltr')
  })

  it.each(['light', 'dark', 'contrast'])(
    'has dialogs, menus and messages without a fault (%s)',
    async (theme) => {
      await choose('Theme', theme)
      await page.getByRole('button', { name: 'Open the menu' }).click()
      await page.getByRole('menuitem', { name: 'An item' }).waitFor()
      expect(await accessibilityProblems(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Say a problem' }).click()
      await page.getByRole('alert').filter({ hasText: 'The server did not answer.' }).waitFor()
      await page.getByRole('button', { name: 'Dialog, wide' }).click()
      await page.getByRole('dialog', { name: 'A dialog' }).waitFor()
      expect(await accessibilityProblems(page)).toEqual([])
      await page.keyboard.press('Escape')
    },
  )

  it('shows each trouble and each state of a card', async () => {
    const troubles = page.getByRole('region', { name: 'Troubles', exact: true })
    expect(await troubles.getByRole('region').count()).toBeGreaterThan(20)
    expect(await page.getByRole('region', { name: 'Tools', exact: true }).getByRole('article').count()).toBe(
      8,
    )
  })

  it('is in no file of the build for people', () => {
    const built = globSync('dist/web/**/*.js', { cwd: root })
    expect(built.length).toBeGreaterThan(5)
    const sample = 'A heading that may well be longer than one line'
    expect(readFileSync(join(root, 'src/web/gallery/samples.ts'), 'utf8')).toContain(sample)
    expect(built.filter((path) => readFileSync(join(root, path), 'utf8').includes(sample))).toEqual([])
    expect(built.filter((path) => path.includes('gallery'))).toEqual([])
  })
})
