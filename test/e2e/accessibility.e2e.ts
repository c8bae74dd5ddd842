import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityProblems, type BrowserOptions } from '../chromium.ts'
import { page, stage } from './stage.ts'
import { answered, send } from './walk.ts'

const LOOKS: readonly [string, BrowserOptions, theme?: 'contrast'][] = [
  ['light, wide', { colorScheme: 'light', viewport: { width: 1440, height: 900 } }],
  ['dark, wide', { colorScheme: 'dark', viewport: { width: 1440, height: 900 } }],
  ['high contrast, light', { colorScheme: 'light' }, 'contrast'],
  ['high contrast, dark', { colorScheme: 'dark' }, 'contrast'],
  ['light, phone', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
  ['dark, phone', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
]

describe.each(LOOKS)('for axe (%s)', (_, options, theme) => {
  stage({ browser: options })
  beforeAll(async () => {
    if (!theme) return
    await page.evaluate((name) => localStorage.setItem('commonplace.theme', name), theme)
    await page.reload()
  })

  it('the welcome has nothing wrong', async () => {
    await page.getByRole('button', { name: 'Try the three-person example' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('a board with an answer and a document has nothing wrong', async () => {
    await page.getByRole('button', { name: 'Try the three-person example' }).click()
    await send(page, 'Alice · Discovery')
    await page.getByText('memory_acme_corp.md').first().waitFor()
    await answered(page, 'Alice · Discovery')
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('the settings have nothing wrong', async () => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('dialog', { name: 'Settings' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
  })
})
