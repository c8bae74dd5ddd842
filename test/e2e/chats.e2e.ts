/** Chats in people's hands: made, named, put away, brought back, and each with what is its own. */
import { describe, expect, it } from 'vitest'
import type { AppState, ChatInfo } from '../../src/workspace/events.ts'
import { page, server, stage } from './stage.ts'
import { addChat, ask, chat, finished, message, say, turnsOf } from './walk.ts'

stage()

const inMenu = async (name: string, item: RegExp) => {
  await chat(page, name)
    .getByRole('button', { name: `Menu of ${name}` })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}
const undo = (words: RegExp) =>
  page.getByRole('status').filter({ hasText: words }).getByRole('button', { name: 'Undo' }).click()

/** A chat as the server has it. */
async function stored(name: string): Promise<ChatInfo | undefined> {
  const { state } = (await ask(server, 'GET', '/api/state')) as { state: AppState }
  return Object.values(state.workspace.chats).find((one) => one.name === name)
}

describe('a chat', () => {
  it('is added with one press, takes the cursor, and gets the name one gives it', async () => {
    await page.getByRole('button', { name: 'Add chat' }).first().click()
    const pane = page.getByRole('region').filter({ has: page.getByRole('textbox', { name: 'Message' }) })
    const field = pane.getByRole('textbox', { name: 'Message' })
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
    await pane.getByTitle('Rename').click()
    await page.getByRole('textbox', { name: 'Name of the chat' }).fill('Discovery')
    await page.keyboard.press('Enter')
    await chat(page, 'Discovery').waitFor()
    await inMenu('Discovery', /Rename/)
    await page.getByRole('textbox', { name: 'Name of the chat' }).fill('Thrown away')
    await page.keyboard.press('Escape')
    await chat(page, 'Discovery').waitFor()
    expect(await stored('Thrown away')).toBeUndefined()
  })

  it('speaks as whom one chooses, and Claude is told so', async () => {
    await chat(page, 'Discovery')
      .getByRole('button', { name: /Speaking as/ })
      .click()
    await page.getByRole('menuitem', { name: /Another name/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Speak as' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Maria')
    await dialog.getByRole('button', { name: 'Use this name' }).click()
    await chat(page, 'Discovery')
      .getByRole('button', { name: /Speaking as Maria/ })
      .waitFor()
    await say(page, 'Discovery', 'ACME Corp has a budget of $500K.')
    const turn = await finished(server, (await stored('Discovery'))?.id ?? '')
    expect(turn.speaker).toBe('Maria')
    await chat(page, 'Discovery').getByRole('article', { name: 'Maria and Claude' }).waitFor()
    const { commits } = (await ask(server, 'GET', '/api/memory/history?limit=1')) as { commits: object[] }
    expect(JSON.stringify(commits[0])).toContain('Maria')
  })

  it('keeps its draft through a reload, and its conversation', async () => {
    await message(page, 'Discovery').fill('Half a\nthought')
    await page.reload()
    await expect.poll(() => message(page, 'Discovery').inputValue()).toBe('Half a\nthought')
    await expect.poll(() => turnsOf(page, 'Discovery').count()).toBe(1)
    await message(page, 'Discovery').fill('')
  })

  it('has a system prompt and a model of its own while the others follow the workspace', async () => {
    await inMenu('Discovery', /Chat settings/)
    const dialog = page.getByRole('dialog', { name: 'Chat settings' })
    await dialog.getByRole('switch', { name: 'A system prompt of its own' }).click()
    await dialog.getByRole('textbox', { name: 'System prompt of this chat' }).fill('Answer in one line.')
    await dialog.getByRole('button', { name: 'Save prompt' }).click()
    await expect
      .poll(async () => (await stored('Discovery'))?.settings.systemPrompt)
      .toBe('Answer in one line.')
    const model = dialog.getByRole('combobox', { name: 'Model' })
    const own = await model.locator('option').nth(1).getAttribute('value')
    await model.selectOption(own)
    await expect.poll(async () => (await stored('Discovery'))?.settings.model).toBe(own)
    await dialog.getByRole('switch', { name: 'A system prompt of its own' }).click()
    await expect.poll(async () => (await stored('Discovery'))?.settings.systemPrompt).toBeNull()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  it('is cleared and gets its conversation back', async () => {
    await inMenu('Discovery', /Clear/)
    await expect.poll(() => turnsOf(page, 'Discovery').count()).toBe(0)
    await undo(/was cleared/)
    await expect.poll(() => turnsOf(page, 'Discovery').count()).toBe(1)
  })

  it('is put away, stays away through a reload, and comes back out of the list with all it had', async () => {
    await addChat(server, 'Stays')
    await inMenu('Discovery', /Close/)
    await chat(page, 'Discovery').waitFor({ state: 'detached' })
    await page.reload()
    await chat(page, 'Stays').waitFor()
    expect(await chat(page, 'Discovery').count()).toBe(0)
    await page.getByRole('button', { name: 'All chats' }).click()
    await page.getByRole('menuitem', { name: /Discovery/ }).click()
    await expect.poll(() => turnsOf(page, 'Discovery').count()).toBe(1)
  })

  it('is deleted, and the deletion is taken back', async () => {
    await inMenu('Discovery', /Delete/)
    await chat(page, 'Discovery').waitFor({ state: 'detached' })
    await expect.poll(async () => (await stored('Discovery'))?.place).toBe('deleted')
    await undo(/was deleted/)
    await expect.poll(() => turnsOf(page, 'Discovery').count()).toBe(1)
  })
})

describe('many chats', () => {
  it('stand beside each other as wide as they can be read, and one that is opened is scrolled to', async () => {
    const ids: string[] = []
    for (let i = 1; i <= 10; i++) ids.push(await addChat(server, `Chat ${i}`))
    await page.goto(`${server.url}/?chats=${ids}`)
    await chat(page, 'Chat 1').waitFor()
    const width = async (name: string) => (await chat(page, name).boundingBox())?.width ?? 0
    expect(await width('Chat 1')).toBeGreaterThanOrEqual(299)
    await page.getByRole('button', { name: 'All chats' }).click()
    await page.getByRole('menuitem', { name: /^Chat 10/ }).click()
    const field = message(page, 'Chat 10')
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
    await expect
      .poll(async () => {
        const box = await field.boundingBox()
        const right = await page.getByRole('main').boundingBox()
        return box !== null && right !== null && box.x + box.width <= right.x + right.width + 1
      })
      .toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  })

  it('are made wider and narrower with the arrow keys, which a reload keeps', async () => {
    const ids = [(await stored('Chat 1'))?.id, (await stored('Chat 2'))?.id]
    await page.goto(`${server.url}/?chats=${ids.join(',')}&panel=closed`)
    await chat(page, 'Chat 2').waitFor()
    const width = async () => Math.round((await chat(page, 'Chat 1').boundingBox())?.width ?? 0)
    const before = await width()
    await page.getByRole('separator', { name: 'Width of chat 1' }).focus()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect.poll(width).toBeGreaterThan(before + 90)
    const wider = await width()
    await page.reload()
    await chat(page, 'Chat 2').waitFor()
    expect(Math.abs((await width()) - wider)).toBeLessThanOrEqual(2)
    await page.getByRole('separator', { name: 'Width of chat 1' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(async () => Math.abs((await width()) - before)).toBeLessThanOrEqual(2)
  })
})
