/** The demo script of `docs/demo-script.md`, press by press. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readGuide } from './guide.ts'
import { page, server, stage } from './stage.ts'
import { answered, ask, chat, document, memory, say, send, setPace } from './walk.ts'

const guide = readGuide('demo-script.md')
const ALICE = 'Alice · Discovery'
const JOHN = 'John · Solution architect'
const SAM = 'Sam · Proposal writer'

stage()

const text = (name: string) => readFileSync(join(server.memories, name), 'utf8')

describe('the demo script', () => {
  guide.step('Prepare the clearing', async () => {
    await page.getByRole('button', { name: 'Settings' }).first().click()
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await settings.getByRole('tab', { name: 'Context editing' }).click()
    await settings.getByText('For a demo').click()
    await settings.getByText(/^Above 2,000 input tokens/).waitFor()
    await settings.getByRole('button', { name: 'Save context editing' }).click()
    await settings.getByRole('tab', { name: 'Pace and look' }).click()
    const pace = settings.getByLabel('Pace of the rehearsal model')
    // The stage says all at once; people find the server at its own pace.
    await setPace(server, 14)
    await expect.poll(() => pace.locator('option:checked').textContent()).toBe('Human')
    await pace.selectOption('Slow, for showing')
    await expect
      .poll(async () => JSON.stringify(await ask(server, 'GET', '/api/state')))
      .toContain('"rehearsalPace":40')
    // So slow is for people to look at.
    await setPace(server, 0)
    await page.keyboard.press('Escape')
    await settings.waitFor({ state: 'detached' })
  })

  guide.step('What this is', async () => {
    await page.getByRole('button', { name: 'Try the three-person example' }).click()
    for (const name of [ALICE, JOHN, SAM]) await chat(page, name).waitFor()
  })

  guide.step('Alice tells', async () => {
    await send(page, ALICE)
    await document(page, 'memory_acme_corp.md').waitFor()
    await answered(page, ALICE)
  })

  guide.step('John builds', async () => {
    await send(page, JOHN)
    await document(page, 'memory_acme_corp_architecture.md').waitFor()
    await answered(page, JOHN)
    expect(text('memory_acme_corp_architecture.md')).toContain('(memory_acme_corp.md)')
  })

  guide.step('Sam builds on both', async () => {
    await send(page, SAM)
    await document(page, 'memory_acme_corp_proposal.md').waitFor()
    await answered(page, SAM)
    await chat(page, SAM).getByRole('button', { name: 'Cleared 3 tool uses on the way' }).click()
    const line = chat(page, SAM).getByText(/^Cleared 3 tool uses, [\d,]+ tokens$/)
    await expect.poll(() => line.evaluate((element) => element.checkVisibility())).toBe(true)
  })

  guide.step('The world changes', async ([news]) => {
    await say(page, ALICE, news ?? '')
    await expect.poll(() => text('memory_acme_corp.md')).toContain('Budget: $650K (was $500K until')
    await answered(page, ALICE)
  })

  guide.step('Who said that?', async () => {
    await document(page, 'memory_acme_corp.md').click()
    await memory(page).getByRole('tab', { name: 'History' }).click()
    for (const name of ['Alice', 'John', 'Sam'])
      await memory(page)
        .getByText(new RegExp(`Claude,? for ${name}`))
        .first()
        .waitFor()
  })

  guide.step('Take it back', async () => {
    const name = 'memory_acme_corp_proposal.md'
    await document(page, name).click()
    await memory(page)
      .getByRole('button', { name: `Menu of ${name}` })
      .click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await document(page, name).waitFor({ state: 'detached' })
    const told = page.getByRole('status').filter({ hasText: 'was deleted' })
    await told.getByRole('button', { name: 'Undo' }).click()
    await document(page, name).waitFor()
  })

  guide.step('The last sentence', async () => {
    const count = await page.getByRole('article').count()
    await page.reload()
    await expect.poll(() => page.getByRole('article').count()).toBe(count)
    await document(page, 'memory_acme_corp_proposal.md').waitFor()
  })

  it('leaves no step of the page out', () => {
    guide.walkedAll()
  })
})
