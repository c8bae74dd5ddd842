/** Several memories in people's hands: who one is, what one sees, and what it does not protect from. */
import { describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { page, server, stage } from './stage.ts'
import { addChat, ask, chat, document, memory, say } from './walk.ts'

stage({
  before: () => addChat(server, 'Discovery'),
  // What one may no longer see may be asked for once more in the moment in which that changes.
  expected: /404/,
})

const settings = () => page.getByRole('dialog', { name: 'Settings' })
const who = async (name: string) => {
  await page.getByRole('button', { name: /^(Who are you|You are)/ }).click()
  await page.getByRole('menuitemradio', { name }).click()
}
const openSettings = async () => {
  await page.getByRole('button', { name: /^(Who are you|You are)/ }).click()
  await page.getByRole('menuitem', { name: 'Memories and people…' }).click()
}

describe('people', () => {
  it('are added by name, and one says which of them one is, in the dialog itself', async () => {
    await openSettings()
    await settings().getByText('Rights keep order, but no secrets').waitFor()
    for (const name of ['Bea', 'Carl']) {
      if (name === 'Carl')
        await settings().getByRole('switch', { name: 'With a private memory of their own' }).click()
      await settings().getByRole('textbox', { name: 'Add a person' }).fill(name)
      await page.keyboard.press('Enter')
      await settings()
        .getByRole('button', { name: `Take ${name} out of the list` })
        .waitFor()
    }
    await settings().getByRole('button', { name: 'I am Carl' }).click()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'You are Carl' }).waitFor()
  })
})

describe('a handbook', () => {
  it('that all may read is filled in with one press', async () => {
    await openSettings()
    await settings().getByRole('button', { name: 'Add memory' }).click()
    await settings().getByRole('button', { name: 'A read-only handbook for all' }).click()
    await settings().getByRole('button', { name: 'Add memory' }).click()
    await settings().getByText('/memories/handbook').waitFor()
    await settings().getByText('Carl writes, everybody else reads.').waitFor()
    expect(await settings().getByText('/memories/~bea').count()).toBe(0)
    await page.keyboard.press('Escape')
  })
})

describe('a memory that one may only read', () => {
  it('offers no work that would be refused at its end', async () => {
    const made = await fetch(`${server.url}/api/memory/documents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-commonplace-as': 'Carl' },
      body: JSON.stringify({ path: '/memories/handbook/rules.md', text: 'Be kind.\n', speaker: 'Carl' }),
    })
    expect(made.ok).toBe(true)
    const edit = memory(page).getByRole('button', { name: 'Edit' })
    await document(page, 'rules.md').click()
    await edit.waitFor()
    await who('Bea')
    await edit.waitFor({ state: 'detached' })
    await memory(page)
      .getByRole('region', { name: /rules\.md/ })
      .getByText('read only')
      .waitFor()
    await memory(page).getByRole('button', { name: 'Menu of rules.md' }).click()
    const items = page.getByRole('menuitem')
    await items.first().waitFor()
    expect(await items.allTextContents()).toEqual([expect.stringContaining('Copy')])
    await page.keyboard.press('Escape')
    await document(page, 'rules.md').click({ button: 'right' })
    await expect.poll(() => items.allTextContents()).toEqual([expect.stringContaining('Open')])
    await page.keyboard.press('Escape')
    await items.first().waitFor({ state: 'detached' })
    await page.keyboard.press('F2')
    expect(await memory(page).getByRole('tree').getByRole('textbox').count()).toBe(0)
    await memory(page).getByRole('tab', { name: 'History' }).click()
    await memory(page)
      .getByRole('button', { name: /Carl created/ })
      .click()
    await memory(page).getByRole('button', { name: 'Memory as it was then' }).waitFor()
    expect(await memory(page).getByRole('button', { name: 'Undo this change…' }).count()).toBe(0)
    expect(await accessibilityProblems(page)).toEqual([])
    await who('Carl')
    await edit.waitFor()
  })
})

describe('a private memory', () => {
  it('is added in the settings, for oneself alone', async () => {
    await openSettings()
    await settings().getByRole('button', { name: 'Add memory' }).click()
    await settings().getByRole('textbox', { name: 'Name', exact: true }).fill('Diary of Carl')
    await settings().getByText('Only people I name').click()
    expect(await accessibilityProblems(page)).toEqual([])
    await settings().getByRole('button', { name: 'Add memory' }).click()
    await settings().getByText('/memories/~diary-of-carl').waitFor()
    await settings().getByText('Carl writes, nobody else sees it.').waitFor()
    await page.keyboard.press('Escape')
  })

  it('is seen, written and searched by its owner, and is not there for anybody else', async () => {
    await memory(page)
      .getByRole('button', { name: /New document/ })
      .click()
    await page.getByRole('textbox', { name: 'Name' }).fill('~diary-of-carl/monday')
    await page.getByRole('button', { name: 'Create' }).click()
    await memory(page).getByRole('textbox', { name: 'Text of the document' }).fill('Nobody knows Nightjar.\n')
    await memory(page).getByRole('button', { name: 'Save', exact: true }).click()
    await document(page, 'monday.md').waitFor()

    await who('Bea')
    await document(page, 'monday.md').waitFor({ state: 'detached' })
    await openSettings()
    await settings().getByText('/memories/~bea', { exact: true }).waitFor()
    await settings().getByText('Bea writes, nobody else sees it.').waitFor()
    expect(await settings().getByText('Diary of Carl').count()).toBe(0)
    await page.keyboard.press('Escape')
    expect(JSON.stringify(await ask(server, 'GET', '/api/state'))).not.toContain('Nightjar')

    await who('Carl')
    await document(page, 'monday.md').waitFor()
  })

  it('is told apart from the shared one: in a search, in Activity, and by the numbers of changes', async () => {
    const path = '/memories/tuesday.md'
    await ask(server, 'POST', '/api/memory/documents', { path, text: 'Nightjar it is.\n', speaker: 'Bea' })
    await memory(page).getByRole('searchbox', { name: 'Find in memory' }).fill('Nightjar')
    await memory(page).getByRole('button', { name: 'Filters' }).click()
    const found = memory(page).getByRole('region', { name: 'Found in the texts' }).getByRole('listitem')
    await expect.poll(() => found.count()).toBe(2)
    const where = memory(page).getByRole('combobox', { name: 'Where' })
    await where.selectOption('Shared memory')
    await expect.poll(() => found.allTextContents()).toEqual([expect.stringContaining('tuesday.md')])
    await where.selectOption('Diary of Carl')
    await expect.poll(() => found.allTextContents()).toEqual([expect.stringContaining('monday.md')])
    await memory(page).getByRole('button', { name: 'Without filters' }).click()
    await memory(page).getByRole('button', { name: 'Clear the search' }).click()
    await memory(page).getByRole('button', { name: 'Filters' }).click()

    await memory(page)
      .getByRole('button', { name: /^Activity/ })
      .click()
    const entries = memory(page).getByRole('list', { name: 'Changes' }).getByRole('listitem')
    const first = entries.filter({ hasText: 'created' })
    await expect.poll(() => first.filter({ hasText: /change 1$/ }).allTextContents()).toHaveLength(1)
    await first.filter({ hasText: 'change 1 in Diary of Carl' }).waitFor()
    await where.selectOption('Shared memory')
    await entries.filter({ hasText: 'Diary of Carl' }).first().waitFor({ state: 'detached' })
    expect(await entries.allTextContents()).toEqual([expect.stringContaining('tuesday.md')])
    await where.selectOption('Diary of Carl')
    // The list of before stands until the new one has come.
    await entries.filter({ hasText: 'monday.md' }).getByRole('button').first().click()
    await entries.getByRole('button', { name: 'Undo this change…' }).click()
    await page.getByRole('dialog', { name: /^Undo change \d+ in Diary of Carl$/ }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await memory(page)
      .getByRole('button', { name: /^Documents/ })
      .click()
  })

  it('keeps somebody else from speaking in a chat that has it, until it is taken out', async () => {
    await page.getByRole('button', { name: 'Add chat' }).click()
    const name = 'Chat 2'
    await chat(page, name).waitFor()
    await chat(page, name)
      .getByRole('button', { name: /^Speaking as/ })
      .click()
    await page.getByRole('menuitemradio', { name: 'Bea' }).click()
    await chat(page, name).getByText('Diary of Carl in this chat, which Bea may not read').waitFor()
    await chat(page, name).getByRole('button', { name: 'Take it out of this chat' }).click()
    await chat(page, name).getByText('which Bea may not read').waitFor({ state: 'detached' })
    await say(page, name, 'Hello.')
    await chat(page, name).getByRole('article').first().waitFor()
  })
})

describe('on a phone', () => {
  it('the rights of somebody with a long name are in sight', async () => {
    const name = 'Carola Friederike von Sowieso-Langnamen'
    await ask(server, 'POST', '/api/chats', { name: 'Long', speaker: name })
    await page.setViewportSize({ width: 390, height: 844 })
    await openSettings()
    await settings().getByRole('button', { name: 'Add memory' }).click()
    await settings().getByText('Only people I name').click()
    const choice = await settings().getByRole('combobox', { name }).boundingBox()
    expect((choice?.x ?? 0) + (choice?.width ?? 0)).toBeLessThan(390 - 24)
    await page.keyboard.press('Escape')
  })
})
