/** The first minute: a welcome that fits, and the tour walked for real. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { page, server, stage } from './stage.ts'
import { addChat, ask, chat, document as documentIn, finished, say, send } from './walk.ts'

const ALICE = 'Alice · Discovery'
const DECISION =
  'Please keep a decision about Lighthouse for the team:\n\nDecisions:\n- PostgreSQL for everything\n- Reason: one database to care for'
const JOHN = 'John · Solution architect'

const tour = (page: Page) => page.getByRole('region', { name: 'Tour', exact: true })
const toured = (page: Page) => page.locator('[data-toured]')
/** Whether nothing lies over the middle of it. */
function liesOpen(element: Element): boolean {
  const { x, y, width, height } = element.getBoundingClientRect()
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2))
}

const bottomOf = (element: Element) => element.getBoundingClientRect().bottom
const topOf = (element: Element) => element.getBoundingClientRect().top
/** How many lines its words take. */
function linesOf(element: Element): number {
  const words = document.createRange()
  words.selectNodeContents(element)
  return new Set([...words.getClientRects()].map(({ top }) => Math.round(top))).size
}

describe('the welcome', () => {
  stage()

  it.each([
    [1440, 900],
    [1024, 768],
    [390, 844],
  ])('fits on a screen of %i by %i', async (width, height) => {
    await page.setViewportSize({ width, height })
    const welcome = page.getByTestId('welcome')
    await welcome.getByRole('button', { name: 'Try the three-person example' }).waitFor()
    // The page is laid out anew for the width after the window has it, and once its fonts are there.
    const tooMuch = () =>
      welcome.evaluate((element) => [
        element.scrollHeight - element.clientHeight,
        document.documentElement.scrollWidth - innerWidth,
      ])
    await expect.poll(tooMuch).toEqual([0, 0])
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it.each([360, 390])('names what answers in full on a phone of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 780 })
    const cut = page
      .getByRole('banner')
      .getByText('Rehearsal', { exact: true })
      .evaluate((text) => text.scrollWidth - text.clientWidth)
    expect(await cut).toBe(0)
  })

  it('has the palette among all chats on a phone', async () => {
    await page.getByRole('button', { name: 'All chats' }).click()
    await page.getByRole('menuitem', { name: 'Search for anything' }).click()
    await page.getByRole('combobox', { name: 'Search for anything to do or open' }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('leads to where Claude is connected and checked', async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByTestId('welcome').getByRole('button', { name: 'Connect Claude' }).click()
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await settings.getByRole('tab', { name: 'Hosts', selected: true }).waitFor()
    await settings
      .getByRole('article', { name: 'Rehearsal', exact: true })
      .getByRole('button', { name: 'Check' })
      .click()
    await settings.getByRole('list', { name: 'What was looked at' }).waitFor()
    await page.keyboard.press('Escape')
  })
})

describe.each([
  ['wide', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
])('the tour, %s', (_, viewport) => {
  const narrow = viewport.width < 760
  const front = async (name: string) => {
    if (narrow) await page.getByRole('tab', { name }).click()
  }

  stage({ server: () => ({ args: ['--pace', '4'] }), browser: { viewport } })

  it('begins with the example, and points at the message that is ready', async () => {
    await page.getByRole('button', { name: 'Try the three-person example' }).click()
    await tour(page).getByText('Step 1 of 4').waitFor()
    await tour(page).getByText('Alice’s first message is ready. Press Send.').waitFor()
    await toured(page).getByRole('textbox', { name: 'Message' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await tour(page).getByRole('button', { name: 'Show me' }).click()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Message')
  })

  it('goes on when Claude writes, and points at memory', async () => {
    await send(page, ALICE)
    await tour(page).getByText('Step 2 of 4').waitFor()
    await expect
      .poll(() => toured(page).getAttribute(narrow ? 'data-tab' : 'data-memory'))
      .toBe(narrow ? 'memory' : '')
  })

  it('waits for somebody else, also over a reload', async () => {
    await tour(page).getByText('Step 3 of 4').waitFor({ timeout: 60_000 })
    await page.reload()
    await tour(page)
      .getByText('Press Send for John, who never spoke with Alice, and see that Claude knows.')
      .waitFor()
    await front(JOHN)
    await send(page, JOHN)
    await tour(page)
      .getByText('John never spoke with Alice. Claude looks into memory first, and finds it.')
      .waitFor()
  })

  it('ends when something is taken back', async () => {
    await tour(page).getByText('Step 4 of 4').waitFor({ timeout: 60_000 })
    await expect.poll(() => toured(page).textContent()).toBe('Undo')
    await tour(page).getByRole('button', { name: 'Show me' }).click()
    await expect.poll(() => toured(page).evaluate(liesOpen)).toBe(true)
    await toured(page).click()
    await tour(page).getByText('That is all there is to know.').waitFor()
    expect(await tour(page).getByRole('status').evaluate(linesOf)).toBeLessThanOrEqual(3)
    const messages = page.getByRole('region', { name: 'Messages' })
    await messages.getByText('Undone.').waitFor()
    expect(await tour(page).evaluate(bottomOf)).toBeLessThanOrEqual(await messages.evaluate(topOf))
    // It hangs over the conversation, whatever stands there.
    await messages.getByRole('button', { name: 'Dismiss' }).click()
    expect(await toured(page).count()).toBe(0)
    expect(await accessibilityProblems(page)).toEqual([])
    await tour(page).getByRole('button', { name: 'Leave the tour' }).click()
    await tour(page).waitFor({ state: 'detached' })
  })
})

describe('the tour by hand', () => {
  let one: string

  stage({
    before: async () => {
      one = await addChat(server, 'One', 'Alice')
    },
  })

  it('is taken from help, over chats of one’s own', async () => {
    await page.getByRole('button', { name: 'Help', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Take the tour' }).click()
    await tour(page).getByText('Tell Claude something worth keeping').waitFor()
  })

  it('asks once more when nothing was written down', async () => {
    await say(page, 'One', 'Hello')
    await finished(server, one)
    await tour(page).getByText('Step 1 of 4').waitFor()
    await say(page, 'One', DECISION)
    await tour(page).getByText('Add a second chat, for somebody else').waitFor()
    await toured(page)
      .and(page.getByRole('button', { name: 'Add chat' }))
      .waitFor()
  })

  it('is left with Escape, and stays away', async () => {
    await tour(page).getByRole('button', { name: 'Skip' }).focus()
    await page.keyboard.press('Escape')
    await tour(page).waitFor({ state: 'detached' })
    await page.reload()
    await documentIn(page, 'lighthouse').waitFor()
    expect(await tour(page).count()).toBe(0)
  })

  it('can be gone through without doing anything', async () => {
    await page.getByRole('button', { name: 'Help', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Take the tour' }).click()
    for (const step of [1, 2, 3, 4]) {
      await tour(page).getByText(`Step ${step} of 4`).waitFor()
      await tour(page).getByRole('button', { name: 'Skip' }).click()
    }
    await tour(page).getByText('That is all there is to know.').waitFor()
  })
})

describe('the demonstration', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Remove the demonstration' })
  const strip = () => page.getByRole('region', { name: 'Demonstration', exact: true })

  stage()

  it('is offered by the welcome, and says everywhere what it is', async () => {
    await page.getByRole('button', { name: 'Look around in a demonstration' }).click()
    await strip().getByText('people who do not exist').waitFor()
    await expect
      .poll(() => page.getByRole('main').getByText('Demonstration', { exact: true }).count())
      .toBe(3)
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('shows what would go and what would stay, before anything goes', async () => {
    const own = await addChat(server, 'My own', 'Alice')
    const { state } = (await ask(server, 'GET', '/api/state?chats=')) as {
      state: { workspace: { demonstration: { chats: { id: string }[] } } }
    }
    const [touched = ''] = state.workspace.demonstration.chats.map(({ id }) => id)
    await ask(server, 'PATCH', `/api/chats/${touched}`, { name: 'Renamed by me' })
    await strip().getByRole('button', { name: 'Remove it…' }).click()
    const stays = dialog().getByRole('region', { name: 'This stays' })
    await stays.getByText('Renamed by me').waitFor()
    const goes = dialog().getByRole('region', { name: 'This goes' })
    await goes.getByText('The memory Demonstration, as a whole').waitFor()
    expect(await goes.getByText('Renamed by me').count()).toBe(0)
    expect(await goes.getByText('My own').count()).toBe(0)
    expect(own).not.toBe(touched)
    expect(await accessibilityProblems(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Cancel' }).click()
    await strip().waitFor()
  })

  it('is removed with one press, and leaves what was touched', async () => {
    await page.getByRole('button', { name: 'Help', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Remove the demonstration…' }).click()
    await dialog().getByRole('button', { name: 'Remove exactly this' }).click()
    await dialog().waitFor({ state: 'detached' })
    await page
      .getByText(/^Removed: 2 chats and \d+ documents\. What people .* stays, and is theirs: 1 chat\.$/)
      .waitFor()
    await strip().waitFor({ state: 'detached' })
    await chat(page, 'Renamed by me').waitFor()
    await chat(page, 'My own').waitFor()
    expect(await page.getByRole('main').getByText('Demonstration', { exact: true }).count()).toBe(0)
  })

  it('goes as a whole when one wants that, also what people said and wrote in it', async () => {
    const { chats } = (await ask(server, 'POST', '/api/demonstration', {})) as { chats: string[] }
    await ask(server, 'PATCH', `/api/chats/${chats[0]}`, { name: 'Spoken in' })
    const path = '/memories/demonstration/mine.md'
    await ask(server, 'POST', '/api/memory/documents', { path, text: 'Mine.', speaker: 'Alice' })
    await strip().getByRole('button', { name: 'Remove it…' }).click()
    const stays = dialog().getByRole('region', { name: 'This stays' })
    await stays.getByText('The memory Demonstration', { exact: true }).waitFor()
    const all = dialog().getByRole('button', { name: 'Remove all of it, also what was added…' })
    await all.press('Enter')
    await dialog().getByRole('button', { name: 'Back' }).press('Enter')
    await dialog().locator('button:focus', { hasText: 'Cancel' }).waitFor()
    await all.press('Enter')
    await dialog().locator('input:focus').waitFor()
    const now = dialog().getByRole('button', { name: 'Remove all of it', exact: true })
    await dialog().getByText('1 chat of theirs will be among the deleted ones').waitFor()
    expect(await now.isDisabled()).toBe(true)
    await dialog().getByRole('textbox').fill('Demonstration')
    expect(await accessibilityProblems(page)).toEqual([])
    await now.click()
    await dialog().waitFor({ state: 'detached' })
    await page.getByText(/^The demonstration is gone: 3 chats and \d+ documents\. 1 chat that/).waitFor()
    await strip().waitFor({ state: 'detached' })
    await chat(page, 'Spoken in').waitFor({ state: 'detached' })
    await chat(page, 'My own').waitFor()
  })
})

describe('help', () => {
  stage()

  it('opens pages that this server has', async () => {
    await page.getByRole('button', { name: 'Help', exact: true }).click()
    const opened = page.waitForEvent('popup')
    await page.getByRole('menuitem', { name: 'Tutorial' }).click()
    await (await opened).getByRole('heading', { name: 'Tutorial', level: 1 }).waitFor()
  })

  it('stands below each part of the settings', async () => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    const settings = page.getByRole('dialog', { name: 'Settings' })
    for (const tab of await settings.getByRole('tab').all()) {
      await tab.click()
      const link = settings.getByRole('link', { name: /^Read more/ })
      const path = (await link.getAttribute('href')) ?? ''
      expect((await fetch(`${server.url}${path}`)).status, path).toBe(200)
    }
  })
})
