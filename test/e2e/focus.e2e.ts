/**
 * Where the focus goes when what had it goes away: never to the edge of the page. And what ears are told meanwhile: once that it
 * begins, once how it ended, never word by word. No mouse here, and no touch.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, startBrowser } from '../chromium.ts'
import { startServer, type TestServer } from '../server.ts'
import { addChat, answered, ask, chat, memory, setPace } from './walk.ts'

let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  server = await startServer({ args: ['--pace', '0'] })
  browser = await startBrowser()
  await browser.context.addInitScript(listen)
  page = await browser.open(server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Notes what live regions say as they change; what comes onto the page with words in it, most readers do not say. */
function listen() {
  const heard: string[] = []
  const LIVE = '[role=status], [role=alert], [aria-live]:not([aria-live=off])'
  const note = (region: Element | null | undefined) => {
    const words = region?.textContent?.trim() ?? ''
    if (words !== '' && heard.at(-1) !== words && !region?.closest('[aria-label=Tour]')) heard.push(words)
  }
  const watch = (changes: readonly MutationRecord[]) => {
    for (const { target } of changes)
      note((target as Element).closest?.(LIVE) ?? target.parentElement?.closest(LIVE))
  }
  new MutationObserver(watch).observe(document, { subtree: true, childList: true, characterData: true })
  Object.assign(globalThis, { heard })
}
/** What was heard since it was asked last. */
const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.splice(0))

const ALICE = 'Alice · Discovery'
const pane = () => chat(page, ALICE)
const message = (name = ALICE) => chat(page, name).getByRole('textbox', { name: 'Message', exact: true })
/** What has the focus, as it is called for ears. */
const focused = () =>
  page.evaluate(() => {
    const { activeElement: place } = globalThis.document
    return place?.getAttribute('aria-label') ?? (place?.textContent?.trim() || place?.tagName)
  })
const inMessage = (name = ALICE) =>
  expect.poll(() => message(name).evaluate((place) => place === globalThis.document.activeElement)).toBe(true)
/** Presses a button as somebody does who came to it by Tab. */
const press = async (name: string, within = pane()) => {
  await within.getByRole('button', { name, exact: true }).last().press('Enter')
}
const write = async (text: string) => {
  await message().press('Control+a')
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

describe('from the edge of the page', () => {
  it('the first Tab leads past the header: to what there is to begin with', async () => {
    await page.getByRole('button', { name: 'Try the three-person example' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('To the chats')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Try the three-person example')
  })

  it('starting the example leads into its first message', async () => {
    await page.keyboard.press('Enter')
    await chat(page, 'Sam · Proposal writer').waitFor()
    await inMessage()
  })

  it('and there are ways past the header into a chat and into memory', async () => {
    await page.reload()
    await pane().waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await inMessage()
    await page.getByRole('button', { name: 'To memory', exact: true }).press('Enter')
    await expect.poll(focused).toBe('Memory')
  })
})

describe('in a chat', () => {
  it('Stop, pressed or gone because the answer is there, leads back to the message', async () => {
    await setPace(server, 200)
    // The tour comes last onto the page, and says once where it stands.
    await expect.poll(heard).toContainEqual(expect.stringMatching(/^Tour, /))
    await write('Please keep this: ACME Corp has a budget of $500K and a timeline of 9 months.')
    await press('Stop')
    await pane().getByRole('button', { name: 'Continue' }).waitFor()
    await inMessage()

    await press('Continue')
    await pane().getByRole('button', { name: 'Stop' }).focus()
    await setPace(server, 0)
    await answered(page, ALICE)
    await inMessage()
    expect(await heard()).toEqual([
      `Claude is answering in ${ALICE}.`,
      `Stopped in ${ALICE}.`,
      `Claude is answering in ${ALICE}.`,
      `Claude finished in ${ALICE}.`,
    ])
  })

  it('so do editing a message and having it answered anew', async () => {
    await press('Edit')
    await pane().getByRole('textbox', { name: 'Message, changed' }).press('End')
    await page.keyboard.type(' Nothing else.')
    await page.keyboard.press('Enter')
    await inMessage()
    await answered(page, ALICE)
    await press('Regenerate')
    await inMessage()
    await answered(page, ALICE)
  })

  it('walking the branches says where one is', async () => {
    await press('Version before')
    await page.getByRole('status').filter({ hasText: '2 of 3' }).waitFor({ state: 'attached' })
    await expect.poll(focused).toMatch(/^Version/)
  })

  it('a new name, or the old one kept, leads back to the name', async () => {
    const name = () => pane().getByRole('button', { name: ALICE, exact: true })
    await name().press('Enter')
    await page.keyboard.press('Escape')
    await expect.poll(focused).toBe(ALICE)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Calls')
    await page.keyboard.press('Enter')
    await chat(page, 'Calls').waitFor()
    await expect.poll(focused).toBe('Calls')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+a')
    await page.keyboard.type(ALICE)
    await page.keyboard.press('Enter')
    await pane().waitFor()
  })
})

describe('around the chats', () => {
  it('a dialog that a menu opened gives the focus back to the button of the menu', async () => {
    for (const [menu, item, dialog] of [
      ['All chats', 'Say to several chats…', 'Say to several chats'],
      ['Help', 'Keyboard shortcuts', 'Keyboard shortcuts'],
    ] as const) {
      await page.getByRole('button', { name: menu, exact: true }).press('Enter')
      await page.getByRole('menuitem', { name: item }).press('Enter')
      await page.getByRole('dialog', { name: dialog }).waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(focused).toBe(menu)
    }
  })

  it('a dialog leaves nothing to be read behind it, also no conversation', async () => {
    const behind = page.getByRole('log')
    expect(await behind.count()).toBeGreaterThan(0)
    for (const keys of ['Alt+Comma', 'Control+k']) {
      await page.keyboard.press(keys)
      await page.getByRole('dialog').waitFor()
      await expect.poll(() => behind.count()).toBe(0)
      await page.keyboard.press('Escape')
      await expect.poll(() => behind.count()).toBeGreaterThan(0)
    }
  })

  it('the choice since when one reviews keeps the focus, so that arrow keys walk through it', async () => {
    await memory(page).getByRole('button', { name: 'What changed' }).press('Enter')
    const since = memory(page).getByRole('combobox', { name: 'Since when' })
    await since.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await since.inputValue()).toBe('yesterday')
    expect(await focused()).toBe('Since when')
    await memory(page).getByRole('button', { name: 'Documents', exact: true }).press('Enter')
  })

  it('a document that is deleted, or left, leads back to the others', async () => {
    for (const path of ['/memories/memory_one.md', '/memories/memory_two.md']) {
      await ask(server, 'POST', '/api/memory/documents', { path, text: '# Notes\n', speaker: 'Alice' })
    }
    const open = async () => {
      await memory(page).getByRole('tree').press('Home')
      await page.keyboard.press('Enter')
      await memory(page)
        .getByRole('region', { name: /^Document / })
        .waitFor()
    }
    await open()
    await memory(page).getByRole('button', { name: 'Back to all documents' }).press('Enter')
    await expect.poll(focused).toBe('Documents')
    await open()
    await memory(page)
      .getByRole('button', { name: /^Menu of memory_/ })
      .press('Enter')
    await page.getByRole('menuitem', { name: 'Delete' }).press('Enter')
    await expect.poll(focused).toMatch(/^Memory$|^Documents$/)
  })

  it('the last document there is leads to memory itself, for the tree goes with it', async () => {
    const left = memory(page).getByRole('treeitem')
    await left.first().press('Home')
    for (let n = await left.count(); n > 0; n--) {
      await page.keyboard.press('Enter')
      await memory(page)
        .getByRole('button', { name: /^Menu of memory_/ })
        .press('Enter')
      await page.getByRole('menuitem', { name: 'Delete' }).press('Enter')
      await expect.poll(() => left.count()).toBe(n - 1)
      if (n > 1) await memory(page).getByRole('tree').press('Home')
    }
    await memory(page).getByText('Nothing is remembered yet').waitFor()
    await expect.poll(focused).toBe('Memory')
  })

  it('a hint goes with the button that it belongs to, when somebody else takes that away', async () => {
    const id = await addChat(server, 'Short-lived')
    const name = chat(page, 'Short-lived').getByRole('button', { name: 'Menu of Short-lived' })
    await name.hover()
    const hint = page.getByRole('tooltip')
    await hint.waitFor()
    await ask(server, 'POST', `/api/chats/${id}/place`, { place: 'closed' })
    await name.waitFor({ state: 'detached' })
    await hint.waitFor({ state: 'detached', timeout: 5_000 })
  })

  it('a chat that is closed leads to the chats', async () => {
    await pane()
      .getByRole('button', { name: `Menu of ${ALICE}` })
      .press('Enter')
    await page.getByRole('menuitem', { name: 'Close', exact: true }).press('Enter')
    await pane().waitFor({ state: 'detached' })
    await expect.poll(focused).toBe('Chats')
    expect((await heard()).at(-1)).toMatch(/was put away/)
  })

  it('a message that comes up is reached by its key, and leads back', async () => {
    await message('John · Solution architect').focus()
    // A dialog that opens meanwhile brings it along, and does not have it said once more.
    const spoken = () =>
      page.locator('[data-messages] .raised').evaluate((said) => said.closest('[aria-live]')?.ariaLive)
    expect(await spoken()).toBe('polite')
    await page.keyboard.press('Alt+Comma')
    await page.getByRole('dialog').locator('[data-messages]').waitFor()
    expect(await spoken()).toBe('off')
    await page.keyboard.press('Escape')
    await inMessage('John · Solution architect')
    await page.keyboard.press('F8')
    await expect.poll(focused).toBe('Undo')
    await page.keyboard.press('Enter')
    await pane().waitFor()
    await inMessage('John · Solution architect')
  })

  it('left nothing wrong in the page', () => {
    expect(browser.problems).toEqual([])
  })
})
