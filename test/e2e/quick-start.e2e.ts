/** The quick start of `docs/quick-start.md`, step by step, in a real browser on a real server. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, startBrowser } from '../chromium.ts'
import { startServer, type TestServer } from '../server.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/quick-start.md'), 'utf8')
const steps = [...guide.matchAll(/^## \d+\. (.+)$/gm)].map((match) => match[1] ?? '')
const walked = new Set<string>()

let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  server = await startServer({ args: ['--pace', '0'] })
  browser = await startBrowser()
  page = await browser.open(server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const chat = (name: string) => page.getByRole('region', { name, exact: true })
const memory = () => page.getByRole('region', { name: 'Memory', exact: true })
const document = (name: string) =>
  memory().getByRole('treeitem', { name: new RegExp(name.replaceAll('.', '\\.')) })
const send = (name: string) => chat(name).getByRole('button', { name: 'Send' }).click()
const answered = (name: string) =>
  chat(name).getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' })
const shows = (place: Locator, text: string | RegExp) => place.getByText(text).first().waitFor()

function step(title: string, walk: () => Promise<void>): void {
  walked.add(title)
  it(title, walk)
}

describe('the quick start', () => {
  step('Start', async () => {
    await page.getByRole('button', { name: 'Try the three-person example' }).waitFor()
    await shows(page.locator('body'), /follows rules/)
  })

  step('Open the example', async () => {
    await page.getByRole('button', { name: 'Try the three-person example' }).click()
    await chat('Alice · Discovery').waitFor()
    await chat('John · Solution architect').waitFor()
    const message = chat('Sam · Proposal writer').getByRole('textbox', { name: 'Message' })
    await expect.poll(() => message.inputValue()).toContain('proposal')
  })

  step('Let Alice speak first', async () => {
    await send('Alice · Discovery')
    await document('memory_acme_corp.md').waitFor()
    await answered('Alice · Discovery')
    const file = join(server.memories, 'memory_acme_corp.md')
    expect(readFileSync(file, 'utf8')).toContain('$500K')
  })

  step('John builds on it', async () => {
    await send('John · Solution architect')
    await document('memory_acme_corp_architecture.md').waitFor()
    await answered('John · Solution architect')
    await shows(chat('John · Solution architect'), /memory_acme_corp\.md/)
  })

  step('Sam builds on both', async () => {
    await send('Sam · Proposal writer')
    await document('memory_acme_corp_proposal.md').waitFor()
    await answered('Sam · Proposal writer')
  })

  step('See who wrote what', async () => {
    await document('memory_acme_corp.md').click()
    await memory().getByRole('tab', { name: 'History' }).click()
    await shows(memory(), /Claude for Alice|Claude, for Alice/)
    await shows(memory(), /Claude for John|Claude, for John/)
  })

  step('Correct it yourself', async () => {
    await memory().getByRole('button', { name: 'Edit' }).click()
    const editor = memory().getByRole('textbox', { name: 'Text of the document' })
    await editor.waitFor()
    const file = join(server.memories, 'memory_acme_corp.md')
    const before = readFileSync(file, 'utf8')
    await editor.fill(before.replaceAll('$500K', '$650K'))
    await memory().getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('$650K')
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n- Written on disk: yes\n`)
    await memory().getByRole('tab', { name: 'Read' }).click()
    await shows(memory(), 'Written on disk: yes')
  })

  step('Ask another chat', async () => {
    const sam = chat('Sam · Proposal writer')
    await sam.getByRole('textbox', { name: 'Message' }).fill('What is the budget of ACME Corp?')
    await send('Sam · Proposal writer')
    await shows(sam.getByRole('article').last(), /\$650K/)
    await answered('Sam · Proposal writer')
  })

  step('Take something back', async () => {
    await document('memory_acme_corp_proposal.md').click()
    await memory().getByRole('button', { name: 'Menu of memory_acme_corp_proposal.md' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await document('memory_acme_corp_proposal.md').waitFor({ state: 'detached' })
    const told = page.getByRole('status').filter({ hasText: 'was deleted' })
    await told.getByRole('button', { name: 'Undo' }).click()
    await document('memory_acme_corp_proposal.md').waitFor()
  })

  step('Reload', async () => {
    const count = await page.getByRole('article').count()
    await page.reload()
    await expect.poll(() => page.getByRole('article').count()).toBe(count)
    await server.restart()
    page = await browser.open(server.url)
    await document('memory_acme_corp_proposal.md').waitFor()
    await shows(chat('Alice · Discovery'), /ACME/)
  })

  it('leaves no step of the guide out, and nothing goes wrong in the browser', () => {
    expect([...walked]).toEqual(steps)
    expect(browser.problems.filter((problem) => !/Failed to load resource|net::ERR/.test(problem))).toEqual(
      [],
    )
  })
})
