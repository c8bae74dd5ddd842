/** Settings, context editing that one can see, statistics, and what a chat can have of its own. */
import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { page, server, stage } from './stage.ts'
import { addChat, answered, ask, chat, document, finished, message, say, turnsOf } from './walk.ts'

const FACTS =
  'I am Alice from TechCorp. ACME Corp has a budget of $500K, a timeline of 9 months and 50 applications.'

let id: string

stage({
  before: async () => {
    id = await addChat(server, 'Discovery')
  },
  address: () => `${server.url}/?chats=${id}`,
})

const settings = () => page.getByRole('dialog', { name: 'Settings' })
const open = () => page.getByRole('button', { name: 'Settings' }).first().click()

/** Whether what lies in the middle of it is what one sees there. */
const isSeen = (place: Locator): Promise<boolean> =>
  place.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return element.contains(globalThis.document.elementFromPoint(left + width / 2, top + height / 2))
  })

let sent = 0

/** Sends and waits until the answer is whole, however quick it is. */
async function exchange(text: string): Promise<void> {
  await say(page, 'Discovery', text)
  await finished(server, id, ++sent)
  await answered(page, 'Discovery')
}

describe('context editing', () => {
  it('is set with a preset for demos, and the setting holds for every chat', async () => {
    await open()
    await settings().getByRole('tab', { name: 'Context editing' }).click()
    await settings().getByText('For a demo').click()
    await settings().getByRole('button', { name: 'Save context editing' }).click()
    await expect
      .poll(async () => JSON.stringify(await ask(server, 'GET', '/api/state')))
      .toContain('"trigger":{"kind":"input_tokens","value":2000}')
    await page.keyboard.press('Escape')
  })

  it('stands in settings that stay as high as they are, and begin each part at its beginning', async () => {
    await open()
    const heights = new Set<number>()
    for (const part of await settings().getByRole('tab').all()) {
      await part.click()
      await settings().getByRole('tabpanel').getByRole('link').last().waitFor()
      const body = settings().locator('[data-dialog-body]')
      await expect.poll(() => body.evaluate((place) => place.scrollTop)).toBe(0)
      await settings().getByRole('tabpanel').getByRole('link').last().scrollIntoViewIfNeeded()
      heights.add((await settings().boundingBox())?.height ?? 0)
    }
    expect(heights.size).toBe(1)
    await page.keyboard.press('Escape')
  })

  it('keeps what saves it in sight on a projector, above what is still to be scrolled', async () => {
    const before = page.viewportSize()
    await page.setViewportSize({ width: 1024, height: 576 })
    await open()
    await settings().getByRole('tab', { name: 'Context editing' }).click()
    const save = settings().getByRole('button', { name: 'Save context editing' })
    await save.waitFor()
    expect(await isSeen(save)).toBe(true)
    await page.keyboard.press('Escape')
    if (before) await page.setViewportSize(before)
  })

  it('shows a clearing in the conversation, and marks what Claude no longer sees', async () => {
    await exchange(FACTS)
    await document(page, 'memory_acme_corp.md').waitFor()
    await exchange('Please design a cloud migration architecture for ACME Corp.')
    await exchange('What do you know about ACME Corp?')
    await exchange('What is the timeline of ACME Corp?')
    await chat(page, 'Discovery')
      .getByText(/Cleared \d+ tool uses?, [\d,]+ tokens/)
      .first()
      .waitFor()
    await chat(page, 'Discovery')
      .getByText(/no longer seen|no longer sees/i)
      .first()
      .waitFor()
  })

  it('says at the end of an answer that something was cleared on the way, and leads up to it', async () => {
    const end = page.getByRole('button', { name: /^Cleared \d+ (more )?tool uses? on the way/ })
    const turn = turnsOf(page, 'Discovery').filter({ has: end }).last()
    await turn.locator(end).press('Enter')
    const rule = turn.locator('[data-clearing]')
    await expect.poll(() => isSeen(rule.last())).toBe(true)
    expect(await rule.last().getAttribute('class')).toContain('pointed')
  })

  it('is counted in the statistics', async () => {
    await page.getByRole('button', { name: 'Statistics' }).first().click()
    const statistics = page.getByRole('dialog', { name: 'Statistics' })
    const row = statistics.getByRole('row', { name: /Discovery/ })
    await row.getByRole('cell', { name: '4', exact: true }).first().waitFor()
    const cells = await row.getByRole('cell').allInnerTexts()
    const { state } = (await ask(server, 'GET', '/api/state')) as {
      state: {
        workspace: { chats: Record<string, { totals: { clearings: number; clearedTokens: number } }> }
      }
    }
    const totals = state.workspace.chats[id]?.totals
    expect(totals?.clearings).toBeGreaterThan(0)
    expect(cells.join(' ')).toContain(totals?.clearedTokens.toLocaleString('en'))
    await page.keyboard.press('Escape')
  })
})

describe('settings', () => {
  it('keep one system prompt for all chats, until a chat has its own', async () => {
    await open()
    await settings().getByRole('tab', { name: 'System prompt' }).click()
    await settings().getByRole('textbox').first().fill('Keep it short.')
    await settings().getByRole('button', { name: /Save/ }).click()
    await expect
      .poll(async () => JSON.stringify(await ask(server, 'GET', '/api/state')))
      .toContain('"systemPrompt":"Keep it short."')
    await page.keyboard.press('Escape')
  })
})

describe('a chat', () => {
  it('is renamed, closed, reopened, cleared and deleted, each of which can be taken back', async () => {
    const menu = async (item: RegExp, name = 'Discovery') => {
      await chat(page, name)
        .getByRole('button', { name: `Menu of ${name}` })
        .click()
      await page.getByRole('menuitem', { name: item }).click()
    }
    const undo = (words: RegExp) =>
      page.getByRole('status').filter({ hasText: words }).getByRole('button', { name: 'Undo' }).click()
    await page.goto(server.url)
    await chat(page, 'Discovery').getByRole('article').first().waitFor()
    const turns = await chat(page, 'Discovery').getByRole('article').count()
    await menu(/Clear/)
    await expect.poll(() => chat(page, 'Discovery').getByRole('article').count()).toBe(0)
    await undo(/clear/i)
    await expect.poll(() => chat(page, 'Discovery').getByRole('article').count()).toBe(turns)
    await menu(/Delete/)
    await chat(page, 'Discovery').waitFor({ state: 'detached' })
    await undo(/delet/i)
    await chat(page, 'Discovery').waitFor()
    await menu(/Close/)
    await chat(page, 'Discovery').waitFor({ state: 'detached' })
    await page
      .getByRole('button', { name: /^(All chats|Chats)/ })
      .first()
      .click()
    await page.getByRole('menuitem', { name: /Discovery/ }).click()
    await chat(page, 'Discovery').waitFor()
  })

  it('keeps its draft through a reload', async () => {
    await message(page, 'Discovery').fill('Half a thought')
    await expect
      .poll(async () => JSON.stringify(await ask(server, 'GET', '/api/state')))
      .toContain('Half a thought')
    await page.reload()
    await expect.poll(() => message(page, 'Discovery').inputValue()).toBe('Half a thought')
  })
})
