/** What changed while one did not look: the marks in the tree, the notice on coming back, the review, the activity. */
import { beforeAll, describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { page, server, stage } from './stage.ts'
import { addChat, answered, ask, document, documentIn, memory, say, setPace } from './walk.ts'

const ids: Record<string, string> = {}

const create = async (name: string, text: string, speaker = 'Alice') => {
  ids[name] = documentIn(
    await ask(server, 'POST', '/api/memory/documents', { path: `/memories/${name}`, text, speaker }),
  )
}
const version = async (name: string) =>
  Number((await ask(server, 'GET', `/api/memory/documents/${ids[name]}`)).version)
const save = async (name: string, text: string, speaker: string) =>
  ask(server, 'PUT', `/api/memory/documents/${ids[name]}`, { base: await version(name), text, speaker })
const textOf = async (name: string) =>
  String((await ask(server, 'GET', `/api/memory/documents/${ids[name]}`)).text)

const way = (name: RegExp) => memory(page).getByRole('navigation').getByRole('button', { name })
const unread = (name: string) => document(page, name).filter({ hasText: 'changed since you looked' })
const row = (name: string) => memory(page).locator('[data-row]').filter({ hasText: name })

/** Opens the dialog of the row that has the focus, and does what it offers. The notice in it may offer an undo too. */
async function undoByKey(): Promise<void> {
  await page.keyboard.press('u')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('list', { name: 'What will change' }).waitFor()
  await dialog.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await dialog.waitFor({ state: 'detached' })
}

/** Leaves the page, lets an hour pass on this browser's calendar, and comes back. */
async function away(what: () => Promise<unknown>): Promise<void> {
  await page.goto(`${server.url}/api/health`)
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith('commonplace.visit.'))) {
      const visit = JSON.parse(localStorage.getItem(key) ?? '{}')
      localStorage.setItem(key, JSON.stringify({ ...visit, at: visit.at - 3_600_000 }))
    }
  })
  await what()
  await page.goto(server.url)
  await memory(page).waitFor()
}

stage({
  before: async () => {
    await create('plan.md', '# Plan\n\n- one\n- two\n')
    await create('team/notes.md', '# Notes\n\nA line.\n')
    await create('team/old.md', '# Old\n')
    await addChat(server, 'Discovery')
  },
})
beforeAll(async () => {
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }))
  await document(page, 'plan.md').waitFor()
})

describe('what was not looked at', () => {
  it('is nothing at first: what is there already needs no mark', async () => {
    await expect.poll(() => memory(page).getByText('changed since you looked').count()).toBe(0)
  })

  it('has a quiet mark, also on its folder, until it is opened', async () => {
    await save('team/notes.md', '# Notes\n\nA better line.\n', 'John')
    await unread('notes.md').waitFor()
    await memory(page)
      .getByRole('treeitem', { name: /team.*1 new/ })
      .waitFor()
    await way(/What changed.*1 document not read yet/).waitFor()
    await document(page, 'notes.md').click()
    await unread('notes.md').waitFor({ state: 'detached' })
  })

  it('is told on opening, with what changed', async () => {
    const strip = memory(page).getByRole('region', { name: 'Changed since you looked' })
    await strip.getByRole('button', { name: 'Show what' }).click()
    await strip.getByText('A better line.').waitFor()
    await strip.getByText('A line.', { exact: true }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await strip.getByRole('button', { name: 'Put away' }).click()
    await strip.waitFor({ state: 'detached' })
  })

  it('does not count what changes under one’s eyes', async () => {
    await save('team/notes.md', '# Notes\n\nThe best line.\n', 'John')
    await memory(page).getByText('The best line.').waitFor()
    await expect.poll(() => unread('notes.md').count()).toBe(0)
  })

  it('does not count what one saves under the name it was begun with, whoever one speaks as by then', async () => {
    await create('mine.md', 'Mine.\n')
    await document(page, 'mine.md').click()
    await memory(page).getByRole('button', { name: 'Edit' }).click()
    const by = await memory(page)
      .getByRole('button', { name: /^Saved as/ })
      .textContent()
    expect(by).not.toContain('Alice')
    await say(page, 'Discovery', 'Hello.')
    await answered(page, 'Discovery')
    await memory(page).getByRole('textbox', { name: 'Text of the document' }).fill('Mine, and more.\n')
    expect(
      await memory(page)
        .getByRole('button', { name: /^Saved as/ })
        .textContent(),
    ).toBe(by)
    // The page hears of the change before it is told that saving worked.
    const { promise: heard, resolve: goOn } = Promise.withResolvers<void>()
    await page.route('**/api/memory/documents/*', async (route) => {
      const response = await route.fetch()
      await heard
      await route.fulfill({ response })
    })
    await memory(page).getByRole('button', { name: 'Save', exact: true }).click()
    await document(page, 'mine.md').filter({ hasText: '16 B' }).waitFor()
    expect(await unread('mine.md').count()).toBe(0)
    goOn()
    await memory(page).getByRole('button', { name: 'Edit' }).waitFor()
    await page.unroute('**/api/memory/documents/*')
    expect(await memory(page).getByText('since you looked').count()).toBe(0)
  })

  it('is the same after a reload', async () => {
    await save('plan.md', '# Plan\n\n- one\n- two and a half\n', 'John')
    await unread('plan.md').waitFor()
    await page.reload()
    await unread('plan.md').waitFor()
    expect(await unread('notes.md').count()).toBe(0)
  })
})

describe('coming back', () => {
  it('tells calmly what changed meanwhile, and by whose hands', async () => {
    await away(async () => {
      await save('team/notes.md', '# Notes\n\nWritten while you were away.\n', 'John')
      await ask(server, 'POST', '/api/memory/delete', {
        path: '/memories/team/old.md',
        base: await version('team/old.md'),
        speaker: 'Sam',
      })
    })
    const notice = page.getByRole('region', { name: 'While you were away' })
    await notice.getByText('While you were away: 2 documents changed by Sam and John.').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await notice.getByRole('button', { name: 'See what changed' }).click()
    await notice.waitFor({ state: 'detached' })
    await row('notes.md').waitFor()
    expect(await row('old.md').textContent()).toContain('deleted')
    expect(await row('plan.md').count()).toBe(0)
    await memory(page).getByText('Written while you were away.').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('is walked by keys: down, undo in the dialog, read', async () => {
    await row('old.md').focus()
    await page.keyboard.press('j')
    await expect
      .poll(() => row('notes.md').evaluate((each) => each === window.document.activeElement))
      .toBe(true)
    await undoByKey()
    await expect.poll(() => textOf('team/notes.md')).toBe('# Notes\n\nThe best line.\n')
    await row('notes.md').focus()
    await page.keyboard.press('r')
    await row('notes.md').filter({ hasText: 'not read yet' }).waitFor({ state: 'detached' })
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await expect.poll(() => row('old.md').getAttribute('aria-expanded')).toBe('false')
  })

  it('brings a deleted document back from its row', async () => {
    await row('old.md').focus()
    await undoByKey()
    expect(await textOf('team/old.md')).toBe('# Old\n')
  })

  it('can be asked at any time: since one looked, and since a moment; all is read with one button', async () => {
    await memory(page).getByRole('combobox', { name: 'Since when' }).selectOption('Since I looked')
    await row('plan.md').waitFor()
    await memory(page).getByRole('combobox', { name: 'Since when' }).selectOption('Since a moment…')
    await memory(page).getByLabel('The moment').waitFor()
    await expect.poll(() => row('notes.md').count()).toBe(1)
    await memory(page).getByRole('combobox', { name: 'Since when' }).selectOption('Since I looked')
    await memory(page).getByRole('button', { name: 'Mark all as read' }).click()
    await way(/^What changed$/).waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await way(/What changed.*not read yet/).waitFor()
    await memory(page).getByRole('button', { name: 'Mark all as read' }).click()
    await way(/^What changed$/).waitFor()
  })

  it('says nothing when only oneself was at work, or nothing happened', async () => {
    await away(async () => {})
    await document(page, 'plan.md').waitFor()
    expect(await page.getByRole('region', { name: 'While you were away' }).count()).toBe(0)
  })
})

describe('the activity', () => {
  it('shows every change, and only those of one hand, chat or place when asked', async () => {
    await say(page, 'Discovery', 'Please remember that ACME Corp has a budget of $500K.')
    await answered(page, 'Discovery')
    await way(/Activity/).click()
    const entries = memory(page).getByRole('list', { name: 'Changes' }).getByRole('listitem')
    await entries.filter({ hasText: 'Claude, for Alice' }).first().waitFor()
    const all = await entries.count()
    await memory(page).getByRole('combobox', { name: 'In which chat' }).selectOption('Discovery')
    await expect.poll(() => entries.count()).toBeLessThan(all)
    expect(await entries.filter({ hasNotText: 'Discovery' }).count()).toBe(0)
    await memory(page).getByRole('button', { name: 'Without filters' }).click()
    await memory(page).getByRole('combobox', { name: 'Where' }).selectOption('team/')
    await entries.filter({ hasText: 'plan.md' }).first().waitFor({ state: 'detached' })
    await expect.poll(() => entries.filter({ hasText: 'team/' }).count()).toBeGreaterThan(2)
    await memory(page).getByRole('combobox', { name: 'By whom' }).selectOption('John')
    await entries.filter({ hasText: 'Sam' }).first().waitFor({ state: 'detached' })
    await entries.filter({ hasText: 'John' }).first().waitFor()
    expect(await entries.filter({ hasNotText: 'John' }).count()).toBe(0)
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('takes back all that one person did in some time, also what they only deleted', async () => {
    const made = (path: string) =>
      ask(server, 'POST', '/api/memory/documents', { path, text: 'Kept.\n', speaker: 'Alice' })
    const gone = ['/memories/gone/a.md', '/memories/gone/b.md']
    for (const path of gone) await made(path)
    for (const path of gone) await ask(server, 'POST', '/api/memory/delete', { path, speaker: 'Ursula' })
    await memory(page).getByRole('button', { name: 'Without filters' }).click()
    await way(/Documents/).click()
    await way(/Activity/).click()
    await memory(page).getByRole('combobox', { name: 'By whom' }).selectOption('Ursula')
    await memory(page).getByRole('combobox', { name: 'When' }).selectOption('between')
    await memory(page).getByText('2 changes.').waitFor()
    await memory(page)
      .getByRole('button', { name: /Ursula.*today \d\d:\d\d/ })
      .first()
      .waitFor()
    const before = memory(page).getByLabel('From', { exact: true })
    await before.fill('2090-01-01T00:00')
    await memory(page).getByText('No change is like this.').waitFor()
    await memory(page).getByRole('combobox', { name: 'When' }).selectOption('today')
    await memory(page).getByText('2 changes.').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await memory(page).getByRole('button', { name: 'Undo all of these…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Undo 2 changes' })
    await dialog.getByRole('button', { name: 'Undo', exact: true }).click()
    await page.getByText('Undone. 2 documents changed.').waitFor()
    await way(/Documents/).click()
    await memory(page).getByRole('treeitem', { name: /gone/ }).waitFor()
    await way(/Activity/).click()
    await memory(page).getByRole('combobox', { name: 'By whom' }).selectOption('Alice')
  })

  it('shows what Claude does just now, for whom and in which chat', async () => {
    await memory(page).getByRole('button', { name: 'Without filters' }).click()
    await setPace(server, 60)
    await say(page, 'Discovery', 'Please remember that ACME Corp wants a demonstration on Friday.')
    const now = memory(page).getByRole('list', { name: 'Just now' })
    await now.getByText(/Claude, for Alice, .*, in Discovery/).waitFor()
    await setPace(server, 0)
    await answered(page, 'Discovery')
    await now.waitFor({ state: 'detached' })
  })
})
