/** The board in people's hands: panes moved, zoomed, left out, followed; and the address that shows the same again. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityProblems, startBrowser } from '../chromium.ts'
import { page, server, stage } from './stage.ts'
import { addChat, answered, ask, chat, finished, message, say, setPace, turnsOf } from './walk.ts'

const ids: Record<string, string> = {}

stage({
  before: async () => {
    for (const name of ['Discovery', 'Proposal', 'Closing']) {
      ids[name] = await addChat(server, name, 'Alice')
    }
  },
  // A chat that does not take a message answers so.
  expected: /409/,
})
beforeAll(() => chat(page, 'Closing').waitFor())

/** The names of the panes in sight, in the order in which they stand. */
const panes = (of = page) =>
  of
    .locator('[data-pane]:visible > section > header h2')
    .evaluateAll((places) => places.map((place) => place.textContent))
const inMenu = async (name: string, item: string) => {
  await page.getByRole('button', { name: `Menu of ${name}` }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}
const hasFocus = (name: string) => message(page, name).evaluate((field) => field === document.activeElement)

describe('a pane', () => {
  it('is moved by its menu and by keys; the focus stays, and what was typed', async () => {
    expect(await panes()).toEqual(['Discovery', 'Proposal', 'Closing'])
    await inMenu('Closing', 'Move left')
    await expect.poll(() => panes()).toEqual(['Discovery', 'Closing', 'Proposal'])
    await message(page, 'Closing').fill('Half a thought')
    await page.keyboard.press('Alt+PageUp')
    await expect.poll(() => panes()).toEqual(['Closing', 'Discovery', 'Proposal'])
    await expect.poll(() => hasFocus('Closing')).toBe(true)
    expect(await message(page, 'Closing').inputValue()).toBe('Half a thought')
    await page.getByText('Closing is now 1 of 3.').waitFor({ state: 'attached' })
    await page.keyboard.press('Alt+PageUp')
    expect(await panes()).toEqual(['Closing', 'Discovery', 'Proposal'])
    await message(page, 'Closing').fill('')
  })

  it('is dragged by its name, without a click on it, and Escape lets go', async () => {
    const grip = await chat(page, 'Closing').getByTitle('Rename').boundingBox()
    const target = await chat(page, 'Proposal').boundingBox()
    if (!grip || !target) throw new Error('Expected the panes to be in sight.')
    const end = { x: target.x + target.width - 30, y: grip.y + 10 }
    await page.mouse.move(grip.x + 10, grip.y + 10)
    await page.mouse.down()
    await page.mouse.move(end.x, end.y, { steps: 6 })
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await panes()).toEqual(['Closing', 'Discovery', 'Proposal'])
    await page.mouse.move(grip.x + 10, grip.y + 10)
    await page.mouse.down()
    await page.mouse.move(end.x, end.y, { steps: 6 })
    await page.mouse.up()
    await expect.poll(() => panes()).toEqual(['Discovery', 'Proposal', 'Closing'])
    expect(await page.getByRole('textbox', { name: 'Name of the chat' }).count()).toBe(0)
  })

  it('keeps how far its conversation was scrolled when it is moved', async () => {
    await say(page, 'Proposal', 'ACME Corp has a budget of $500K.')
    await finished(server, ids.Proposal ?? '')
    await answered(page, 'Proposal')
    await page.setViewportSize({ width: 1440, height: 420 })
    const log = chat(page, 'Proposal').getByRole('log')
    await log.evaluate((place) => place.scrollTo(0, 20))
    await expect.poll(() => log.evaluate((place) => place.scrollTop)).toBe(20)
    await inMenu('Proposal', 'Move left')
    await expect.poll(() => panes()).toEqual(['Proposal', 'Discovery', 'Closing'])
    await expect.poll(() => log.evaluate((place) => place.scrollTop)).toBe(20)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  it('fills the board by its button and by a key, and makes way by Escape', async () => {
    await chat(page, 'Discovery').getByRole('button', { name: 'Let Discovery fill the board' }).click()
    await expect.poll(() => panes()).toEqual(['Discovery'])
    expect(await accessibilityProblems(page)).toEqual([])
    await message(page, 'Discovery').focus()
    await page.keyboard.press('Escape')
    await expect.poll(() => panes()).toEqual(['Proposal', 'Discovery', 'Closing'])
    await page.keyboard.press('Alt+z')
    await expect.poll(() => panes()).toEqual(['Discovery'])
    await page.keyboard.press('Alt+1')
    await expect.poll(() => panes()).toEqual(['Proposal'])
    await page.keyboard.press('Alt+z')
    await expect.poll(() => panes()).toEqual(['Proposal', 'Discovery', 'Closing'])
  })
})

describe('the address', () => {
  it('shows the same after a reload and to whoever gets it, with the widths, and Back takes it back', async () => {
    const line = page.getByRole('separator', { name: 'Width of chat 1' })
    await line.focus()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    const widths = (of: Page) =>
      of.locator('[data-pane]').evaluateAll((all) => all.map((pane) => Math.round(pane.clientWidth / 10)))
    const wide = await widths(page)
    expect(wide[0]).toBeGreaterThan(wide[1] ?? 0)
    await page.reload()
    await chat(page, 'Closing').waitFor()
    expect(await panes()).toEqual(['Proposal', 'Discovery', 'Closing'])
    expect(await widths(page)).toEqual(wide)

    const other = await startBrowser()
    const theirs = await other.open(page.url())
    await chat(theirs, 'Closing').waitFor()
    expect(await panes(theirs)).toEqual(['Proposal', 'Discovery', 'Closing'])
    expect(await widths(theirs)).toEqual(wide)
    await other.close()

    await inMenu('Proposal', 'Leave out of this view')
    await expect.poll(() => panes()).toEqual(['Discovery', 'Closing'])
    await page.goBack()
    await expect.poll(() => panes()).toEqual(['Proposal', 'Discovery', 'Closing'])
  })

  it('lets a chat that is added later join a board that was only put in another order', async () => {
    ids.Later = await addChat(server, 'Later', 'John')
    await expect.poll(() => panes()).toEqual(['Proposal', 'Discovery', 'Closing', 'Later'])
    await inMenu('Later', 'Show only this chat')
    await expect.poll(() => panes()).toEqual(['Later'])
    await inMenu('Later', 'Show the whole board')
    await expect.poll(() => panes()).toEqual(['Discovery', 'Proposal', 'Closing', 'Later'])
    expect(new URL(page.url()).search).not.toContain('chats')
  })
})

describe('a board wider than the window', () => {
  it('says how many chats lie further along, and leads there and back', async () => {
    await page.setViewportSize({ width: 1000, height: 700 })
    const further = page.getByRole('button', { name: /further on$/ })
    const before = page.getByRole('button', { name: /before$/ })
    await message(page, 'Discovery').focus()
    await further.waitFor()
    await before.waitFor({ state: 'detached' })
    expect(await accessibilityProblems(page)).toEqual([])
    await further.click()
    await before.waitFor()
    await before.click()
    await before.waitFor({ state: 'detached' })
    await page.setViewportSize({ width: 1440, height: 900 })
  })
})

describe('closing a pane', () => {
  it('never stops what Claude is at', async () => {
    await setPace(server, 30)
    await say(page, 'Later', 'Globex wants the report by May.')
    await chat(page, 'Later').getByRole('button', { name: 'Stop' }).waitFor()
    await inMenu('Later', 'Close')
    await expect.poll(() => panes()).toEqual(['Discovery', 'Proposal', 'Closing'])
    const turn = await finished(server, ids.Later ?? '')
    expect(turn.status).toEqual({ kind: 'finished', outcome: { kind: 'answered' } })
    await setPace(server, 0)
  })
})

describe('following', () => {
  it('shows a chat that was put away as it goes on, with nothing to write in', async () => {
    await page.getByRole('button', { name: 'All chats' }).click()
    await page.getByRole('menuitem', { name: 'Follow, without taking part' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Later', exact: true }).last().click()
    const pane = chat(page, 'Later, followed')
    await pane.getByText('John speaks here').waitFor()
    expect(await turnsOf(page, 'Later, followed').count()).toBe(1)
    expect(await pane.getByRole('button', { name: 'Copy', exact: true }).count()).toBeGreaterThan(0)
    expect(await pane.getByRole('button', { name: /^(Edit|Regenerate|Quote)$/ }).count()).toBe(0)
    expect(await pane.getByRole('textbox').count()).toBe(0)
    expect(await accessibilityProblems(page)).toEqual([])
    const turn = { id: 'turn_of_john_2', text: 'The board meets on Monday.', speaker: 'John' }
    await ask(server, 'POST', `/api/chats/${ids.Later}/turns`, turn)
    await pane.getByText('The board meets on Monday.').first().waitFor()
    await finished(server, ids.Later ?? '', 2)
    await page.reload()
    await pane.getByText('The board meets on Monday.').first().waitFor()
    expect(await pane.getByRole('button', { name: 'Continue' }).count()).toBe(0)
  })

  it('ends with a press, or with taking part, which brings the chat back for all', async () => {
    await page.getByRole('button', { name: 'Stop following Later' }).click()
    await expect.poll(() => panes()).toEqual(['Discovery', 'Proposal', 'Closing'])
    await page.goBack()
    await chat(page, 'Later, followed').getByRole('button', { name: 'Take part' }).click()
    await chat(page, 'Later').waitFor()
    await expect.poll(() => hasFocus('Later')).toBe(true)
    const { state } = await ask(server, 'GET', '/api/state')
    expect(JSON.stringify(state)).toMatch(new RegExp(`"id":"${ids.Later}"[^{]*"name":"Later"`))
  })
})

describe('one message to several chats', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Say to several chats' })
  const texts = async (name: string) => {
    const { turns } = await ask(server, 'GET', `/api/chats/${ids[name]}/turns?before=1000&limit=40`)
    return (turns as { text: string; speaker: string }[]).map(({ text, speaker }) => `${speaker}: ${text}`)
  }

  it('goes to those that are chosen, once to each, and waits where Claude is at work', async () => {
    await setPace(server, 40)
    await say(page, 'Closing', 'Initech wants a demo.')
    await chat(page, 'Closing').getByRole('button', { name: 'Stop' }).waitFor()
    await page.getByRole('button', { name: 'All chats' }).click()
    await page.getByRole('menuitem', { name: 'Say to several chats…' }).click()
    await dialog().getByRole('textbox', { name: 'Message' }).fill('We meet on Friday.')
    await dialog()
      .getByRole('checkbox', { name: /Discovery/ })
      .uncheck()
    expect(await accessibilityProblems(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Send to 3 chats' }).click()
    await page.getByRole('status').filter({ hasText: 'Sent to 3 chats.' }).waitFor()
    await setPace(server, 0)
    await expect.poll(() => texts('Closing'), { timeout: 60_000 }).toContain('Alice: We meet on Friday.')
    for (const name of ['Proposal', 'Closing', 'Later']) {
      const sent = (await texts(name)).filter((text) => text.includes('Friday'))
      expect(sent).toEqual([`${name === 'Later' ? 'John' : 'Alice'}: We meet on Friday.`])
    }
    expect(await texts('Discovery')).toEqual([])
  })

  it('says which chat did not take it and why, and the next try does not double the others', async () => {
    const refused = `**/api/chats/${ids.Proposal}/queue`
    await page.route(refused, (route) =>
      route.fulfill({ status: 409, json: { error: { code: 'conflict', message: 'Not now.' } } }),
    )
    await page.getByRole('button', { name: 'All chats' }).click()
    await page.getByRole('menuitem', { name: 'Say to several chats…' }).click()
    await dialog().getByRole('textbox', { name: 'Message' }).fill('We meet on Sunday.')
    await dialog().getByRole('combobox', { name: 'Speaking as' }).selectOption('John')
    await dialog().getByRole('button', { name: 'Send to 4 chats' }).click()
    await dialog().getByText('Not sent. Not now.').waitFor()
    expect(await dialog().getByText('Sent', { exact: true }).count()).toBe(3)
    await page.unroute(refused)
    await dialog().getByRole('button', { name: 'Try again in 1 chat' }).click()
    await page.getByRole('status').filter({ hasText: 'Sent to 4 chats.' }).waitFor()
    for (const name of ['Discovery', 'Proposal', 'Closing', 'Later']) {
      const sent = async () => (await texts(name)).filter((text) => text.includes('Sunday'))
      await expect.poll(sent).toEqual(['John: We meet on Sunday.'])
    }
  })
})

describe('the tabs of a narrow screen', () => {
  it('say where Claude is at work and what is new since one looked, and follow a swipe', async () => {
    const phone = await startBrowser({ viewport: { width: 390, height: 844 } })
    const small = await phone.open(server.url)
    const tab = (name: RegExp) => small.getByRole('tab', { name })
    await tab(/^Discovery/).click()
    await tab(/^Proposal$/).waitFor()
    const memoryTab = await tab(/^Memory/).boundingBox()
    expect((memoryTab?.x ?? 0) + (memoryTab?.width ?? 0)).toBeLessThanOrEqual(390)
    await setPace(server, 20)
    const turn = { id: 'turn_news_1', text: 'Umbrella Corp has a budget of $90K.', speaker: 'Alice' }
    await ask(server, 'POST', `/api/chats/${ids.Proposal}/turns`, turn)
    await tab(/^ProposalClaude is at work here|^Proposal Claude is at work here/).waitFor()
    await setPace(server, 0)
    await tab(/^Proposal ?Something is new here/).waitFor()
    await tab(/^Memory ?Something is new here/).waitFor()
    expect(await accessibilityProblems(small)).toEqual([])
    await tab(/^Proposal/).click()
    await tab(/^Proposal$/).waitFor()
    await small.reload()
    await tab(/^Memory ?Something is new here/).waitFor()
    await tab(/^Proposal$/).waitFor()

    const front = () => small.getByRole('tab', { selected: true }).textContent()
    const swipe = async (from: number, to: number) => {
      const device = await phone.context.newCDPSession(small)
      const at = (x: number) => [{ x, y: 76 }]
      await device.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(from) })
      await device.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(to) })
      await device.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    }
    await swipe(300, 100)
    await expect.poll(front).toMatch(/^Closing/)
    await swipe(100, 300)
    await expect.poll(front).toMatch(/^Proposal/)
    expect(phone.problems).toEqual([])
    await phone.close()
  })
})
