/** The prompts in the app: found, read, filled in, put into a message, used as a system prompt. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { page, server, stage } from './stage.ts'
import { addChat, ask, chat, message } from './walk.ts'

let alice: string

const prompts = () => page.getByRole('dialog', { name: 'Prompts' })
const search = () => prompts().getByRole('combobox', { name: 'Search prompts' })

stage({
  before: async () => {
    alice = await addChat(server, 'Discovery', 'Alice')
    await addChat(server, 'Risks', 'Carol')
  },
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
    await message(page, 'Discovery').fill('First this.')
    await chat(page, 'Discovery').getByRole('button', { name: 'Prompts' }).click()
    await search().fill('first call')
    await prompts().getByRole('button', { name: 'Put into message' }).click()
    await prompts().waitFor({ state: 'detached' })
    await expect
      .poll(() => message(page, 'Discovery').inputValue())
      .toMatch(/^First this\.\n\nHello, I'm Alice/)
    await expect
      .poll(() => message(page, 'Discovery').evaluate((field) => document.activeElement === field))
      .toBe(true)
    const { turns } = await ask(server, 'GET', `/api/chats/${alice}/turns?before=1000000&limit=1`)
    expect(turns).toEqual([])
  })

  it('can go to another chat', async () => {
    await chat(page, 'Discovery').getByRole('button', { name: 'Prompts' }).click()
    await search().fill('assess the risks')
    await prompts().getByLabel('Into').selectOption('Risks')
    await prompts().getByRole('button', { name: 'Put into message' }).click()
    await expect.poll(() => message(page, 'Risks').inputValue()).toMatch(/^I'm Carol/)
  })

  it('have blanks that are filled in first', async () => {
    await message(page, 'Risks').fill('')
    await message(page, 'Risks').press('/')
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
      .poll(() => message(page, 'Risks').inputValue())
      .toBe('What do we know about Harbour, which document says so, and who told it?')
  })

  it('give a slash back to whoever only wanted one', async () => {
    await message(page, 'Risks').fill('')
    await message(page, 'Risks').press('/')
    await prompts().waitFor()
    await page.keyboard.press('Escape')
    await prompts().waitFor({ state: 'detached' })
    await expect.poll(() => message(page, 'Risks').inputValue()).toBe('/')
    await message(page, 'Risks').pressSequentially('memories')
    expect(await message(page, 'Risks').inputValue()).toBe('/memories')
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

describe('a prompt of one’s own', () => {
  const read = (name: string) => prompts().getByRole('article', { name })
  const choose = async (item: string) => {
    await prompts().getByRole('button', { name: 'More about this prompt' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }

  it('is written, with blanks, and stands first', async () => {
    await page.evaluate(() => localStorage.setItem('commonplace.viewer', 'Alice'))
    await page.reload()
    await chat(page, 'Discovery').getByRole('button', { name: 'Prompts' }).click()
    await prompts().getByRole('button', { name: 'New prompt' }).click()
    const form = prompts().getByRole('form', { name: 'New prompt' })
    await form.getByLabel('What it is for').fill('Keep a standup')
    await form
      .getByLabel('The prompt')
      .fill('Yesterday {{what was done}}, today {{what is next|the report}}.')
    expect(await accessibilityProblems(page)).toEqual([])
    await form.getByRole('button', { name: 'Save prompt' }).click()
    await read('Keep a standup').getByText('For everybody · made by Alice').waitFor()
    await read('Keep a standup').getByLabel('what is next').waitFor()
    expect(await prompts().getByRole('group').first().getAttribute('aria-labelledby')).toContain('own')
  })

  it('is changed and saved as a file by whoever made it', async () => {
    await choose('Change…')
    const form = prompts().getByRole('form', { name: 'Change prompt' })
    await form.getByLabel('What it teaches').fill('A day in one line.')
    await form.getByRole('button', { name: 'Save prompt' }).click()
    await read('Keep a standup').getByText('A day in one line.').waitFor()
    const download = page.waitForEvent('download')
    await choose('Save as a file')
    const source = await readFile(await (await download).path(), 'utf8')
    expect(source).toContain('title: Keep a standup')
    expect(source).toContain('{{what is next|the report}}')
  })

  it('stays as it is for anybody else, who can make another from it', async () => {
    await page.keyboard.press('Escape')
    await page.evaluate(() => localStorage.setItem('commonplace.viewer', 'Carol'))
    await page.reload()
    await chat(page, 'Risks').getByRole('button', { name: 'Prompts' }).click()
    await search().fill('standup')
    await prompts().getByRole('button', { name: 'More about this prompt' }).click()
    expect(await page.getByRole('menuitem', { name: 'Delete' }).count()).toBe(0)
    await page.getByRole('menuitem', { name: 'Make your own from it…' }).click()
    const form = prompts().getByRole('form', { name: 'New prompt' })
    await form.getByLabel('What it is for').fill('Keep a weekly')
    await page.keyboard.press('Escape')
    await chat(page, 'Risks').getByRole('button', { name: 'Prompts' }).click()
    await search().fill('standup')
    await choose('Make your own from it…')
    expect(await form.getByLabel('What it is for').inputValue()).toBe('Keep a weekly')
    await form.getByRole('button', { name: 'Save prompt' }).click()
    await read('Keep a weekly').getByText('made by Carol').waitFor()
  })

  it('is deleted, and brought back', async () => {
    await choose('Delete')
    await read('Keep a weekly').waitFor({ state: 'detached' })
    await prompts().getByRole('button', { name: 'Undo' }).click()
    await search().fill('weekly')
    await read('Keep a weekly').waitFor()
  })

  it('comes from a file', async () => {
    const source = '---\ntitle: From a colleague\ngroup: sales\n---\nSay hello to {{somebody}}.\n'
    const chooser = page.waitForEvent('filechooser')
    await prompts().getByRole('button', { name: 'From a file…' }).click()
    await (await chooser).setFiles({
      name: 'hello.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from(source),
    })
    await prompts().getByText('1 prompt was added.').waitFor()
    await search().fill('colleague')
    await prompts()
      .getByRole('group', { name: 'Sales' })
      .getByRole('option', { name: 'From a colleague' })
      .waitFor()
    await page.keyboard.press('Escape')
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
})
