/** The memory panel in people's hands: making, changing, losing and finding documents. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { browser, page, server, stage } from './stage.ts'
import { ask, document, memory } from './walk.ts'

// A name that is refused, and a conflict, are answered so.
stage({ expected: /40[09]/ })

const create = (path: string, text: string) =>
  ask(server, 'POST', '/api/memory/documents', { path, text, speaker: 'Alice' })
const file = (name: string) => readFileSync(join(server.memories, name), 'utf8')
const editor = () => memory(page).getByRole('textbox', { name: 'Text of the document' })
const inMenu = async (menu: string, item: RegExp) => {
  await memory(page).getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** The widths of a page, in pixels, at which what follows after a piece of code begins a line. */
function widthsWithStopAlone(code: Element): readonly number[] {
  const page = code.closest<HTMLElement>('.prose')
  const rest = code.nextSibling
  if (!page || !rest) throw new Error('Expected words after the code.')
  const stop = new Range()
  stop.setStart(rest, 0)
  stop.setEnd(rest, 1)
  return Array.from({ length: 120 }, (_, n) => 160 + n * 3).filter((width) => {
    page.style.width = `${width}px`
    const last = [...code.getClientRects()].at(-1)
    return last !== undefined && stop.getBoundingClientRect().top >= last.bottom
  })
}

describe('the memory panel', () => {
  it('creates a document, with a folder and an ending of its own, and edits it', async () => {
    await memory(page)
      .getByRole('button', { name: /New document/ })
      .click()
    await page.getByRole('textbox', { name: 'Name' }).fill('people/alice')
    await page.getByRole('button', { name: 'Create' }).click()
    await editor().fill('# Alice\n\n- Leads discovery\n')
    await memory(page).getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => file('people/alice.md')).toBe('# Alice\n\n- Leads discovery\n')
    await memory(page).getByRole('heading', { name: 'Alice', level: 3 }).waitFor()
  })

  it('refuses a name in words and leaves what was typed', async () => {
    await memory(page)
      .getByRole('button', { name: /New document/ })
      .click()
    await page.getByRole('textbox', { name: 'Name' }).fill('../outside')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByText(/is not valid/).waitFor()
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('../outside')
    await page.keyboard.press('Escape')
  })

  it('renames a document, on disk too', async () => {
    await inMenu('Menu of alice.md', /Rename/)
    await page.getByRole('textbox', { name: 'New name' }).fill('people/alice_lead.md')
    await page.getByRole('button', { name: 'Rename' }).click()
    await document(page, 'alice_lead.md').waitFor()
    await expect.poll(() => file('people/alice_lead.md')).toContain('Leads discovery')
  })

  it('shows the whole name of an open document, however narrow the panel is', async () => {
    const before = page.viewportSize()
    const name = 'memory_acme_corp_cloud_migration_architecture.md'
    await create(`/memories/${name}`, 'As decided.\n')
    await page.setViewportSize({ width: 1024, height: 720 })
    await document(page, name).click()
    const title = memory(page).getByRole('heading', { name })
    await title.waitFor()
    const cut = await title.evaluate((place) => [
      place.scrollWidth - place.clientWidth,
      place.scrollHeight - place.clientHeight,
    ])
    expect(Math.max(...cut)).toBeLessThanOrEqual(1)
    await document(page, 'alice_lead.md').click()
    if (before) await page.setViewportSize(before)
  })

  it('begins no line with the full stop after a long name, however wide the page is', async () => {
    const long = '/memories/memory_acme_corp_architecture_of_the_cloud.md'
    await create('/memories/notes.md', `The whole of it is kept in \`${long}\`. It is long.\n`)
    await document(page, 'notes.md').click()
    const alone = await memory(page).locator('.prose code').evaluate(widthsWithStopAlone)
    expect(alone).toEqual([])
    await document(page, 'alice_lead.md').click()
  })

  it('lets a press through the hint that lies in its way once a menu was closed by key', async () => {
    await memory(page).getByRole('button', { name: 'Menu of alice_lead.md' }).press('Enter')
    await page.getByRole('menuitem', { name: /Rename/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('tooltip').waitFor()
    await memory(page).getByRole('tab', { name: 'History' }).click({ timeout: 5000 })
    await memory(page).getByRole('list', { name: 'Changes' }).waitFor()
    await memory(page).getByRole('tab', { name: 'Read' }).click()
  })

  it('brings two changes of different lines together, and says so', async () => {
    const start = 'first\n\nmiddle\n\nlast\n'
    const made = await create('/memories/both.md', start)
    await document(page, 'both.md').click()
    await memory(page).getByRole('button', { name: 'Edit' }).click()
    await editor().fill(start.replace('last', 'last, by me'))
    const { document: info } = made as { document: { document: string; version: number } }
    const theirs = { base: info.version, text: start.replace('first', 'first, by John'), speaker: 'John' }
    await ask(server, 'PUT', `/api/memory/documents/${info.document}`, theirs)
    await memory(page).getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => file('both.md')).toBe('first, by John\n\nmiddle\n\nlast, by me\n')
  })

  it('shows both sides when the same line was changed, and stores what one chooses', async () => {
    const made = await create('/memories/clash.md', 'Budget: $1\n')
    await document(page, 'clash.md').click()
    await memory(page).getByRole('button', { name: 'Edit' }).click()
    await editor().fill('Budget: $2\n')
    const { document: info } = made as { document: { document: string; version: number } }
    await ask(server, 'PUT', `/api/memory/documents/${info.document}`, {
      base: info.version,
      text: 'Budget: $3\n',
      speaker: 'John',
    })
    await memory(page).getByRole('button', { name: 'Save', exact: true }).click()
    const conflict = memory(page)
      .getByRole('region', { name: 'Conflict' })
      .or(memory(page).getByLabel('Conflict'))
    await conflict.first().waitFor()
    expect(file('clash.md')).toBe('Budget: $3\n')
    await conflict.first().getByRole('radio', { name: 'Mine' }).check()
    await memory(page).getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => file('clash.md')).toBe('Budget: $2\n')
  })

  it('says so when it was oneself who changed the same line, in another tab', async () => {
    const made = await create('/memories/twice.md', 'Budget: $1\n')
    await document(page, 'twice.md').click()
    await memory(page).getByRole('button', { name: 'Edit' }).click()
    await editor().fill('Budget: $2\n')
    const { document: info } = made as { document: { document: string; version: number } }
    const speaker = await memory(page)
      .getByRole('button', { name: /^Saved as / })
      .locator('bdi')
      .textContent()
    await ask(server, 'PUT', `/api/memory/documents/${info.document}`, {
      base: info.version,
      text: 'Budget: $3\n',
      speaker: speaker ?? '',
    })
    await memory(page).getByRole('button', { name: 'Save', exact: true }).click()
    const conflict = memory(page).getByRole('region', { name: 'Conflict' })
    await conflict.getByText('You changed the same place elsewhere, so nothing was saved yet.').waitFor()
    await conflict.getByRole('radio', { name: 'What is stored' }).check()
    await memory(page).getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Throw it away' }).click()
    await memory(page).getByText('Budget: $3').waitFor()
  })

  it('offers to rename each folder in which it lies, with all that is in it', async () => {
    await create('/memories/clients/acme/plan-a.md', 'A plan.\n')
    await create('/memories/clients/acme/plan-b.md', 'Another.\n')
    await document(page, 'plan-a.md').click()
    await memory(page).getByRole('button', { name: 'Menu of plan-a.md' }).click()
    await page.getByRole('menuitem', { name: 'Move or rename a folder' }).press('Enter')
    await page.getByRole('menuitem', { name: 'clients', exact: true }).waitFor()
    await page.getByRole('menuitem', { name: 'clients/acme', exact: true }).press('Enter')
    const rename = page.getByRole('dialog', { name: 'Rename or move the folder' })
    await rename.getByRole('textbox', { name: 'New name' }).fill('customers/Acme & Co. 2026')
    await rename.getByRole('button', { name: 'Rename' }).click()
    await page.getByText('The folder is now called customers/Acme & Co. 2026.').waitFor()
    await document(page, 'clients').waitFor({ state: 'detached' })
    await document(page, 'customers').waitFor()
    await memory(page).getByText('A plan.').waitFor()
  })

  it('is renamed in the tree itself, with the focus kept, and so is a folder', async () => {
    await create('/memories/desk/draft.md', 'A draft.\n')
    await create('/memories/desk/taken.md', 'Taken.\n')
    const tree = memory(page).getByRole('tree')
    const field = memory(page).getByRole('textbox', { name: /^New name of/ })
    const inTree = () => tree.evaluate((element) => element === globalThis.document.activeElement)
    await document(page, 'draft.md').click()
    await tree.focus()
    await page.keyboard.press('F2')
    expect(await field.evaluate((element: HTMLInputElement) => element.selectionEnd)).toBe('draft'.length)
    await page.keyboard.type('thrown away')
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    expect(await inTree()).toBe(true)
    await document(page, 'draft.md').waitFor()

    await page.keyboard.press('F2')
    await page.keyboard.type('taken')
    await page.keyboard.press('Enter')
    await memory(page).getByRole('alert').filter({ hasText: 'already' }).waitFor()
    expect(await field.inputValue()).toBe('taken.md')
    expect(await accessibilityProblems(page)).toEqual([])
    await field.fill('final')
    await page.keyboard.press('Enter')
    await page.getByText('Now called desk/final.md.').waitFor()
    await document(page, 'final.md').waitFor()
    expect(await inTree()).toBe(true)
    expect(file('desk/final.md')).toBe('A draft.\n')

    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Rename' }).press('Enter')
    await expect.poll(() => field.inputValue()).toBe('desk')
    await page.keyboard.type('table')
    await page.keyboard.press('Enter')
    await page.getByText('The folder is now called table.').waitFor()
    await document(page, 'table').waitFor()
    expect(await inTree()).toBe(true)
    expect(file('table/final.md')).toBe('A draft.\n')
  })

  it('has a menu in the tree, by the other button of the mouse', async () => {
    await document(page, 'taken.md').click({ button: 'right' })
    const menu = page.getByRole('menu')
    await menu.getByRole('menuitem', { name: 'Open' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await menu.getByRole('menuitem', { name: 'Rename' }).click()
    const field = memory(page).getByRole('textbox', { name: 'New name of taken.md' })
    await field.fill('/elsewhere/given')
    await memory(page).getByRole('searchbox').focus()
    await page.getByText('Now called elsewhere/given.md.').waitFor()
    await document(page, 'given.md').click({ button: 'right' })
    await menu.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByText('given.md was deleted.').waitFor()
    await document(page, 'given.md').waitFor({ state: 'detached' })
    expect(
      await memory(page)
        .getByRole('tree')
        .evaluate((one) => one === globalThis.document.activeElement),
    ).toBe(true)
  })

  it('is left with Escape: at once when nothing was changed, else after a question', async () => {
    await create('/memories/leave.md', 'As it was.\n')
    await document(page, 'leave.md').click()
    await memory(page).getByRole('button', { name: 'Edit' }).click()
    await editor().waitFor()
    await page.keyboard.press('Escape')
    await editor().waitFor({ state: 'detached' })
    await memory(page).getByText('As it was.').waitFor()

    await memory(page).getByRole('button', { name: 'Edit' }).click()
    await editor().fill('Changed by me.\n')
    await page.keyboard.press('Escape')
    const question = page.getByRole('dialog', { name: 'Leave without saving?' })
    expect(await accessibilityProblems(page)).toEqual([])
    await question.getByRole('button', { name: 'Keep writing' }).click()
    await expect.poll(() => editor().evaluate((field) => field === window.document.activeElement)).toBe(true)
    await page.keyboard.press('ControlOrMeta+s')
    await expect.poll(() => file('leave.md')).toBe('Changed by me.\n')

    await memory(page).getByRole('button', { name: 'Edit' }).click()
    await editor().fill('Never stored.\n')
    await memory(page).getByRole('button', { name: 'Cancel' }).click()
    await question.getByRole('button', { name: 'Throw it away' }).click()
    await editor().waitFor({ state: 'detached' })
    await memory(page).getByText('Changed by me.').waitFor()
    expect(file('leave.md')).toBe('Changed by me.\n')
  })

  it('finds with Mod+F, and each line runs the way of its words', async () => {
    await create('/memories/ways.md', 'From left to right.\n\nמימין לשמאל\n')
    await document(page, 'ways.md').click()
    await memory(page).getByRole('button', { name: 'Edit' }).click()
    await editor().waitFor()
    const line = (text: string) => memory(page).locator('.cm-line').filter({ hasText: text })
    const direction = (text: string) => line(text).evaluate((each) => getComputedStyle(each).direction)
    expect([await direction('left to right'), await direction('מימין')]).toEqual(['ltr', 'rtl'])
    await page.keyboard.press('ControlOrMeta+f')
    const find = memory(page).getByRole('textbox', { name: 'Find' })
    await find.fill('right')
    expect(await accessibilityProblems(page)).toEqual([])
    await find.press('Escape')
    await find.waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await editor().waitFor({ state: 'detached' })
  })

  it('takes an edit on disk, and an older version back out of the history', async () => {
    writeFileSync(join(server.memories, 'both.md'), 'written in an editor\n')
    await document(page, 'both.md').click()
    await memory(page).getByText('written in an editor').first().waitFor()
    await memory(page).getByRole('tab', { name: 'History' }).click()
    await memory(page)
      .getByText(/on disk/i)
      .first()
      .waitFor()
    await memory(page)
      .getByText(/created it/)
      .click()
    await memory(page).getByRole('button', { name: 'Bring this version back' }).click()
    await expect.poll(() => file('both.md')).toBe('first\n\nmiddle\n\nlast\n')
  })

  it('shows hostile Markdown as harmless text, and asks nobody for anything', async () => {
    const hostile = [
      '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2">',
      '[click](javascript:window.hacked=3) [data](data:text/html,x) ![pixel](https://evil.test/p.png)',
      '<iframe srcdoc="<script>parent.hacked=4</script>"></iframe>',
      '<svg onload="window.hacked=5"></svg>',
    ].join('\n\n')
    await create('/memories/hostile.md', hostile)
    await document(page, 'hostile.md').click()
    await memory(page)
      .getByText(/window\.hacked = 1/)
      .first()
      .waitFor()
    expect(await page.evaluate('window.hacked')).toBeUndefined()
    expect(
      await memory(page)
        .locator('iframe, script, img[src^="http"], a[href^="javascript"], a[href^="data"]')
        .count(),
    ).toBe(0)
    expect(browser.problems.filter((problem) => problem.startsWith('request'))).toEqual([])
  })

  it('finds by name among a thousand documents', async () => {
    mkdirSync(join(server.memories, 'many'))
    for (let i = 0; i < 1000; i++) writeFileSync(join(server.memories, 'many', `note_${i}.md`), `Note ${i}\n`)
    const taken = async () =>
      JSON.stringify(await ask(server, 'GET', '/api/state')).match(/"\/memories\/many\/note_/g)?.length
    await expect.poll(taken, { timeout: 60_000 }).toBe(1000)
    await memory(page)
      .getByRole('searchbox', { name: 'Find in memory' })
      .or(memory(page).getByLabel('Find in memory'))
      .first()
      .fill('note_777')
    await document(page, 'note_777.md').click()
    await memory(page).getByText('Note 777').first().waitFor()
    await memory(page).getByRole('button', { name: 'Clear the search' }).click()
  })

  it('clears everything only when one types it, and brings all of it back', async () => {
    const before = Object.keys(
      ((await ask(server, 'GET', '/api/state')) as { state: { workspace: { documents: object } } }).state
        .workspace.documents,
    ).length
    await inMenu('Memory menu', /Clear all/)
    await page.getByRole('textbox', { name: 'Type clear to confirm' }).fill('clear')
    await page.getByRole('button', { name: 'Clear memory' }).click()
    await memory(page).getByText('Nothing is remembered yet').waitFor()
    await page
      .getByRole('status')
      .filter({ hasText: 'Memory is empty' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await memory(page).getByLabel('Find in memory').first().fill('both')
    await document(page, 'both.md').waitFor()
    const after = Object.keys(
      ((await ask(server, 'GET', '/api/state')) as { state: { workspace: { documents: object } } }).state
        .workspace.documents,
    ).length
    expect(after).toBe(before)
  })
})
