/** Several tabs and browsers over one server: all see the same, and whoever was away catches up. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, startBrowser } from '../chromium.ts'
import { startServer, type TestServer } from '../server.ts'
import { addChat, answered, ask, chat, document, lastWords, memory, newestTurn, say } from './walk.ts'

const FACTS =
  'I am Alice from TechCorp. ACME Corp has a budget of $500K, a timeline of 9 months and 50 applications.'

let server: TestServer
let first: Browser
let second: Browser

beforeAll(async () => {
  server = await startServer({ args: ['--pace', '12'] })
  first = await startBrowser()
  second = await startBrowser()
})
afterAll(async () => {
  await first?.close()
  await second?.close()
  await server?.close()
})

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
    await document(theirs, 'memory_acme_corp.md').waitFor()
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
    await expect
      .poll(async () => (await newestTurn(server, id)).status.kind, { timeout: 60_000 })
      .toBe('finished')
    await memory(watching)
      .getByText(/is writing this/)
      .waitFor({ state: 'detached' })
  })
})

describe('a reload in the middle of an answer', () => {
  it('loses nothing and doubles nothing', async () => {
    const id = await addChat(server, 'Reloaded')
    const page = await first.open(`${server.url}/?chats=${id}`)
    const untouched = await second.open(`${server.url}/?chats=${id}`)
    await say(page, 'Reloaded', 'What do you know about ACME Corp?')
    for (let i = 0; i < 4; i++) {
      await chat(page, 'Reloaded').getByRole('article').first().waitFor()
      await page.reload()
    }
    await answered(untouched, 'Reloaded')
    await answered(page, 'Reloaded')
    const turn = await newestTurn(server, id)
    const shown = await chat(page, 'Reloaded').getByRole('article').last().innerText()
    await expect.poll(() => chat(untouched, 'Reloaded').getByRole('article').last().innerText()).toBe(shown)
    const words = lastWords(turn).split('\n')[0] ?? ''
    expect(shown.split(words.replaceAll(/[`*]/g, '')).length - 1).toBe(1)
    expect(await chat(page, 'Reloaded').getByRole('article').count()).toBe(1)
  })

  it('lets the turn go on when the page is closed', async () => {
    const id = await addChat(server, 'Closed page')
    const page = await first.open(`${server.url}/?chats=${id}`)
    await say(page, 'Closed page', 'What do you know about ACME Corp?')
    await chat(page, 'Closed page').getByRole('button', { name: 'Stop' }).waitFor()
    await page.close()
    await expect
      .poll(async () => (await newestTurn(server, id)).status.kind, { timeout: 60_000 })
      .toBe('finished')
  })
})

describe('a lost connection', () => {
  it('is said, and what was missed is there afterwards', async () => {
    const id = await addChat(server, 'Offline')
    const page = await first.open(`${server.url}/?chats=${id}`)
    await chat(page, 'Offline').waitFor()
    await server.kill()
    await page
      .getByText(/Connection lost/)
      .first()
      .waitFor({ timeout: 30_000 })
    await server.restart()
    await page
      .getByText(/Connection lost/)
      .first()
      .waitFor({ state: 'detached', timeout: 30_000 })
    await say(page, 'Offline', 'What do you know about ACME Corp?')
    const newest = chat(page, 'Offline').getByRole('article').last()
    await expect.poll(() => newest.innerText(), { timeout: 30_000 }).toContain('$500K')
  })
})
