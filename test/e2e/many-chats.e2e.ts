/** A board of forty chats: which of them stand on it, how the others are found, and what stays as somebody left it. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { browser, page, server, stage } from './stage.ts'
import { addChat, ask, chat, finished, message } from './walk.ts'

const NAMES = Array.from({ length: 40 }, (_, index) => `Case ${index + 1}`)
const ids: Record<string, string> = {}

stage({
  before: async () => {
    for (const name of NAMES) ids[name] = await addChat(server, name)
  },
})

let spoken = 0
const speak = async (name: string) => {
  const turn = { id: `turn_many_${++spoken}`, text: `What is new in ${name}?`, speaker: 'John' }
  await ask(server, 'POST', `/api/chats/${ids[name]}/turns`, turn)
  await finished(server, ids[name] ?? '')
}
const panes = (of: Page = page) =>
  of
    .locator('[data-pane]:visible > section > header h2')
    .evaluateAll((places) => places.map((place) => place.textContent))
const finder = (of: Page = page) => of.getByRole('dialog', { name: 'All chats' })
const field = (of: Page = page) => finder(of).getByRole('combobox', { name: 'Find a chat' })
const options = (of: Page = page) =>
  finder(of)
    .getByRole('option')
    .evaluateAll((all) => all.map((one) => one.querySelector('bdi')?.textContent))

describe('a board of forty chats', () => {
  it('shows those spoken in last, as many as the window holds, and asks for no other conversation', async () => {
    for (const name of ['Case 7', 'Case 31', 'Case 3']) await speak(name)
    await page.goto(server.url)
    await expect.poll(() => panes()).toEqual(['Case 3', 'Case 7', 'Case 31'])
    const other = await browser.context.newPage()
    const asked: string[] = []
    other.on('request', (request) => request.url().includes('/api/feed') && asked.push(request.url()))
    await other.setViewportSize({ width: 2000, height: 900 })
    await other.goto(server.url)
    await expect.poll(() => panes(other)).toEqual(['Case 3', 'Case 7', 'Case 31', 'Case 39', 'Case 40'])
    expect(new URL(asked[0] ?? '').searchParams.get('chats')?.split(',').length).toBeLessThanOrEqual(6)
    await other.close()
  })

  it('exchanges no pane when others speak or a chat is added elsewhere, nor by a reload', async () => {
    await speak('Case 12')
    ids.Late = await addChat(server, 'Late')
    await page.getByRole('button', { name: 'All chats' }).click()
    await page.getByRole('menuitem', { name: /^Late/ }).waitFor()
    await page.keyboard.press('Escape')
    expect(await panes()).toEqual(['Case 3', 'Case 7', 'Case 31'])
    await page.reload()
    await expect.poll(() => panes()).toEqual(['Case 3', 'Case 7', 'Case 31'])
  })

  it('opens a chat of the list beside the others, by a few letters and without a mouse', async () => {
    await message(page, 'Case 3').focus()
    await page.keyboard.press('Alt+0')
    await expect.poll(() => field().evaluate((place) => place === document.activeElement)).toBe(true)
    expect((await options()).slice(0, 3)).toEqual(['Late', 'Case 12', 'Case 3'])
    expect(
      await finder()
        .getByRole('option', { name: /Case 12.*John/ })
        .count(),
    ).toBe(1)
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.type('case 24')
    await expect.poll(() => options()).toEqual(['Case 24'])
    await page.getByText('1 result.').waitFor({ state: 'attached' })
    await page.keyboard.press('Enter')
    await expect.poll(() => panes()).toEqual(['Case 3', 'Case 7', 'Case 31', 'Case 24'])
    await expect
      .poll(() => message(page, 'Case 24').evaluate((place) => place === document.activeElement))
      .toBe(true)
  })

  it('lists the newest under All chats, the way to all of them first', async () => {
    await page.getByRole('button', { name: 'All chats' }).press('Enter')
    const items = page.getByRole('menuitem')
    await expect.poll(() => items.first().textContent()).toContain('Find one of 41 chats')
    expect(await items.nth(1).textContent()).toContain('Late')
    expect(await items.nth(2).textContent()).toContain('Case 12')
    expect(await accessibilityProblems(page)).toEqual([])
    await items.filter({ hasText: 'Follow one' }).press('Enter')
    await page.getByRole('dialog', { name: 'Follow a chat, without taking part' }).waitFor()
    await page.keyboard.type('Case 12')
    await page.keyboard.press('Enter')
    await chat(page, 'Case 12, followed').waitFor()
  })

  it('goes back to those spoken in last when one asks for them', async () => {
    await page.getByRole('button', { name: 'Stop following Case 12' }).click()
    await page.getByRole('button', { name: 'Menu of Case 3', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Show the chats spoken in last' }).click()
    await expect.poll(() => panes()).toEqual(['Case 3', 'Case 12', 'Late'])
  })

  it('shows a link with a layout as it is, and the three of the example beside each other', async () => {
    await page.goto(`${server.url}/?chats=${ids['Case 9']},${ids['Case 2']},*`)
    await chat(page, 'Case 40').waitFor()
    expect((await panes()).slice(0, 3)).toEqual(['Case 9', 'Case 2', 'Case 1'])
    expect((await panes()).length).toBe(41)
    await page.goto(`${server.url}/?chats=${ids['Case 9']}`)
    await expect.poll(() => panes()).toEqual(['Case 9'])
    await ask(server, 'POST', '/api/example', {})
    await page.goto(server.url)
    await expect.poll(async () => (await panes()).join()).toMatch(/^Alice .*,John .*,Sam [^,]*$/)
  })
})

describe('forty chats on a phone', () => {
  it('are a few tabs and the list', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(server.url)
    await expect.poll(() => page.getByRole('tab').count()).toBe(4)
    await page.getByRole('button', { name: 'All chats' }).click()
    await page.getByRole('menuitem', { name: /^Find one of/ }).click()
    await field().fill('case 18')
    await finder().getByRole('option', { name: 'Case 18' }).click()
    await page.getByRole('tab', { name: /^Case 18/, selected: true }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })
})
