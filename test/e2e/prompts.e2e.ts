/** The prompts in the app: found, read, filled in, put into a message, used as a system prompt. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityProblems, type Browser, startBrowser } from '../chromium.ts'
import { startServer, type TestServer } from '../server.ts'
import { addChat, ask, chat } from './walk.ts'

let server: TestServer
let browser: Browser
let page: Page
let alice: string

const message = (name: string) => chat(page, name).getByRole('textbox', { name: 'Message' })
const prompts = () => page.getByRole('dialog', { name: 'Prompts' })
const search = () => prompts().getByRole('combobox', { name: 'Search prompts' })

beforeAll(async () => {
  server = await startServer({ args: ['--pace', '0'] })
  alice = await addChat(server, 'Discovery', 'Alice')
  await addChat(server, 'Risks', 'Carol')
  browser = await startBrowser()
  page = await browser.open(server.url)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

describe('the prompts', () => {
  it('open from the message box, and hold every workflow', async () => {
    await chat(page, 'Discovery').getByRole('button', { name: 'Prompts' }).click()
    await prompts().waitFor()
    for (const group of ['The three-person example', 'Sales', 'Support', 'System prompts']) {
      await prompts().getByRole('group', { name: group }).waitFor()
    }
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('are found by words, walked by arrow keys and read with what they teach', async () => {
    await search().fill('risk assess')
    await prompts().getByRole('article', { name: 'Assess the risks' }).waitFor()
    expect(await prompts().getByRole('option').allTextContents()).toContain('Assess the risksCarol')
    await search().fill('northwind')
    await search().press('ArrowDown')
    const design = prompts().getByRole('article', { name: 'Design from what the team knows' })
    await design.getByText('Another person’s chat knows what you told').waitFor()
    await design.getByText('What to expect').waitFor()
    await search().fill('no such prompt at all')
    await prompts().getByText('No prompt has these words', { exact: true }).waitFor()
  })

  it('go into the message box below what is there, and are not sent', async () => {
    await page.keyboard.press('Escape')
    await message('Discovery').fill('First this.')
    await chat(page, 'Discovery').getByRole('button', { name: 'Prompts' }).click()
    await search().fill('first call')
    await prompts().getByRole('button', { name: 'Put into message' }).click()
    await prompts().waitFor({ state: 'detached' })
    await expect.poll(() => message('Discovery').inputValue()).toMatch(/^First this\.\n\nHello, I'm Alice/)
    await expect
      .poll(() => message('Discovery').evaluate((field) => document.activeElement === field))
      .toBe(true)
    const { turns } = await ask(server, 'GET', `/api/chats/${alice}/turns?before=1000000&limit=1`)
    expect(turns).toEqual([])
  })

  it('can go to another chat', async () => {
    await chat(page, 'Discovery').getByRole('button', { name: 'Prompts' }).click()
    await search().fill('assess the risks')
    await prompts().getByLabel('Into').selectOption('Risks')
    await prompts().getByRole('button', { name: 'Put into message' }).click()
    await expect.poll(() => message('Risks').inputValue()).toMatch(/^I'm Carol/)
  })

  it('have blanks that are filled in first', async () => {
    await message('Risks').fill('')
    await message('Risks').press('/')
    await search().fill('what the team knows lighthouse')
    await search().press('Enter')
    await expect
      .poll(() =>
        prompts()
          .getByLabel('the topic')
          .evaluate((field) => document.activeElement === field),
      )
      .toBe(true)
    await page.keyboard.type('Harbour')
    await prompts().getByRole('button', { name: 'Put into message' }).press('Enter')
    await expect
      .poll(() => message('Risks').inputValue())
      .toBe('What do we know about Harbour, which document says so, and who told it?')
  })

  it('give a slash back to whoever only wanted one', async () => {
    await message('Risks').fill('')
    await message('Risks').press('/')
    await prompts().waitFor()
    await page.keyboard.press('Escape')
    await prompts().waitFor({ state: 'detached' })
    await expect.poll(() => message('Risks').inputValue()).toBe('/')
    await message('Risks').pressSequentially('memories')
    expect(await message('Risks').inputValue()).toBe('/memories')
  })

  it('tell Claude how to work in one chat, which can be taken back', async () => {
    await chat(page, 'Risks').getByRole('button', { name: 'Prompts' }).click()
    await search().fill('risk assessor role')
    await prompts().getByRole('option', { name: 'Risk assessor', exact: true }).click()
    await prompts().getByRole('button', { name: 'Use for this chat' }).click()
    await page.getByText('Risks follows this system prompt').waitFor()
    const own = async () => {
      const { state } = (await ask(server, 'GET', '/api/state?chats=')) as {
        state: {
          workspace: { chats: Record<string, { name: string; settings: { systemPrompt: string | null } }> }
        }
      }
      return Object.values(state.workspace.chats).find(({ name }) => name === 'Risks')?.settings.systemPrompt
    }
    await expect.poll(own).toContain('risk')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(own).toBeNull()
  })
})

describe('on a phone, the prompts', () => {
  it('are a list, and then one prompt', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: 'Prompts', exact: true }).first().click()
    await prompts()
      .getByRole('option', { name: /^Close the case/ })
      .click()
    await prompts().getByRole('article', { name: 'Close the case' }).waitFor()
    expect(await search().isVisible()).toBe(false)
    expect(await accessibilityProblems(page)).toEqual([])
    await prompts().getByRole('button', { name: 'All prompts' }).click()
    await search().waitFor()
    await page.keyboard.press('Escape')
  })

  it('nothing went wrong in the browser meanwhile', () => {
    expect(browser.problems).toEqual([])
  })
})
