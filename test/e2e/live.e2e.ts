/** Several tabs and browsers over one server: all see the same, and whoever was away catches up. */
import type { Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityProblems, type Browser, startBrowser } from '../chromium.ts'
import { startServer, type TestServer } from '../server.ts'
import {
  addChat,
  answered,
  ask,
  chat,
  finished,
  memory,
  newestTurn,
  document as row,
  say,
  setPace,
  turnsOf,
  wordsShown,
  wordsStored,
} from './walk.ts'

const FACTS =
  'I am Alice from TechCorp. ACME Corp has a budget of $500K, a timeline of 9 months and 50 applications.'

let server: TestServer
let first: Browser
let second: Browser

beforeAll(async () => {
  server = await startServer({ args: ['--pace', '20'] })
  first = await startBrowser()
  second = await startBrowser()
})
afterEach(async () => {
  await first.context.setOffline(false)
  for (const page of [...first.context.pages(), ...second.context.pages()]) await page.close()
})
afterAll(async () => {
  await first?.close()
  await second?.close()
  await server?.close()
})

const lost = (page: Page) => page.getByText(/Connection lost/).first()

/** Headless tabs count as seen, all of them: what the browser says of a tab in the back is said by hand. */
async function see(page: Page | undefined, seen: boolean): Promise<void> {
  await page?.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    seen ? 'visible' : 'hidden',
  )
}

describe('several browsers', () => {
  it('show a chat that one of them adds, and the answer in it, at the same time', async () => {
    const mine = await first.open(server.url)
    const theirs = await second.open(server.url)
    await mine.getByRole('button', { name: 'Add chat' }).first().click()
    const title = mine.getByRole('textbox', { name: 'Name of the chat' })
    if (await title.isVisible()) await title.press('Escape')
    const id = await addChat(server, 'Shared')
    await mine.goto(`${server.url}/?chats=${id}`)
    await theirs.goto(`${server.url}/?chats=${id}`)
    await say(mine, 'Shared', FACTS)
    await row(theirs, 'memory_acme_corp.md').waitFor()
    await chat(theirs, 'Shared').getByRole('button', { name: 'Stop' }).waitFor()
    await answered(theirs, 'Shared')
    await answered(mine, 'Shared')
    const said = await chat(mine, 'Shared').getByRole('article').last().innerText()
    await expect.poll(() => chat(theirs, 'Shared').getByRole('article').last().innerText()).toBe(said)
  })

  it('show a document while it is being written, also where the chat is not shown', async () => {
    const id = await addChat(server, 'Elsewhere')
    const watching = await second.open(`${server.url}/?chats=`)
    await memory(watching).waitFor()
    const turn = {
      id: crypto.randomUUID(),
      text: 'Please design an architecture for ACME Corp.',
      speaker: 'John',
    }
    await ask(server, 'POST', `/api/chats/${id}/turns`, turn)
    await memory(watching)
      .getByText(/Claude, for John, in Elsewhere/)
      .first()
      .waitFor()
    await finished(server, id)
    await memory(watching)
      .getByText(/is writing this/)
      .waitFor({ state: 'detached' })
  })
})

describe('two tabs of one browser', () => {
  it('show the same names, drafts, speakers and documents while they change in one of them', async () => {
    const id = await addChat(server, 'Two tabs')
    const one = await first.open(`${server.url}/?chats=${id}`)
    const two = await first.open(`${server.url}/?chats=${id}`)
    await chat(two, 'Two tabs').waitFor()
    await chat(one, 'Two tabs').getByRole('textbox', { name: 'Message' }).fill('Half a thought')
    const message = chat(two, 'Two tabs').getByRole('textbox', { name: 'Message' })
    await expect.poll(() => message.inputValue()).toBe('Half a thought')

    await chat(one, 'Two tabs').getByRole('button', { name: 'Two tabs', exact: true }).click()
    await one.getByRole('textbox', { name: 'Name of the chat' }).fill('Both tabs')
    await one.keyboard.press('Enter')
    await chat(two, 'Both tabs').waitFor()

    const note = { path: '/memories/two_tabs.md', text: '# Two tabs\n', speaker: 'Alice' }
    await ask(server, 'POST', '/api/memory/documents', note)
    await row(one, 'two_tabs.md').waitFor()
    await row(two, 'two_tabs.md').waitFor()
  })
})

describe('more tabs than a browser has connections for', () => {
  it('all open and all send, since a tab that nobody sees keeps none; seen again, it catches up', async () => {
    const id = await addChat(server, 'Many tabs')
    const tabs: Page[] = []
    for (let i = 0; i < 8; i++) {
      if (tabs[i - 1]) await see(tabs[i - 1], false)
      tabs.push(await first.open(`${server.url}/?chats=${id}`))
      await chat(tabs[i] as Page, 'Many tabs').waitFor()
    }
    await say(tabs[7] as Page, 'Many tabs', 'What is the budget of ACME Corp?')
    const stored = wordsStored(await finished(server, id))
    await see(tabs[0], true)
    await expect.poll(() => wordsShown(tabs[0] as Page, 'Many tabs'), { timeout: 10_000 }).toBe(stored)
  })
})

describe('a reload in the middle of an answer', () => {
  it('loses nothing and doubles nothing', async () => {
    const id = await addChat(server, 'Reloaded')
    const page = await first.open(`${server.url}/?chats=${id}`)
    const untouched = await second.open(`${server.url}/?chats=${id}`)
    await chat(untouched, 'Reloaded').waitFor()
    await setPace(server, 1000)
    await say(page, 'Reloaded', 'What do you know about ACME Corp?')
    for (let length = 0, i = 0; i < 3; i++) {
      await expect.poll(async () => (await wordsShown(page, 'Reloaded')).length).toBeGreaterThan(length)
      length = (await wordsShown(page, 'Reloaded')).length
      expect((await newestTurn(server, id)).status.kind).toBe('running')
      await page.reload()
    }
    await setPace(server, 20)
    const stored = wordsStored(await finished(server, id))
    expect(stored).toContain('500K')
    await expect.poll(() => wordsShown(page, 'Reloaded')).toBe(stored)
    await expect.poll(() => wordsShown(untouched, 'Reloaded')).toBe(stored)
    // Each tab counts the seconds since then by itself.
    const shown = async (of: Page) =>
      (await chat(of, 'Reloaded').getByRole('log').innerText()).replaceAll(/\d+ (?:s|min) ago/g, '')
    expect(await shown(untouched)).toBe(await shown(page))
  })

  it('lets the turn go on when the page is closed', async () => {
    const id = await addChat(server, 'Closed page')
    const page = await first.open(`${server.url}/?chats=${id}`)
    await say(page, 'Closed page', 'What do you know about ACME Corp?')
    await chat(page, 'Closed page').getByRole('button', { name: 'Stop' }).waitFor()
    await page.close()
    await finished(server, id)
    const again = await first.open(`${server.url}/?chats=${id}`)
    const stored = wordsStored(await newestTurn(server, id))
    await expect.poll(() => wordsShown(again, 'Closed page')).toBe(stored)
  })
})

describe('a lost connection', () => {
  it('is said while the browser is offline, keeps what one writes, and catches up afterwards', async () => {
    const id = await addChat(server, 'Offline')
    const page = await first.open(`${server.url}/?chats=${id}`)
    await chat(page, 'Offline').getByRole('textbox', { name: 'Message' }).fill('Who leads ACME Corp?')
    await first.context.setOffline(true)
    await lost(page).waitFor({ timeout: 30_000 })
    const turn = { id: crypto.randomUUID(), text: 'What is the budget of ACME Corp?', speaker: 'John' }
    await ask(server, 'POST', `/api/chats/${id}/turns`, turn)
    await finished(server, id)
    const message = chat(page, 'Offline').getByRole('textbox', { name: 'Message' })
    expect(await message.inputValue()).toBe('Who leads ACME Corp?')
    await first.context.setOffline(false)
    await lost(page).waitFor({ state: 'detached', timeout: 30_000 })
    const stored = wordsStored(await newestTurn(server, id))
    await expect.poll(() => wordsShown(page, 'Offline')).toBe(stored)

    await chat(page, 'Offline').getByRole('button', { name: 'Send' }).click()
    await finished(server, id, 2)
    await expect.poll(() => turnsOf(page, 'Offline').count()).toBe(2)
  })

  it('is said when the server is gone, and what was missed is there afterwards', async () => {
    const id = await addChat(server, 'Restarted')
    const page = await first.open(`${server.url}/?chats=${id}`)
    await chat(page, 'Restarted').waitFor()
    await server.kill()
    await lost(page).waitFor({ timeout: 30_000 })
    await server.restart()
    await lost(page).waitFor({ state: 'detached', timeout: 30_000 })
    await say(page, 'Restarted', 'What do you know about ACME Corp?')
    const newest = turnsOf(page, 'Restarted').last()
    await expect.poll(() => newest.innerText(), { timeout: 30_000 }).toContain('$500K')
  })

  it('lets what is sent meanwhile wait, and sends it by itself, in order and exactly once', async () => {
    const id = await addChat(server, 'Meanwhile')
    const page = await first.open(`${server.url}/?chats=${id}`)
    const pane = chat(page, 'Meanwhile')
    const message = pane.getByRole('textbox', { name: 'Message' })
    const waits = pane.getByRole('region', { name: 'Messages that wait for the connection' })
    await message.waitFor()
    await server.kill()
    for (const text of ['Globex pays $90K.', 'Hooli pays $70K.', 'Never to be sent.']) {
      await message.fill(text)
      await page.keyboard.press('Enter')
      await waits.getByText(text).waitFor()
      expect(await message.inputValue()).toBe('')
    }
    await pane.getByText('3 messages wait for the connection.').waitFor({ state: 'attached' })
    expect(await accessibilityProblems(page)).toEqual([])
    await waits
      .getByRole('listitem')
      .last()
      .getByRole('button', { name: 'Back into the message box' })
      .click()
    await expect.poll(() => message.inputValue()).toBe('Never to be sent.')
    await server.restart()
    await waits.waitFor({ state: 'detached', timeout: 30_000 })
    await expect.poll(() => turnsOf(page, 'Meanwhile').count(), { timeout: 60_000 }).toBe(2)
    await finished(server, id, 2)
    const { turns } = await ask(server, 'GET', `/api/chats/${id}/turns?before=1000&limit=40`)
    expect((turns as { text: string }[]).map(({ text }) => text)).toEqual([
      'Globex pays $90K.',
      'Hooli pays $70K.',
    ])
    expect(await message.inputValue()).toBe('Never to be sent.')
  })

  it('sends once what was stored although its answer was lost', async () => {
    const id = await addChat(server, 'Answer lost')
    const page = await first.open(`${server.url}/?chats=${id}`)
    await page.route(`**/api/chats/${id}/queue`, async (route) => {
      await route.fetch()
      await route.abort()
      await page.unroute(`**/api/chats/${id}/queue`)
    })
    const message = chat(page, 'Answer lost').getByRole('textbox', { name: 'Message' })
    await message.fill('Initech pays $50K.')
    await page.keyboard.press('Enter')
    await expect.poll(() => turnsOf(page, 'Answer lost').count()).toBe(1)
    const waits = page.getByRole('region', { name: 'Messages that wait for the connection' })
    await waits.waitFor({ state: 'detached', timeout: 30_000 })
    await finished(server, id)
    expect((await newestTurn(server, id)).number).toBe(1)
    expect(await message.inputValue()).toBe('')
  })

  it('is waited for through a reload, too', async () => {
    const id = await addChat(server, 'Reloaded meanwhile')
    const page = await first.open(`${server.url}/?chats=${id}`)
    const waits = page.getByRole('region', { name: 'Messages that wait for the connection' })
    const never = (route: Route) => route.abort()
    await page.route(`**/api/chats/${id}/queue`, never)
    await chat(page, 'Reloaded meanwhile')
      .getByRole('textbox', { name: 'Message' })
      .fill('Umbrella pays $40K.')
    await page.keyboard.press('Enter')
    await waits.getByText('Umbrella pays $40K.').waitFor()
    await page.reload()
    await waits.getByText('Umbrella pays $40K.').waitFor()
    await page.unroute(`**/api/chats/${id}/queue`, never)
    await finished(server, id)
    expect((await newestTurn(server, id)).text).toBe('Umbrella pays $40K.')
    await waits.waitFor({ state: 'detached', timeout: 30_000 })
  })
})
