/** Everything by keys alone: the palette, the list of keys and what one makes of it, and where the focus goes. */
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { page, server, stage } from './stage.ts'
import { addChat, ask, chat, memory, message } from './walk.ts'

stage({
  before: async () => {
    for (const name of ['Discovery', 'Proposal']) await addChat(server, name, 'Alice')
    for (const path of ['/memories/acme/contacts.md', '/memories/acme/plan.md', '/memories/globex.md']) {
      await ask(server, 'POST', '/api/memory/documents', { path, text: '# Notes\n', speaker: 'Alice' })
    }
  },
})
beforeAll(() => chat(page, 'Proposal').waitFor())

const palette = () => page.getByRole('dialog', { name: 'Commands' })
const field = () => palette().getByRole('combobox')
const options = () => palette().getByRole('option')
/** What the field says is meant just now, for those who hear it. */
const active = () =>
  field().evaluate((place) => {
    const id = place.getAttribute('aria-activedescendant')
    return (id && document.getElementById(id)?.textContent) ?? ''
  })
const focusIsIn = (name: string) => message(page, name).evaluate((place) => place === document.activeElement)
const open = async () => {
  await page.keyboard.press('Control+k')
  await field().waitFor()
}

describe('the palette', () => {
  it('opens by its keys from anywhere, offers what there is, and gives the focus back', async () => {
    await message(page, 'Discovery').focus()
    await open()
    expect(await accessibilityProblems(page)).toEqual([])
    await palette()
      .getByRole('group', { name: 'Board' })
      .getByRole('option', { name: 'Add a chat' })
      .waitFor()
    await palette()
      .getByRole('group', { name: 'Documents' })
      .getByRole('option', { name: /plan\.md/ })
      .waitFor()
    await page.keyboard.press('Escape')
    await palette().waitFor({ state: 'detached' })
    await expect.poll(() => focusIsIn('Discovery')).toBe(true)
    await open()
    await page.keyboard.press('Control+k')
    await palette().waitFor({ state: 'detached' })
  })

  it('finds by a few letters, says how much it found, and arrow keys walk', async () => {
    await open()
    await page.keyboard.type('cont')
    await expect.poll(active).toMatch(/^contacts\.md/)
    await page.keyboard.press('ArrowDown')
    await expect.poll(active).not.toMatch(/^contacts\.md/)
    await page.keyboard.press('ArrowUp')
    await expect.poll(active).toMatch(/^contacts\.md/)
    await expect.poll(() => palette().getByRole('status').textContent()).toMatch(/^\d+ results?\.$/)
    await page.keyboard.press('Enter')
    await memory(page).getByRole('heading', { name: 'contacts.md' }).waitFor()
    await open()
    await page.keyboard.type('zzzz')
    await palette().getByText('Nothing is called so.').waitFor()
    await page.keyboard.press('Escape')
  })

  it('finds what was said in a chat, also in one that this view leaves out, and leads to it', async () => {
    const id = await addChat(server, 'Pricing', 'Alice')
    const turn = { id: 'turn_decision', text: 'We charge per vehicle from January on.', speaker: 'Alice' }
    await ask(server, 'POST', `/api/chats/${id}/turns`, turn)
    await chat(page, 'Pricing').getByText('We charge per vehicle').first().waitFor()
    await chat(page, 'Pricing').getByRole('button', { name: 'Menu of Pricing' }).click()
    await page.getByRole('menuitem', { name: 'Leave out of this view' }).click()
    await chat(page, 'Pricing').waitFor({ state: 'detached' })
    await open()
    await page.keyboard.type('per VEHICLE')
    const said = palette().getByRole('group', { name: 'Said in chats' }).getByRole('option')
    await said.first().waitFor()
    expect(await said.first().textContent()).toMatch(/We charge per vehicle.*Pricing · /)
    expect(await accessibilityProblems(page)).toEqual([])
    // Claude may have written it down by now: documents stand first.
    const place = (await options().allTextContents()).findIndex((text) => text.includes('Pricing · '))
    for (let at = 0; at < place; at++) await page.keyboard.press('ArrowDown')
    await expect.poll(active).toMatch(/We charge per vehicle.*Pricing · /)
    await page.keyboard.press('Enter')
    await chat(page, 'Pricing').locator('[data-turn="turn_decision"]:focus').waitFor()
    expect(await page.locator('[data-pane]:visible').count()).toBe(3)
    await page.goBack()
    await chat(page, 'Pricing').waitFor({ state: 'detached' })
    await page.goForward()
    await chat(page, 'Pricing').waitFor()
    await ask(server, 'POST', `/api/chats/${id}/place`, { place: 'deleted' })
    await chat(page, 'Pricing').waitFor({ state: 'detached' })
  })

  it('finds what stands in a document that is called otherwise, and leads to the line', async () => {
    const path = '/memories/agreed.md'
    const text = '# Agreed\n\nEach lorry costs nine euros a day.\n'
    await ask(server, 'POST', '/api/memory/documents', { path, text, speaker: 'Alice' })
    await open()
    await page.keyboard.type('lorry euros')
    const written = palette().getByRole('group', { name: 'Written in documents' }).getByRole('option')
    await written.first().waitFor()
    expect(await written.allTextContents()).toEqual([
      expect.stringMatching(/^Each lorry costs nine euros a day\.agreed\.md · Alice · /),
    ])
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Enter')
    await memory(page).getByRole('heading', { name: 'agreed.md' }).waitFor()
    await memory(page).locator('[data-lines] [data-line="3"]').waitFor()
    await ask(server, 'POST', '/api/memory/delete', { path, speaker: 'Alice' })
  })

  it('puts what was said before a name that only has the letters in it somewhere', async () => {
    const path = '/memories/a_long_name_about_theatre_again_and_again_in_ever_so_many_very_long_evenings.md'
    await ask(server, 'POST', '/api/memory/documents', { path, text: 'Kept.\n', speaker: 'Alice' })
    const id = await addChat(server, 'Terms')
    const turn = { id: 'turn_terms', text: 'The training takes twelve half days.', speaker: 'Alice' }
    await ask(server, 'POST', `/api/chats/${id}/turns`, turn)
    await open()
    await page.keyboard.type('training')
    const said = palette().getByRole('group', { name: 'Said in chats' }).getByRole('option')
    await said.getByText('takes twelve half days').first().waitFor()
    const scattered = palette().getByRole('group', { name: 'With these letters somewhere' })
    await scattered.getByRole('option', { name: 'a_long_name' }).waitFor()
    expect(await options().first().textContent()).toContain('takes twelve half days')
    expect(await options().last().textContent()).toContain('a_long_name')
    await page.keyboard.press('Escape')
    await ask(server, 'POST', '/api/memory/delete', { path, speaker: 'Alice' })
    await ask(server, 'POST', `/api/chats/${id}/place`, { place: 'deleted' })
    await chat(page, 'Terms').waitFor({ state: 'detached' })
  })

  it('leads to a chat, does what it names where one was, and offers it first the next time', async () => {
    await message(page, 'Discovery').focus()
    await open()
    await page.keyboard.type('proposal')
    await page.keyboard.press('Enter')
    await expect.poll(() => focusIsIn('Proposal')).toBe(true)
    await open()
    await page.keyboard.type('fill the board')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('[data-pane]:visible').count()).toBe(1)
    await chat(page, 'Proposal').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('[data-pane]:visible').count()).toBe(2)
    await open()
    await palette().getByRole('group', { name: 'Recent' }).waitFor()
    expect(await options().first().textContent()).toMatch(/^Let this chat fill the board/)
    await page.keyboard.type('spending')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Spending', selected: true }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => focusIsIn('Proposal')).toBe(true)
  })
})

describe('the keys', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const line = (command: string) => dialog().getByRole('button', { name: new RegExp(`keys of “${command}`) })
  const list = async () => {
    await page.getByRole('button', { name: 'Help', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click()
    await dialog().waitFor()
  }

  it('are listed, and changed by pressing others; Escape leaves them', async () => {
    await list()
    expect(await accessibilityProblems(page)).toEqual([])
    await line('Settings').click()
    await page.keyboard.press('Escape')
    expect(await line('Settings').textContent()).toBe('Alt ,')
    await line('Settings').click()
    await page.keyboard.press('Alt+x')
    await expect.poll(() => line('Settings').textContent()).toBe('Alt X')
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await page.keyboard.press('Alt+x')
    await page.getByRole('dialog', { name: 'Settings' }).waitFor()
    await page.keyboard.press('Escape')
    await page.reload()
    await chat(page, 'Proposal').waitFor()
    await page.getByRole('button', { name: 'Settings', exact: true }).hover()
    const hint = page.getByRole('tooltip', { name: 'Settings (Alt X)' })
    await hint.waitFor({ state: 'attached' })
    await page.mouse.down()
    await hint.waitFor({ state: 'detached' })
    await page.mouse.up()
    await page.getByRole('dialog', { name: 'Settings' }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('that do something else already are named, and taken only when one says so', async () => {
    await list()
    await line('Statistics').click()
    await page.keyboard.press('Alt+n')
    await dialog().getByText('Alt N is for “Add a chat” until now.').waitFor()
    await dialog().getByRole('button', { name: 'Leave it there' }).click()
    expect(await line('Statistics').textContent()).toBe('no keys')
    await line('Statistics').click()
    await page.keyboard.press('Alt+n')
    await dialog().getByRole('button', { name: 'Use it here' }).click()
    await expect.poll(() => line('Statistics').textContent()).toBe('Alt N')
    expect(await line('Add a chat').textContent()).toBe('no keys')
    await line('Statistics').click()
    await page.keyboard.press('Enter')
    await dialog().getByText('Enter moves or writes wherever one is, and cannot be given away.').waitFor()
  })

  it('of the numbers are changed for all nine at once, and hold where one writes', async () => {
    expect(await line('Write in the chat').textContent()).toBe('Alt 1 … 9')
    await line('Write in the chat').click()
    await page.keyboard.press('x')
    await dialog()
      .getByText(/^X is no number/)
      .waitFor()
    await line('Write in the chat').click()
    await page.keyboard.press('Control+Alt+3')
    await expect.poll(() => line('Write in the chat').textContent()).toBe('Ctrl Alt 1 … 9')
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    const where = () =>
      page.evaluate(() => {
        const panes = [...document.querySelectorAll('[data-pane]')]
        return panes.findIndex((pane) => pane.contains(document.activeElement))
      })
    await page.keyboard.press('Control+Alt+2')
    await expect.poll(where).toBe(1)
    await page.keyboard.press('Alt+1')
    await page.keyboard.press('Control+Alt+9')
    expect(await where()).toBe(1)
    await page.keyboard.press('Control+Alt+1')
    await expect.poll(where).toBe(0)
    await list()
  })

  it('are given back one by one or all at once, and single ones can be switched off', async () => {
    await dialog().getByRole('button', { name: 'Give “Settings” its first keys again: Alt ,' }).click()
    await expect.poll(() => line('Settings').textContent()).toBe('Alt ,')
    await dialog().getByRole('button', { name: 'All as at first' }).click()
    await expect.poll(() => line('Add a chat').textContent()).toBe('Alt N')
    await dialog().getByRole('switch', { name: 'Keys pressed alone' }).click()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await page.keyboard.press('Control+k')
    await field().waitFor()
    expect(await dialog().count()).toBe(0)
    await page.keyboard.press('Escape')
    await list()
    await dialog().getByRole('switch', { name: 'Keys pressed alone' }).click()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await page.keyboard.press('?')
    await dialog().waitFor()
    await page.keyboard.press('Escape')
  })
})
