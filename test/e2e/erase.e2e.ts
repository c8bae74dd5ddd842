/** Forgetting for ever in people's hands: see everything that holds it, confirm, and be told what a search finds. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { AppState } from '../../src/workspace/events.ts'
import { accessibilityProblems } from '../chromium.ts'
import { grepFiles } from '../grep-files.ts'
import { page, server, stage } from './stage.ts'
import { addChat, ask, chat, document, finished, memory, say } from './walk.ts'

// What was erased may be asked for once more in the moment in which it goes.
stage({ expected: /404/ })

const hits = (...words: string[]) => grepFiles([server.data, server.memories], words)
const dialog = () => page.getByRole('dialog')
const confirm = async () => {
  const button = dialog().getByRole('button', { name: 'Erase for ever' })
  expect(await button.isDisabled()).toBe(true)
  await dialog()
    .getByRole('textbox', { name: /Type erase/ })
    .fill('erase')
  await button.click()
  await dialog().getByText('Erased.', { exact: true }).waitFor()
}
const inMenu = async (menu: string, item: RegExp) => {
  await memory(page).getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

describe('words', () => {
  it('are found in memory and in chats, and are gone from every screen and file', async () => {
    const id = await addChat(server, 'Deals')
    await chat(page, 'Deals').waitFor()
    await say(page, 'Deals', 'Our customer Zanzibar Nightjar has a budget of $731K. Please remember it.')
    await finished(server, id)
    await inMenu('Memory menu', /Find and erase words/)
    await dialog().getByRole('textbox', { name: 'Words' }).fill('Zanzibar Nightjar')
    await dialog().getByRole('button', { name: 'Look for them' }).click()
    await dialog().getByText('In memory', { exact: true }).waitFor()
    await dialog()
      .getByText(/1 message/)
      .waitFor()
    await dialog()
      .getByText(/On disk it stands in/)
      .waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await confirm()
    await dialog()
      .getByText(/found nothing left/)
      .waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    expect(hits('Zanzibar Nightjar')).toEqual([])
    await dialog().getByRole('button', { name: 'Close', exact: true }).click()
    await chat(page, 'Deals')
      .getByText(/\[removed\] has a budget/)
      .first()
      .waitFor()
    expect(await page.locator('body').innerText()).not.toContain('Nightjar')
  })

  it('that nobody holds are said to be nowhere', async () => {
    await inMenu('Memory menu', /Find and erase words/)
    await dialog().getByRole('textbox', { name: 'Words' }).fill('quetzalcoatl')
    await dialog().getByRole('button', { name: 'Look for them' }).click()
    await dialog()
      .getByText(/Nothing holds these words/)
      .waitFor()
    await page.keyboard.press('Escape')
  })
})

describe('many places', () => {
  it('leave the confirmation in sight, and what has the focus is not below it', async () => {
    for (let n = 0; n < 25; n++)
      await ask(server, 'POST', '/api/memory/documents', {
        path: `/memories/places/${n}.md`,
        text: 'Okapi Saltmarsh stands here\n',
        speaker: 'Alice',
      })
    await inMenu('Memory menu', /Find and erase words/)
    await dialog().getByRole('textbox', { name: 'Words' }).fill('Okapi Saltmarsh')
    await dialog().getByRole('button', { name: 'Look for them' }).click()
    const places = dialog().getByRole('checkbox')
    await expect.poll(() => places.count()).toBeGreaterThan(24)
    const edges = async (element: Locator) => {
      const { y = 0, height = 0 } = (await element.boundingBox()) ?? {}
      return { top: y, bottom: y + height }
    }
    const field = dialog().getByRole('textbox', { name: /Type erase/ })
    const end = (await edges(dialog())).bottom
    expect((await edges(dialog().getByRole('button', { name: 'Erase for ever' }))).bottom).toBeLessThan(end)
    expect((await edges(field)).bottom).toBeLessThan(end)
    // Nothing is seen below it.
    expect(end - (await edges(dialog().locator('form > :last-child'))).bottom).toBeLessThan(3)
    for (let n = 0; n < 24; n++) {
      await places.nth(n).focus()
      expect((await edges(places.nth(n))).bottom).toBeLessThan((await edges(field)).top)
    }
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  })
})

describe('one version', () => {
  it('goes from the history, which says who erased; the others can still be read', async () => {
    const made = await ask(server, 'POST', '/api/memory/documents', {
      path: '/memories/plan.md',
      text: 'The first plan, as it was\n',
      speaker: 'Alice',
    })
    const { document: info } = made as { document: { document: string; version: number } }
    const second = { base: info.version, text: 'The second plan, as it is\n', speaker: 'Alice' }
    await ask(server, 'PUT', `/api/memory/documents/${info.document}`, second)
    await document(page, 'plan.md').click()
    await memory(page).getByRole('tab', { name: 'History' }).click()
    await memory(page)
      .getByRole('button', { name: /created/ })
      .click()
    await memory(page).getByText('The first plan, as it was').waitFor()
    await memory(page).getByRole('button', { name: 'Erase this version…' }).click()
    await dialog()
      .getByText(/1 version will be gone/)
      .waitFor()
    await confirm()
    await dialog().getByRole('button', { name: 'Close', exact: true }).click()
    await memory(page)
      .getByRole('button', { name: /erased 1 version for ever/ })
      .waitFor()
    await memory(page)
      .getByRole('button', { name: /created/ })
      .click()
    await memory(page)
      .getByText(/The text of this version was erased by/)
      .waitFor()
    expect(hits('The first plan, as it was')).toEqual([])
    expect(readFileSync(join(server.memories, 'plan.md'), 'utf8')).toBe('The second plan, as it is\n')
  })
})

describe('a document', () => {
  it('goes as a whole, with its names; the dialog stays to tell what the search found', async () => {
    await inMenu('Menu of plan.md', /Erase for ever/)
    await dialog()
      .getByText(/its names will be gone/)
      .waitFor()
    await confirm()
    await dialog()
      .getByText(/found nothing left/)
      .waitFor()
    await dialog().getByRole('button', { name: 'Close', exact: true }).click()
    await document(page, 'plan.md').waitFor({ state: 'detached' })
    await memory(page).getByText('It was erased for ever.').waitFor()
    expect(readdirSync(server.memories).filter((name) => name.endsWith('.md'))).not.toContain('plan.md')
    expect(hits('The second plan', 'plan.md')).toEqual([])
  })
})

describe('the settings', () => {
  it('say after how long things are forgotten by themselves, and lead to erasing words', async () => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('tab', { name: 'Forgetting' }).click()
    await page.getByRole('combobox', { name: 'Replaced versions' }).selectOption('90')
    const retention = async () => {
      const { state } = await ask(server, 'GET', '/api/state')
      return (state as AppState).workspace.settings.retention
    }
    await expect.poll(retention).toEqual({ versionsDays: 90, deletedDays: null })
    await page.getByRole('button', { name: 'Find and erase words…' }).click()
    const words = page.getByRole('dialog', { name: 'Find and erase words' })
    await words.getByRole('textbox', { name: 'Words' }).fill('anything at all')
    await page.keyboard.press('Escape')
    await words.waitFor({ state: 'detached' })
    await page.getByRole('dialog', { name: 'Settings' }).waitFor()
    await page.keyboard.press('Escape')
  })
})
