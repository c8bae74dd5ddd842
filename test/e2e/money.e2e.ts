/** What answers cost, day by day and behind whom, limits, and the way to the chats behind a number. The prices are those of a host that is played here. */
import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { reply } from '../../src/claude/server-for-tests.ts'
import type { AppState } from '../../src/workspace/events.ts'
import { accessibilityProblems } from '../chromium.ts'
import { claudeApi } from '../hosts/anthropic.ts'
import { type Host, startHost, type WireEvent } from '../hosts/server.ts'
import type { ServerOptions } from '../server.ts'
import { browser, page, server, stage } from './stage.ts'
import { addChat, ask, chat, finished, message, say } from './walk.ts'

let host: Host
let first: string
let second: string

/** A reply of which the tokens are known, so that its price is. */
function dear(): readonly WireEvent[] {
  const usage = {
    input_tokens: 100_000,
    output_tokens: 20_000,
    cache_read_input_tokens: 400_000,
    cache_creation_input_tokens: 0,
  }
  return (reply('It costs.') as readonly WireEvent[]).map((event) => {
    if (event.type === 'message_start') return { ...event, message: { ...Object(event.message), usage } }
    if (event.type === 'message_delta') return { ...event, usage }
    return event
  })
}

async function dearHost(): Promise<ServerOptions> {
  host = await startHost(claudeApi(), dear())
  const env = { ANTHROPIC_API_KEY: 'sk-ant-test', ANTHROPIC_BASE_URL: host.url }
  return { env, args: ['--model', 'claude-sonnet-5-5'] }
}

stage({
  server: dearHost,
  // A limit that is reached is answered so.
  expected: /402/,
  before: async () => {
    first = await addChat(server, 'Discovery', 'Alice')
    second = await addChat(server, 'Design', 'John')
  },
})
afterAll(() => host?.[Symbol.asyncDispose]())

const statistics = () => page.getByRole('dialog', { name: 'Statistics' })
const openStatistics = () => page.getByRole('button', { name: 'Statistics' }).first().click()

describe('the statistics', () => {
  it('have words for when nothing was answered yet', async () => {
    await openStatistics()
    await statistics().getByText('Nothing was answered in these days').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('draw what was spent, and say the same in words', async () => {
    await say(page, 'Discovery', 'Hello')
    await finished(server, first)
    await say(page, 'Design', 'Hello')
    await finished(server, second)
    await openStatistics()
    const plot = statistics().getByRole('img', { name: /^Cost, day by day: \$/ })
    await plot.locator('canvas').waitFor()
    await statistics()
      .getByText(/80 % of what Claude read came from the cache/)
      .waitFor()
    await statistics().getByText('The same as a table').click()
    expect(await statistics().getByRole('region', { name: 'Day by day' }).getByRole('row').count()).toBe(2)
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('draw letters of the same size on a screen with two dots for each pixel', async () => {
    const sharp = await browser.context.browser()?.newContext({ deviceScaleFactor: 2 })
    const tab = await sharp?.newPage()
    await tab?.goto(server.url)
    await tab?.getByRole('button', { name: 'Statistics' }).first().click()
    const font = tab
      ?.getByRole('img', { name: /^Cost, day by day: \$/ })
      .locator('canvas')
      .evaluate((canvas) => (canvas as HTMLCanvasElement).getContext('2d')?.font)
    expect(await font).toMatch(/^24px /)
    await sharp?.close()
  })

  it('draw in the colours of the theme, also of one that is taken while they are seen', async () => {
    const canvas = statistics()
      .getByRole('img', { name: /^Tokens, day by day/ })
      .locator('canvas')
    // Today is the last bar, and stays at the very end.
    const drawnIn = (name: string) =>
      canvas.evaluate((canvas, name) => {
        const { width, height } = canvas as HTMLCanvasElement
        const drawn = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data
        const wanted = getComputedStyle(document.documentElement).getPropertyValue(name).trim()
        const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16))
        return drawn?.some(
          (_, at) =>
            (at / 4) % width > width * 0.96 &&
            drawn[at] === red &&
            drawn[at + 1] === green &&
            drawn[at + 2] === blue,
        )
      }, name)
    for (const media of [{ colorScheme: 'dark' }, { contrast: 'more' }, { colorScheme: 'light' }] as const) {
      await page.emulateMedia(media)
      await expect.poll(() => drawnIn('--part-tools'), { message: JSON.stringify(media) }).toBe(true)
    }
    await page.emulateMedia({ contrast: null, colorScheme: null })
  })

  it('lead from a number to the chats behind it', async () => {
    await statistics()
      .getByRole('button', { name: /Saved by caching$/ })
      .click()
    await statistics().getByRole('tab', { name: 'By person' }).click()
    await statistics().getByRole('button', { name: 'Open the chat behind John' }).click()
    await statistics().waitFor({ state: 'detached' })
    await chat(page, 'Design').waitFor()
    await chat(page, 'Discovery').waitFor({ state: 'detached' })
  })

  it('lead from a day in a plot, or in its table, to the chats behind it', async () => {
    await openStatistics()
    await statistics().getByText('Choose a day in a plot').waitFor()
    const bars = statistics()
      .getByRole('img', { name: /^Tokens, day by day/ })
      .locator('.u-over')
    const { width, height } = (await bars.boundingBox()) ?? { width: 0, height: 0 }
    // Today is the last bar.
    await bars.hover({ position: { x: width - 3, y: height / 2 } })
    await bars.click({ position: { x: width - 3, y: height / 2 } })
    const said = statistics().getByRole('status').filter({ hasText: 'tokens read' })
    await said.getByText(/: cost \$/).waitFor()
    await said.getByRole('button', { name: /^Open 2 chats behind 20/ }).click()
    await statistics().waitFor({ state: 'detached' })
    await chat(page, 'Discovery').waitFor()
    await openStatistics()
    await statistics().getByText('The same as a table').click()
    const row = statistics().getByRole('region', { name: 'Day by day' }).getByRole('row').last()
    await row.getByRole('button', { name: /^Open 2 chats behind/ }).waitFor()
  })

  it('lead from the sums of a chat to it, also when it was put away', async () => {
    await ask(server, 'POST', `/api/chats/${first}/place`, { place: 'closed' })
    await statistics()
      .getByRole('region', { name: 'Chat by chat' })
      .getByRole('button', { name: 'Discovery' })
      .click()
    await statistics().waitFor({ state: 'detached' })
    await page.getByRole('region', { name: /Discovery/ }).waitFor()
    await chat(page, 'Design').waitFor({ state: 'detached' })
    await ask(server, 'POST', `/api/chats/${first}/place`, { place: 'board' })
    await page.goto(server.url)
  })

  it('can be had as a file', async () => {
    await openStatistics()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      statistics().getByRole('link', { name: 'Download as CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^commonplace-spending-.*\.csv$/)
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toContain('Alice')
    await page.keyboard.press('Escape')
  })
})

describe('an answer', () => {
  it('says what it cost, and what the cache did for it', async () => {
    const took = chat(page, 'Design').locator('details', { hasText: 'cached' }).last()
    await took.locator('summary').click()
    await took.getByText(/^80 % of what Claude read came from the cache\. That saved \$/).waitFor()
  })
})

describe('a limit', () => {
  it('is shown with how much of it is used up', async () => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await settings.getByRole('tab', { name: 'Spending' }).click()
    const all = settings.getByRole('region', { name: 'The whole workspace' })
    await all.getByLabel('Stop answering at').fill('0.5')
    await all.getByLabel('Stop answering at').press('Enter')
    await all.getByRole('img', { name: /of \$0\.500, used up$/ }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('of less than a tenth of a cent is shown as it was written', async () => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await settings.getByRole('tab', { name: 'Spending' }).click()
    const field = settings.getByRole('region', { name: 'Each person' }).getByLabel('Tell people at')
    await field.fill('0.0004')
    await field.press('Enter')
    const limit = async () => {
      const { state } = await ask(server, 'GET', '/api/state')
      return (state as AppState).workspace.settings.spending.person.soft
    }
    await expect.poll(limit).toBe(0.0004)
    expect(await field.inputValue()).toBe('0.0004')
    await page.reload()
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await settings.getByRole('tab', { name: 'Spending' }).click()
    expect(await field.inputValue()).toBe('0.0004')
    await field.fill('')
    await field.press('Enter')
    await expect.poll(limit).toBe(null)
    await page.keyboard.press('Escape')
  })

  it('that is reached keeps an answer from beginning, with words about who can change it', async () => {
    await message(page, 'Design').fill('Once more')
    await message(page, 'Design').press('Enter')
    await page
      .getByRole('alert')
      .filter({ hasText: /has spent .* limit/ })
      .waitFor()
    expect(await message(page, 'Design').inputValue()).toBe('Once more')
    const { limits } = (await ask(server, 'GET', '/api/spending')) as {
      limits: { workspace: { spent: number } }
    }
    expect(limits.workspace.spent).toBeGreaterThan(0.5)
  })
})
