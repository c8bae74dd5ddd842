/** The interface in German, and from right to left. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { misread } from './reading.ts'
import { page, server, stage } from './stage.ts'
import { ask, chat, finished } from './walk.ts'

const ALICE = 'Alice · Discovery'
const settings = () => page.getByRole('dialog', { name: 'Einstellungen' })

/** Words of the English catalogues that no German sentence has. */
const ENGLISH =
  /\b(?:Save|Undo|Send|Close|Cancel|Memory|Settings|Statistics|Help|Search|History|Delete|Show|Hide|Add|New|Open|Change|Follow|Conversation|Message|Speaking|Spending|Answers|Forgetting|Language|Theme|Menu of|Who|the|of|and|with|your)\b/

/** What the interface itself says and shows just now. What people, Claude and the server wrote is not of it. */
async function said(on: Page): Promise<string[]> {
  return await on.evaluate(() => {
    const controls =
      'button, [role=tab], [role=menuitem], [role=option], label, legend, summary, th, figcaption'
    const theirs = '[role=log] .prose, [data-document] .prose, [lang=en]'
    const texts = [...document.querySelectorAll<HTMLElement>(`${controls}, h2, h3`)]
      .filter((element) => !element.closest(theirs) && element.checkVisibility())
      .map((element) => {
        const own = element.cloneNode(true) as HTMLElement
        for (const other of own.querySelectorAll('[lang=en]')) other.remove()
        return own.textContent
      })
    const named = ['aria-label', 'placeholder', 'title'].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
    )
    return [...new Set([...texts, ...named].map((text) => text.trim()).filter(Boolean))]
  })
}

const english = async () => (await said(page)).filter((text) => ENGLISH.test(text))

// What is refused, here on purpose, is answered so.
stage({ expected: /40[09]/ })

describe('in German', () => {
  it('is the whole page from the moment it is chosen, and one is still where one was', async () => {
    const { chats } = await ask(server, 'POST', '/api/example', {})
    const [alice = ''] = chats as string[]
    await ask(server, 'POST', `/api/chats/${alice}/turns`, {
      id: 'turn_first',
      text: 'Please keep a decision about Lighthouse for the team:\n\nDecisions:\n- PostgreSQL for everything',
      speaker: 'Alice',
    })
    await finished(server, alice)
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('tab', { name: 'Pace and look' }).click()
    await page.getByLabel('Language').selectOption('Deutsch')
    await settings().getByRole('tab', { name: 'Tempo und Aussehen', selected: true }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
    await expect
      .poll(() =>
        settings()
          .getByLabel('Sprache')
          .evaluate((field) => document.activeElement === field),
      )
      .toBe(true)
  })

  it.each([
    'Hosts',
    'Antworten',
    'Systemprompt',
    'Kontextbearbeitung',
    'Ausgaben',
    'Gedächtnisse und Personen',
    'Pflege',
    'Vergessen',
    'Tempo und Aussehen',
  ])('has no English in the settings: %s', async (part) => {
    await settings().getByRole('tab', { name: part }).click()
    await settings()
      .getByRole('link', { name: /^Mehr dazu/ })
      .waitFor()
    expect(await english()).toEqual([])
  })

  it('has German for what the server says of hosts: forms, reasons and findings', async () => {
    await settings().getByRole('tab', { name: 'Hosts' }).click()
    await settings()
      .getByText(/^Weder ein Schlüssel noch AWS-Zugangsdaten wurden gefunden\.$/)
      .waitFor()
    await settings().getByRole('button', { name: 'Hinzufügen: Ein anderer Server' }).click()
    const form = settings().getByRole('form', { name: 'Ein anderer Server' })
    await form.getByText('Nur wenn der Server einen verlangt.').waitFor()
    await form.getByLabel('Name').fill('Nirgends')
    await form.getByLabel('Adresse', { exact: true }).fill('http://127.0.0.1:4719')
    await form.getByRole('button', { name: 'Prüfen und speichern' }).click()
    const found = form.getByRole('list', { name: 'Was geprüft wurde' })
    await found.getByText('Unter 127.0.0.1:4719 hört niemand zu.').waitFor()
    await found.getByText('Sieh nach, ob der Server läuft und der Port stimmt.').waitFor()
    expect(await found.locator('[lang=en]').count()).toBe(0)
    expect(await english()).toEqual([])
    expect(await accessibilityProblems(page)).toEqual([])
    await form.getByRole('button', { name: 'Abbrechen' }).click()
  })

  it('marks what the server says in English as English', async () => {
    const answer = { status: 409, json: { error: { code: 'conflict', message: 'The chat is not there.' } } }
    await page.route('**/api/hosts/*/examine', (route) => route.fulfill(answer))
    await settings()
      .getByRole('article', { name: 'Rehearsal' })
      .getByRole('button', { name: 'Prüfen' })
      .click()
    await page.locator('[role=alert] [lang=en]').getByText('The chat is not there.').waitFor()
    await page.unroute('**/api/hosts/*/examine')
  })

  it('has no English on the board and in memory, and stays over a reload', async () => {
    await page.keyboard.press('Escape')
    await page.reload()
    await chat(page, ALICE).getByRole('button', { name: 'Senden' }).waitFor()
    await page.getByRole('region', { name: 'Gedächtnis', exact: true }).getByRole('treeitem').first().click()
    await page
      .getByRole('region', { name: 'Gedächtnis', exact: true })
      .getByRole('button', { name: 'Bearbeiten' })
      .waitFor()
    expect(await english()).toEqual([])
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it.each([
    ['Hilfe', 'menu'],
    ['Alle Chats', 'menu'],
    ['Statistik', 'dialog'],
  ] as const)('has no English in what opens from the top: %s', async (name, role) => {
    await page.getByRole('banner').getByRole('button', { name, exact: true }).click()
    await page.getByRole(role).waitFor()
    expect(await english()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole(role).waitFor({ state: 'detached' })
  })

  it('has no English around the prompts', async () => {
    await chat(page, ALICE).getByRole('button', { name: 'Prompts' }).click()
    await page.getByRole('option').first().waitFor()
    const shown = await page.getByRole('dialog').locator('button, label, legend, dt').allInnerTexts()
    expect(shown.filter((text) => ENGLISH.test(text))).toEqual([])
    await page.keyboard.press('Escape')
  })
})

describe('from right to left', () => {
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  const left = (name: string) =>
    page
      .getByRole('region', { name, exact: true })
      .evaluate((element) => element.getBoundingClientRect().left)

  it('turns the board around', async () => {
    expect(await left('Gedächtnis')).toBeGreaterThan(await left(ALICE))
    await page.getByRole('button', { name: 'Einstellungen', exact: true }).click()
    await settings().getByRole('tab', { name: 'Tempo und Aussehen' }).click()
    await settings().getByLabel('Schreibrichtung').selectOption('rtl')
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
    expect(await overflow()).toBe(0)
    await page.keyboard.press('Escape')
    await settings().waitFor({ state: 'detached' })
    expect(await left('Gedächtnis')).toBeLessThan(await left(ALICE))
  })

  it('reads German from left to right', async () => {
    expect(await misread(page)).toEqual([])
    await page.getByRole('button', { name: 'Einstellungen', exact: true }).click()
    for (const tab of await settings().getByRole('tab').all()) {
      await tab.click()
      await settings()
        .getByRole('link', { name: /^Mehr dazu/ })
        .waitFor()
      expect(await misread(page)).toEqual([])
    }
    await page.keyboard.press('Escape')
    await settings().waitFor({ state: 'detached' })
  })

  it.each([
    [1440, 900],
    [1024, 768],
    [390, 844],
  ])('overflows nowhere at %i by %i', async (width, height) => {
    await page.setViewportSize({ width, height })
    await chat(page, ALICE).getByRole('textbox', { name: 'Nachricht' }).waitFor()
    expect(await overflow()).toBe(0)
    await page.getByRole('button', { name: 'Einstellungen', exact: true }).click()
    await settings().waitFor()
    expect(await overflow()).toBe(0)
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await settings().waitFor({ state: 'detached' })
  })
})
