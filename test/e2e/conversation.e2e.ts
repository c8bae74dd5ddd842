/** What one does with messages: takes them along, has them wait, says them anew, on a phone too. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { browser, server, stage } from './stage.ts'
import { addChat, answered, ask, chat, memory, newestTurn, say, setPace, toEndLeft, turnsOf } from './walk.ts'

const FACTS =
  'I am Alice from TechCorp. ACME Corp has a budget of $500K, a timeline of 9 months and 50 applications.'

stage({ address: null })
beforeAll(() => browser.context.grantPermissions(['clipboard-read', 'clipboard-write']))

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
const composer = (page: Page, name: string) =>
  chat(page, name).getByRole('textbox', { name: 'Message', exact: true })

describe('a message', () => {
  it('is copied as Markdown: hers, the answer, and the whole chat with what Claude did', async () => {
    const id = await addChat(server, 'Copied')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    await say(page, 'Copied', FACTS)
    await answered(page, 'Copied')
    const hers = chat(page, 'Copied').getByRole('group', { name: 'Message of Alice' })
    await hers.getByRole('button', { name: 'Copy' }).click()
    await expect.poll(() => clipboard(page)).toBe(FACTS)

    await chat(page, 'Copied')
      .getByRole('group', { name: 'Answer of Claude' })
      .getByRole('button', { name: 'Copy' })
      .click()
    await expect.poll(() => clipboard(page)).not.toBe(FACTS)
    const answer = await clipboard(page)
    expect(answer).toContain('rehearsal model')

    await chat(page, 'Copied').getByRole('button', { name: 'Menu of Copied' }).click()
    await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click()
    await expect.poll(() => clipboard(page)).toMatch(/^# Copied\n\n## Alice, /)
    const whole = await clipboard(page)
    expect(whole).toContain(`${FACTS}\n\n## Claude\n\n`)
    expect(whole).toContain('*Wrote memory_acme_corp.md*')
    expect(whole).toContain(answer.slice(-60))
    await page.close()
  })

  it('is quoted into the composer, or what is selected in it, with the cursor after it, by keyboard alone', async () => {
    const id = await addChat(server, 'Quoted')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    await say(page, 'Quoted', FACTS)
    await answered(page, 'Quoted')
    await composer(page, 'Quoted').fill('About this:')
    const hers = chat(page, 'Quoted').getByRole('group', { name: 'Message of Alice' })
    await hers.getByRole('button', { name: 'Quote' }).focus()
    await expect.poll(() => hers.evaluate((group) => getComputedStyle(group).opacity)).toBe('1')
    await page.keyboard.press('Enter')
    await expect.poll(() => composer(page, 'Quoted').inputValue()).toBe(`About this:\n\n> ${FACTS}\n\n`)
    await expect
      .poll(() => composer(page, 'Quoted').evaluate((field) => field === document.activeElement))
      .toBe(true)
    await page.keyboard.type('why?')
    expect(await composer(page, 'Quoted').inputValue()).toBe(`About this:\n\n> ${FACTS}\n\nwhy?`)

    await composer(page, 'Quoted').fill('')
    await chat(page, 'Quoted')
      .getByText(FACTS)
      .evaluate((place) => {
        const range = document.createRange()
        range.setStart(place.firstChild ?? place, 0)
        range.setEnd(place.firstChild ?? place, 10)
        document.getSelection()?.removeAllRanges()
        document.getSelection()?.addRange(range)
      })
    await hers.getByRole('button', { name: 'Quote' }).click()
    await expect.poll(() => composer(page, 'Quoted').inputValue()).toBe(`> ${FACTS.slice(0, 10)}\n\n`)
    expect(await accessibilityProblems(page)).toEqual([])
    await page.close()
  })

  it('or a document gives its code with one press', async () => {
    const code = 'const a = 1\nconst b = 2'
    await ask(server, 'POST', '/api/memory/documents', {
      path: '/memories/code.md',
      text: `# Code\n\n\`\`\`ts\n${code}\n\`\`\`\n`,
      speaker: 'Alice',
    })
    const page = await browser.open(server.url)
    await memory(page)
      .getByRole('treeitem', { name: /code\.md/ })
      .click()
    await memory(page).getByRole('button', { name: 'Copy this code' }).click()
    await expect.poll(() => clipboard(page)).toBe(code)
    await page.close()
  })
})

describe('messages sent while Claude answers', () => {
  it('wait in a list, are moved, changed and taken out there, and are sent in order when Claude has answered', async () => {
    const id = await addChat(server, 'Queue')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    const queue = chat(page, 'Queue').getByRole('region', { name: 'Messages that wait' })
    const waiting = () => queue.getByRole('listitem').locator('[title][dir]').allInnerTexts()
    await setPace(server, 400)
    await say(page, 'Queue', FACTS)
    await chat(page, 'Queue').getByRole('button', { name: 'Stop' }).waitFor()
    for (const text of ['What is the budget?', 'What is the timeline?', 'Forget this one']) {
      await composer(page, 'Queue').fill(text)
      await composer(page, 'Queue').press('Enter')
      await expect.poll(() => composer(page, 'Queue').inputValue()).toBe('')
    }
    await expect.poll(waiting).toEqual(['What is the budget?', 'What is the timeline?', 'Forget this one'])
    await page.getByText('3 messages wait for Claude to finish.').waitFor({ state: 'attached' })
    expect(await accessibilityProblems(page)).toEqual([])

    const row = (text: string) => queue.getByRole('listitem').filter({ hasText: text })
    await row('What is the timeline?').getByRole('button', { name: 'Move up' }).click()
    await expect.poll(waiting).toEqual(['What is the timeline?', 'What is the budget?', 'Forget this one'])
    await row('Forget this one').getByRole('button', { name: 'Delete' }).click()
    await expect.poll(waiting).toEqual(['What is the timeline?', 'What is the budget?'])
    await row('What is the budget?').getByRole('button', { name: 'Edit' }).click()
    await page.keyboard.type(' And the number of applications?')
    await page.keyboard.press('Enter')
    await expect
      .poll(waiting)
      .toEqual(['What is the timeline?', 'What is the budget? And the number of applications?'])

    await setPace(server, 0)
    await expect.poll(async () => (await newestTurn(server, id)).number, { timeout: 60_000 }).toBe(3)
    await answered(page, 'Queue')
    expect(await queue.count()).toBe(0)
    const { turns } = await ask(server, 'GET', `/api/chats/${id}/turns?before=100`)
    expect(Array.isArray(turns) && turns.map(({ text }) => text)).toEqual([
      FACTS,
      'What is the timeline?',
      'What is the budget? And the number of applications?',
    ])
    await page.close()
  })

  it('say why they wait after Stop, and one of them is sent now', async () => {
    const id = await addChat(server, 'Held')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    const queue = chat(page, 'Held').getByRole('region', { name: 'Messages that wait' })
    await setPace(server, 400)
    await say(page, 'Held', FACTS)
    await chat(page, 'Held').getByRole('button', { name: 'Stop' }).waitFor()
    await composer(page, 'Held').fill('What is the budget?')
    await composer(page, 'Held').press('Enter')
    await queue.waitFor()
    await chat(page, 'Held').getByRole('button', { name: 'Stop' }).click()
    await queue.getByText('the answer before was stopped').waitFor()
    await setPace(server, 0)
    await queue.getByRole('button', { name: 'Send now' }).click()
    await expect.poll(async () => (await newestTurn(server, id)).text).toBe('What is the budget?')
    await queue.waitFor({ state: 'detached' })
    await page.close()
  })
})

describe('an edit of a message', () => {
  it('outlasts a reload and an answer that begins meanwhile, and is saved after it', async () => {
    const id = await addChat(server, 'Edited')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    await say(page, 'Edited', FACTS)
    await expect.poll(() => turnsOf(page, 'Edited').count()).toBe(1)
    await answered(page, 'Edited')
    const first = turnsOf(page, 'Edited').first()
    await first.hover()
    await first.getByRole('button', { name: 'Edit' }).click()
    const editor = first.getByRole('textbox', { name: 'Message, changed' })
    await editor.fill('Who are you?')
    await page.reload()
    await expect.poll(() => editor.inputValue()).toBe('Who are you?')

    await setPace(server, 400)
    await ask(server, 'POST', `/api/chats/${id}/turns`, { id: 'turn_other', text: 'Hello', speaker: 'John' })
    await first.getByText('Claude is answering. You can save once the answer is there.').waitFor()
    await editor.press('Enter')
    expect(await editor.inputValue()).toBe('Who are you?')
    await setPace(server, 0)
    await first.getByText('Claude answers it in a new branch.').waitFor()
    await editor.press('Enter')
    await expect
      .poll(() => turnsOf(page, 'Edited').locator('[data-said]').allInnerTexts())
      .toEqual(['Who are you?'])
    await page.close()
  })
})

describe('branches', () => {
  const versions = (page: Page) =>
    chat(page, 'Branches').getByRole('group', { name: 'Versions of this message' })
  const messages = (page: Page) => turnsOf(page, 'Branches').locator('[data-said]').allInnerTexts()

  it('come of an edited message, are walked by mouse and keyboard, and leave memory as it was written', async () => {
    const id = await addChat(server, 'Branches')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    await say(page, 'Branches', 'Northwind Traders has a budget of $70K and 12 applications.')
    await answered(page, 'Branches')
    await say(page, 'Branches', 'What is the budget of Northwind Traders?')
    await answered(page, 'Branches')

    const first = turnsOf(page, 'Branches').first()
    await first.getByRole('button', { name: 'Edit' }).click()
    const field = first.getByRole('textbox', { name: 'Message, changed' })
    await field.press('Escape')
    await field.waitFor({ state: 'detached' })
    await expect
      .poll(() =>
        first.getByRole('button', { name: 'Edit' }).evaluate((button) => button === document.activeElement),
      )
      .toBe(true)
    await page.keyboard.press('Enter')
    await field.fill('Who are you?')
    expect(await accessibilityProblems(page)).toEqual([])
    await field.press('Enter')
    await expect.poll(() => messages(page)).toEqual(['Who are you?'])
    await answered(page, 'Branches')
    await versions(page).getByText('2 of 2').waitFor()
    await chat(page, 'Branches')
      .getByText('What Claude wrote on the other branches stays in memory: 1 document')
      .click()
    await chat(page, 'Branches')
      .getByRole('button', { name: /northwind/ })
      .waitFor()
    expect(await accessibilityProblems(page)).toEqual([])

    await versions(page).getByRole('button', { name: 'Version before' }).press('Enter')
    await expect
      .poll(() => messages(page))
      .toEqual([
        'Northwind Traders has a budget of $70K and 12 applications.',
        'What is the budget of Northwind Traders?',
      ])
    await versions(page).getByText('1 of 2').waitFor()
    // The button that was pressed is at its end, so the focus stands on its other one.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Version after')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => messages(page)).toEqual(['Who are you?'])
    await page.reload()
    await expect.poll(() => messages(page)).toEqual(['Who are you?'])
    await page.close()
  })

  it('come of an answer made anew', async () => {
    const id = await addChat(server, 'Branches')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    await say(page, 'Branches', 'Who are you?')
    await answered(page, 'Branches')
    const answer = chat(page, 'Branches').getByRole('group', { name: 'Answer of Claude' })
    await answer.getByRole('button', { name: 'Regenerate' }).click()
    await versions(page).getByText('2 of 2').waitFor()
    await answered(page, 'Branches')
    await answer.getByRole('button', { name: 'Regenerate' }).click()
    await versions(page).getByText('3 of 3').waitFor()
    await answered(page, 'Branches')
    await versions(page).getByRole('button', { name: 'Version before' }).click()
    await versions(page).getByText('2 of 3').waitFor()
    expect(await messages(page)).toEqual(['Who are you?'])
    await page.close()
  })
})

/** A tab of a phone; its context is to be closed. */
async function openPhone(url: string): Promise<Page> {
  const context = await browser.context.browser()?.newContext({
    viewport: { width: 390, height: 780 },
    hasTouch: true,
    isMobile: true,
  })
  if (!context) throw new Error('Expected a browser that opens contexts.')
  const page = await context.newPage()
  await page.goto(url)
  return page
}

describe('a phone with its keyboard open', () => {
  it('has no field whose letters would make the browser zoom in', async () => {
    const page = await openPhone(`${server.url}/?front=memory`)
    for (const part of [/^Activity/, /^What changed/]) {
      await memory(page).getByRole('button', { name: part }).tap()
      await memory(page).getByRole('combobox').first().waitFor()
      const sizes = await memory(page)
        .getByRole('combobox')
        .evaluateAll((fields) => fields.map((field) => getComputedStyle(field).fontSize))
      expect(new Set(sizes)).toEqual(new Set(['16px']))
    }
    await page.context().close()
  })

  it('keeps the field of a dialog in sight', async () => {
    const page = await openPhone(server.url)
    await page.getByRole('button', { name: 'Settings' }).tap()
    await page.getByRole('button', { name: 'Add Claude API' }).tap()
    const key = page.getByLabel('API key')
    await key.tap()
    await page.setViewportSize({ width: 390, height: 440 })
    const seen = () =>
      key.evaluate((field) => {
        const { x, y, width, height } = field.getBoundingClientRect()
        return document.elementFromPoint(x + width / 2, y + height / 2) === field
      })
    await expect.poll(seen).toBe(true)
    await page.context().close()
  })

  it('has no strip about the demonstration above what one writes', async () => {
    const added = await ask(server, 'POST', '/api/demonstration', {})
    const first = Array.isArray(added.chats) ? String(added.chats[0]) : ''
    const page = await openPhone(`${server.url}/?chats=${first}`)
    const strip = page.getByRole('region', { name: 'Demonstration', exact: true })
    await strip.waitFor()
    await page.getByRole('textbox', { name: 'Message' }).tap()
    await page.setViewportSize({ width: 390, height: 440 })
    await strip.waitFor({ state: 'hidden' })
    await page.setViewportSize({ width: 390, height: 844 })
    await strip.waitFor()
    await page.context().close()
    await ask(server, 'DELETE', '/api/demonstration', { speaker: 'Alice', all: true })
  })

  it('shows what one writes and the newest words above it, and no tabs', async () => {
    const id = await addChat(server, 'Phone')
    const page = await openPhone(`${server.url}/?chats=${id}`)
    await say(page, 'Phone', FACTS)
    await answered(page, 'Phone')
    await composer(page, 'Phone').tap()
    // Chromium lays the page out in what the keyboard leaves.
    await page.setViewportSize({ width: 390, height: 440 })
    await expect.poll(() => page.getByRole('tablist').isVisible()).toBe(false)
    await expect.poll(() => toEndLeft(page, 'Phone')).toBeLessThan(2)
    const box = await composer(page, 'Phone').boundingBox()
    expect(box && box.y + box.height).toBeLessThan(440)
    expect(await composer(page, 'Phone').evaluate((field) => getComputedStyle(field).fontSize)).toBe('16px')
    const last = await turnsOf(page, 'Phone').last().boundingBox()
    expect(last && box && last.y + last.height).toBeLessThan(box?.y ?? 0)
    const copy = chat(page, 'Phone')
      .getByRole('group', { name: 'Answer of Claude' })
      .getByRole('button', { name: 'Copy' })
    const target = await copy.boundingBox()
    expect(target?.height).toBeGreaterThanOrEqual(44)
    expect(await accessibilityProblems(page)).toEqual([])
    await page.context().close()
  })
})
