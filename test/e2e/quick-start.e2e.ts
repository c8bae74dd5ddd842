/** The quick start of `docs/quick-start.md`, step by step, in a real browser on a real server. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { readGuide } from './guide.ts'
import { browser, page, server, stage } from './stage.ts'
import { answered, chat, document, memory, message, say, send } from './walk.ts'

const guide = readGuide('quick-start.md')
const ALICE = 'Alice · Discovery'
const JOHN = 'John · Solution architect'
const SAM = 'Sam · Proposal writer'

// The server is restarted under an open page.
stage({ expected: /Failed to load resource|net::ERR/ })

const shows = (place: Locator, text: string | RegExp) => place.getByText(text).first().waitFor()

describe('the quick start', () => {
  guide.step('Start', async () => {
    await page.getByRole('button', { name: 'Try the three-person example' }).waitFor()
    await shows(page.locator('body'), /follows rules/)
  })

  guide.step('Open the example', async () => {
    await page.getByRole('button', { name: 'Try the three-person example' }).click()
    await chat(page, ALICE).waitFor()
    await chat(page, JOHN).waitFor()
    await expect.poll(() => message(page, SAM).inputValue()).toContain('proposal')
  })

  guide.step('Let Alice speak first', async () => {
    await send(page, ALICE)
    await document(page, 'memory_acme_corp.md').waitFor()
    await answered(page, ALICE)
    const file = join(server.memories, 'memory_acme_corp.md')
    expect(readFileSync(file, 'utf8')).toContain('$500K')
  })

  guide.step('John builds on it', async () => {
    await send(page, JOHN)
    await document(page, 'memory_acme_corp_architecture.md').waitFor()
    await answered(page, JOHN)
    await shows(chat(page, JOHN), /memory_acme_corp\.md/)
  })

  guide.step('Sam builds on both', async () => {
    await send(page, SAM)
    await document(page, 'memory_acme_corp_proposal.md').waitFor()
    await answered(page, SAM)
  })

  guide.step('See who wrote what', async () => {
    await document(page, 'memory_acme_corp.md').click()
    await memory(page).getByRole('tab', { name: 'History' }).click()
    await shows(memory(page), /Claude for Alice|Claude, for Alice/)
    await shows(memory(page), /Claude for John|Claude, for John/)
  })

  guide.step('Correct it yourself', async () => {
    await memory(page).getByRole('button', { name: 'Edit' }).click()
    const editor = memory(page).getByRole('textbox', { name: 'Text of the document' })
    await editor.waitFor()
    const file = join(server.memories, 'memory_acme_corp.md')
    const before = readFileSync(file, 'utf8')
    await editor.fill(before.replaceAll('$500K', '$650K'))
    await memory(page).getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('$650K')
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n- Written on disk: yes\n`)
    await memory(page).getByRole('tab', { name: 'Read' }).click()
    await shows(memory(page), 'Written on disk: yes')
  })

  guide.step('Ask another chat', async () => {
    await say(page, SAM, 'What is the budget of ACME Corp?')
    await shows(chat(page, SAM).getByRole('article').last(), /\$650K/)
    await answered(page, SAM)
  })

  guide.step('Take something back', async () => {
    await document(page, 'memory_acme_corp_proposal.md').click()
    await memory(page).getByRole('button', { name: 'Menu of memory_acme_corp_proposal.md' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await document(page, 'memory_acme_corp_proposal.md').waitFor({ state: 'detached' })
    const told = page.getByRole('status').filter({ hasText: 'was deleted' })
    await told.getByRole('button', { name: 'Undo' }).click()
    await document(page, 'memory_acme_corp_proposal.md').waitFor()
  })

  guide.step('Reload', async () => {
    const count = await page.getByRole('article').count()
    await page.reload()
    await expect.poll(() => page.getByRole('article').count()).toBe(count)
    await server.restart()
    const fresh = await browser.open(server.url)
    await document(fresh, 'memory_acme_corp_proposal.md').waitFor()
    await shows(chat(fresh, ALICE), /ACME/)
  })

  it('leaves no step of the guide out', () => {
    guide.walkedAll()
  })
})
