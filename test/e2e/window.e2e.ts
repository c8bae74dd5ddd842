/** A window that is low, one that becomes narrow or wide while somebody is at something, and one that is still being loaded. */
import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { page, server, stage } from './stage.ts'
import {
  addChat,
  ask,
  chat,
  document,
  documentIn,
  finished,
  memory,
  message,
  say,
  setPace,
  turnsOf,
} from './walk.ts'

const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

// A conflict is answered so.
stage({
  expected: /409/,
  before: async () => {
    await addChat(server, 'Room')
  },
})
beforeAll(() => chat(page, 'Room').waitFor())

const edges = async (element: Locator) => {
  const { y = 0, height = 0 } = (await element.boundingBox()) ?? {}
  return { top: y, bottom: y + height }
}
const tab = (name: RegExp, includeHidden = false) => page.getByRole('tab', { name, includeHidden })

describe('a window that becomes narrow and wide again', () => {
  it('keeps what was chosen in a conflict', async () => {
    const lines = (first: string, second: string) => `# Plan\n\n${first}\n\nmiddle\n\n${second}\n`
    const path = '/memories/plan.md'
    const made = await ask(server, 'POST', '/api/memory/documents', {
      path,
      text: lines('one', 'three'),
      speaker: 'Alice',
    })
    const { version } = made.document as { version: number }
    await document(page, 'plan.md').click()
    await memory(page).getByRole('button', { name: 'Edit', exact: true }).click()
    await memory(page).locator('.cm-content').fill(lines('one, mine', 'three, mine'))
    const theirs = { base: version, text: lines('one, theirs', 'three, theirs'), speaker: 'John' }
    await ask(server, 'PUT', `/api/memory/documents/${documentIn(made)}`, theirs)
    await memory(page).getByRole('button', { name: 'Save', exact: true }).click()
    const conflict = memory(page).getByRole('region', { name: 'Conflict' })
    await conflict.getByText('0 of 2 places chosen').waitFor()
    const johns = conflict.getByRole('radio', { name: 'John’s' }).first()
    const second = conflict.getByRole('textbox', { name: 'Text of place 2' })
    await johns.check()
    await conflict.getByRole('radio').last().check()
    await second.fill('three, ours')

    await page.setViewportSize(PHONE)
    await tab(/^Memory/).click()
    await conflict.getByText('All 2 places chosen').waitFor()
    expect(await johns.isChecked()).toBe(true)
    expect(await second.inputValue()).toBe('three, ours')
    await page.setViewportSize(WIDE)
    await chat(page, 'Room').waitFor()
    await memory(page).getByRole('button', { name: 'Save', exact: true }).click()
    await memory(page).getByRole('button', { name: 'Edit', exact: true }).waitFor()
    const read = await ask(server, 'GET', `/api/memory/documents/${documentIn(made)}`)
    expect(read.text).toBe(lines('one, theirs', 'three, ours'))
  })

  it('keeps what is written in the place of a message that waits, also when it is sent meanwhile', async () => {
    await setPace(server, 400)
    await say(page, 'Room', 'Our customer Okapi Corp has a budget of $500K. Please remember it.')
    await chat(page, 'Room').getByRole('button', { name: 'Stop' }).waitFor()
    await message(page, 'Room').fill('And then?')
    await message(page, 'Room').press('Enter')
    const queue = chat(page, 'Room').getByRole('region', { name: 'Messages that wait' })
    await queue.getByRole('button', { name: 'Edit' }).click()
    const field = queue.getByRole('textbox')
    await field.fill('And what then?')
    await page.setViewportSize(PHONE)
    await tab(/^Room/).click()
    await expect.poll(() => field.inputValue()).toBe('And what then?')
    await page.setViewportSize(WIDE)
    await expect.poll(() => field.inputValue()).toBe('And what then?')

    await setPace(server, 0)
    const sent = turnsOf(page, 'Room').nth(1).getByRole('textbox', { name: 'Message, changed' })
    await expect.poll(() => sent.inputValue(), { timeout: 60_000 }).toBe('And what then?')
    await sent.press('Escape')
    await turnsOf(page, 'Room').nth(1).getByText('And then?', { exact: true }).waitFor()
  })
})

describe('a low window', () => {
  it('has the message field above the tabs, whatever strips stand at the top', async () => {
    const low = await addChat(server, 'Low')
    await setPace(server, 0)
    await ask(server, 'POST', `/api/chats/${low}/turns`, { id: 'turn_low', text: 'Hello', speaker: 'Alice' })
    await finished(server, low)
    await ask(server, 'POST', '/api/demonstration', {})
    const spending = { workspace: { soft: 0, hard: null }, person: { soft: 0, hard: null } }
    await ask(server, 'PATCH', '/api/settings', { spending })
    await page.setViewportSize({ width: 667, height: 375 })
    await page.goto(`${server.url}/?front=${low}`)
    await page
      .getByRole('region', { name: 'Notices' })
      .getByRole('button', { name: /^\d+ more$/ })
      .click()
    const field = message(page, 'Low')
    const strips = await edges(page.getByRole('button', { name: 'Only the newest' }))
    expect(strips.top).toBeGreaterThan((await edges(page.getByRole('banner'))).top)
    const tabs = await edges(page.getByRole('tablist'))
    expect((await edges(field.locator('xpath=ancestor::form'))).bottom).toBeLessThanOrEqual(tabs.top)
    expect((await edges(field)).top).toBeGreaterThan(
      (await edges(chat(page, 'Low').locator('header'))).bottom,
    )
    expect(tabs.bottom).toBe(375)
    await page.setViewportSize(WIDE)
  })
})

describe('a message of the page', () => {
  it('leaves the head of a chat free on a phone', async () => {
    await page.setViewportSize(PHONE)
    await addChat(server, 'Other')
    await tab(/^Other/).click()
    await chat(page, 'Other').getByRole('button', { name: 'Menu of Other' }).click()
    await page.getByRole('menuitem', { name: 'Close', exact: true }).click()
    const said = page.getByRole('region', { name: 'Messages' }).getByText(/^Other was put away/)
    await said.waitFor()
    const head = await edges(chat(page, 'Room').locator('header'))
    expect((await edges(said)).top).toBeGreaterThanOrEqual(head.bottom)
  })
})

describe('a page that is still being loaded', () => {
  it('has the theme of somebody who chose one before anything else has come', async () => {
    const tab = await page.context().newPage()
    await tab.emulateMedia({ colorScheme: 'light' })
    await page.evaluate(() => localStorage.setItem('commonplace.theme', 'dark'))
    const held = Promise.withResolvers<void>()
    await tab.route(/\.js$/, async (route) => {
      await held.promise
      await route.continue()
    })
    await tab.goto(server.url, { waitUntil: 'commit' })
    const theme = () => tab.evaluate(() => window.document.documentElement.dataset.theme)
    await expect.poll(theme).toBe('dark')
    held.resolve()
    await chat(tab, 'Room').waitFor()
    await page.evaluate(() => localStorage.removeItem('commonplace.theme'))
    await tab.close()
  })

  it('is dark when the system became so meanwhile', async () => {
    const tab = await page.context().newPage()
    await tab.emulateMedia({ colorScheme: 'light' })
    const app = '**/assets/app-*.js'
    const held = Promise.withResolvers<void>()
    await tab.route(app, async (route) => {
      await held.promise
      await route.continue()
    })
    const theme = () => tab.evaluate(() => window.document.documentElement.dataset.theme)
    const asked = tab.waitForRequest(app)
    await tab.goto(server.url, { waitUntil: 'commit' })
    await asked
    await expect.poll(theme).toBe('light')
    await tab.emulateMedia({ colorScheme: 'dark' })
    held.resolve()
    await chat(tab, 'Room').waitFor()
    expect(await theme()).toBe('dark')
    await tab.close()
  })
})

describe('a phone that is turned', () => {
  const TURNED = { width: 844, height: 390 }
  const focused = (place: Locator) => place.evaluate((field) => field === window.document.activeElement)
  beforeAll(() => page.setViewportSize(TURNED))

  it('shows the chat in which somebody writes, with all of it, and goes on there', async () => {
    await addChat(server, 'Second')
    await message(page, 'Second').fill('To be or not')
    await message(page, 'Second').focus()
    await page.keyboard.press('End')
    await page.keyboard.type(' to')
    await page.setViewportSize(PHONE)
    await chat(page, 'Second').waitFor()
    await expect.poll(() => focused(message(page, 'Second'))).toBe(true)
    await page.keyboard.type(' be')
    expect(await message(page, 'Second').inputValue()).toBe('To be or not to be')
    await page.setViewportSize(TURNED)
    await expect.poll(() => focused(message(page, 'Second'))).toBe(true)
    expect(await message(page, 'Second').inputValue()).toBe('To be or not to be')
  })

  it('keeps a name that is half written', async () => {
    await chat(page, 'Second').getByRole('button', { name: 'Second', exact: true }).click()
    await page.keyboard.type('Ren')
    await page.setViewportSize(PHONE)
    const name = chat(page, 'Second').getByRole('textbox', { name: 'Name of the chat' })
    await expect.poll(() => focused(name)).toBe(true)
    await page.keyboard.type('amed')
    await page.keyboard.press('Enter')
    await chat(page, 'Renamed').waitFor()
    await page.setViewportSize(TURNED)
    await chat(page, 'Renamed').getByRole('button', { name: 'Renamed', exact: true }).waitFor()
  })

  it('keeps a dialog with what is written in it', async () => {
    await memory(page).getByRole('button', { name: 'New document' }).click()
    const path = page.getByRole('dialog').getByRole('textbox')
    await path.fill('people/al')
    await page.setViewportSize(PHONE)
    await tab(/^Memory/, true).waitFor({ state: 'attached' })
    expect(await path.inputValue()).toBe('people/al')
    expect(await focused(path)).toBe(true)
    await page.keyboard.type('ice.md')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('keeps what can be taken back in the text one edits', async () => {
    const text = memory(page).locator('.cm-content')
    await expect.poll(() => focused(text)).toBe(true)
    await page.keyboard.type('One')
    await page.keyboard.press('Enter')
    await text.press('Control+ArrowRight')
    await page.keyboard.insertText('Two')
    await page.setViewportSize(TURNED)
    await expect.poll(() => focused(text)).toBe(true)
    const lines = () => text.locator('.cm-line').allTextContents()
    await expect.poll(lines).toEqual(['One', 'Two'])
    await page.keyboard.insertText('!')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await lines()).join('')).toBe('')
    await page.setViewportSize(PHONE)
    await expect.poll(() => focused(text)).toBe(true)
    await page.keyboard.press('Control+y')
    await page.keyboard.press('Control+y')
    await page.keyboard.press('Control+y')
    await expect.poll(lines).toEqual(['One', 'Two!'])
    await memory(page).getByRole('button', { name: 'Save', exact: true }).click()
    await memory(page).getByRole('button', { name: 'Edit', exact: true }).waitFor()
  })
})
