/** What is fetched only when somebody asks for it: no key gets lost meanwhile, and the page stays when it does not come. */
import type { Page, Route } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { page, server, stage } from './stage.ts'
import { addChat, ask, chat, document, memory, message } from './walk.ts'

stage({
  before: async () => {
    await addChat(server, 'Discovery')
    await ask(server, 'POST', '/api/memory/documents', {
      path: '/memories/plan.md',
      text: '# Plan\n',
      speaker: 'Alice',
    })
  },
  // Files that are not sent.
  expected: /ERR_FAILED/,
})
beforeAll(() => chat(page, 'Discovery').waitFor())

/** Keeps a file on its way until it is let go; resolves to that once it was asked for. */
async function held(tab: Page, file: string, act: () => Promise<void>): Promise<() => void> {
  const gate = Promise.withResolvers<void>()
  const pass = async (route: Route) => {
    await gate.promise
    await route.continue()
  }
  await tab.route(file, pass, { times: 1 })
  const asked = tab.waitForRequest(file)
  await act()
  await asked
  return gate.resolve
}

const dialog = (name: string) => page.getByRole('dialog', { name, exact: true })
const draft = () => message(page, 'Discovery').inputValue()
const focusIsInMessage = () =>
  message(page, 'Discovery').evaluate((place) => place === window.document.activeElement)

describe('keys that come before what they are meant for', () => {
  it('are left out with Escape, and the focus is where it was', async () => {
    await message(page, 'Discovery').focus()
    const letGo = await held(page, '**/assets/palette-*.js', () => page.keyboard.press('Control+k'))
    await page.keyboard.type('sett')
    await page.keyboard.press('Escape')
    await expect.poll(focusIsInMessage).toBe(true)
    letGo()
    expect(await draft()).toBe('')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('land in a finder, Enter too, and none of them in the message', async () => {
    await message(page, 'Discovery').focus()
    const letGo = await held(page, '**/assets/find-chat-*.js', () => page.keyboard.press('Alt+0'))
    await page.keyboard.type('Nobody is called so')
    await page.keyboard.press('Backspace')
    letGo()
    await dialog('All chats').waitFor()
    await page.keyboard.type('!')
    const field = dialog('All chats').getByRole('combobox')
    await expect.poll(() => field.inputValue()).toBe('Nobody is called s!')
    await page.keyboard.press('Escape')
    await expect.poll(focusIsInMessage).toBe(true)
    expect(await draft()).toBe('')
  })

  it('choose what they name in a finder that was not there yet', async () => {
    const other = await page.context().newPage()
    await other.goto(server.url)
    await message(other, 'Discovery').focus()
    const letGo = await held(other, '**/assets/palette-*.js', () => other.keyboard.press('Control+k'))
    await other.keyboard.type('statistics')
    await other.keyboard.press('Enter')
    letGo()
    await other.getByRole('dialog', { name: 'Statistics' }).waitFor()
    expect(await other.locator('section[aria-label=Discovery] form textarea').inputValue()).toBe('')
    await other.close()
  })

  it('land in a dialog that a menu opened', async () => {
    await page.getByRole('button', { name: /^Speaking as/ }).press('Enter')
    const other = page.getByRole('menuitem', { name: 'Another name…' })
    const letGo = await held(page, '**/assets/name-dialog-*.js', () => other.press('Enter'))
    await page.keyboard.type('Zo')
    letGo()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('e')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Speaking as Zoe/ }).waitFor()
  })

  it('land in the text that one edits', async () => {
    await document(page, 'plan.md').click()
    const edit = memory(page).getByRole('button', { name: 'Edit', exact: true })
    // A key presses nothing that is not to be pressed yet: the text must be there.
    await expect.poll(() => edit.isEnabled()).toBe(true)
    const letGo = await held(page, '**/assets/editor-*.js', () => edit.press('Enter'))
    await page.keyboard.type('Jokes?')
    await page.keyboard.press('Enter')
    letGo()
    const text = memory(page).locator('.cm-content')
    await text.waitFor()
    await page.keyboard.type('/more ')
    await expect
      .poll(() => text.locator('.cm-line').allTextContents())
      .toEqual(['Jokes?', '/more # Plan', ''])
    await memory(page).getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Throw it away' }).click()

    // Once it is there it has the focus at once.
    await expect.poll(() => edit.isEnabled()).toBe(true)
    await edit.press('Enter')
    await page.keyboard.type('Again ')
    await expect.poll(() => text.locator('.cm-line').allTextContents()).toEqual(['Again # Plan', ''])
    await memory(page).getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Throw it away' }).click()
  })
})

describe('what does not come', () => {
  it('leaves the page as it is, says so, and can be asked for again', async () => {
    await message(page, 'Discovery').fill('What I write stays.')
    const files = '**/assets/{statistics,menu-body,history}-*.js'
    await page.route(files, (route) => route.abort())
    await page.getByRole('button', { name: 'Statistics' }).click()
    const said = page.getByRole('alert').getByText(/did not send this part of the page/)
    await said.waitFor()
    await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click()
    expect(await draft()).toBe('What I write stays.')

    await memory(page).getByRole('tab', { name: 'History' }).click()
    await memory(page)
      .getByRole('alert')
      .getByText(/did not send/)
      .waitFor()
    await page.unroute(files)
    await memory(page).getByRole('button', { name: 'Try again' }).click()
    await memory(page)
      .getByRole('button', { name: /created it/ })
      .waitFor()
    await page.getByRole('button', { name: 'Statistics' }).click()
    await dialog('Statistics').waitFor()
    await page.keyboard.press('Escape')
  })
})
