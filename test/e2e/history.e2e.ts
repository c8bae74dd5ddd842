/** The past in people's hands: who wrote a line, undo of a turn, memory as it was, comparing, conflicts, replacing. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { create, type Made, save } from './made.ts'
import { page, server, stage } from './stage.ts'
import { addChat, ask, chat, document, finished, memory, say } from './walk.ts'

// A conflict is answered so, and once the server is not reached.
stage({ expected: /409|ERR_FAILED/ })

const file = (name: string) => readFileSync(join(server.memories, name), 'utf8')
const dialog = () => page.getByRole('dialog')
const button = (name: string | RegExp) => memory(page).getByRole('button', { name })

/** The document that Claude made in the chat, once it has. */
async function remembered(name: string): Promise<Made & { readonly path: string }> {
  const id = await addChat(server, name)
  await chat(page, name).waitFor()
  await say(page, name, `Our customer ${name} has a budget of $500K and needs SOC 2. Please remember it.`)
  await finished(server, id)
  const { wrote } = (await ask(
    server,
    'GET',
    `/api/chats/${id}/turns/${await turnOf(id)}/memory`,
  )) as unknown as { wrote: readonly (Made & { readonly path: string })[] }
  const first = wrote[0]
  if (!first) throw new Error('Claude wrote nothing.')
  return first
}

async function turnOf(id: string): Promise<string> {
  const { turns } = await ask(server, 'GET', `/api/chats/${id}/turns?before=1000000&limit=1`)
  return (turns as readonly { readonly id: string }[])[0]?.id ?? ''
}

describe('the lines of a document', () => {
  it('say who wrote them, and lead to the message', async () => {
    const made = await remembered('Northwind')
    const text = file(made.path.replace('/memories/', ''))
    await save(made, `${text}\nSam has called them.\n`, 'Sam')
    await document(page, made.path.split('/').at(-1) ?? '').click()
    await page.keyboard.press('Alt+b')
    const lines = memory(page).getByRole('list', { name: 'Lines, with who wrote them' })
    const claude = lines.getByRole('button', { name: /Claude for Alice, in Northwind, today/ })
    await claude.first().waitFor()
    await lines.getByRole('button', { name: /Sam, today/ }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await claude.first().focus()
    await page.keyboard.press('ArrowDown')
    expect(
      await lines
        .getByRole('button', { name: /Sam, today/ })
        .evaluate((e) => e === e.ownerDocument.activeElement),
    ).toBe(true)
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    const turn = chat(page, 'Northwind').getByRole('article', { name: 'Alice and Claude' })
    await expect.poll(() => turn.evaluate((e) => e === e.ownerDocument.activeElement)).toBe(true)
    await button('Who wrote it').click()
    await lines.waitFor({ state: 'detached' })
  })
})

describe('a turn', () => {
  it('is undone as a whole, after one has seen what would change', async () => {
    const made = await remembered('Fabrikam')
    const name = made.path.split('/').at(-1) ?? ''
    await document(page, name).waitFor()
    await chat(page, 'Fabrikam')
      .getByText(/^Wrote \d|, wrote/)
      .click()
    await chat(page, 'Fabrikam').getByRole('button', { name: 'Undo what Claude wrote here…' }).click()
    await dialog()
      .getByText(/will change/)
      .waitFor()
    await dialog()
      .getByText(/goes away/)
      .waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    expect(file(name)).toContain('Fabrikam')
    const undo = dialog()
      .getByRole('group', { name: 'Actions' })
      .getByRole('button', { name: 'Undo', exact: true })
    await page.route('**/api/memory/undo', (route) => route.abort(), { times: 1 })
    await undo.click()
    await dialog().getByRole('alert').getByText('Nothing was changed').waitFor()
    await dialog()
      .getByText(/goes away/)
      .waitFor()
    await undo.click()
    await dialog().waitFor({ state: 'detached' })
    await document(page, name).waitFor({ state: 'detached' })
    await page.getByText('Undone. 1 document changed.').waitFor()
    const messages = page.getByRole('region', { name: 'Messages' })
    await messages.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await document(page, name).waitFor()
  })

  it('asks where somebody worked on it since, and writes nothing before that', async () => {
    const made = await remembered('Contoso')
    const name = made.path.split('/').at(-1) ?? ''
    const text = file(name)
    await save(made, `${text}\nSam has called them.\n`, 'Sam')
    await chat(page, 'Contoso')
      .getByText(/^Wrote \d|, wrote/)
      .click()
    await chat(page, 'Contoso').getByRole('button', { name: 'Undo what Claude wrote here…' }).click()
    const conflict = dialog().getByRole('region', { name: `Changed since: ${name}` })
    await conflict.waitFor()
    expect(await dialog().getByRole('button', { name: '1 to choose' }).isDisabled()).toBe(true)
    expect(await accessibilityProblems(page)).toEqual([])
    await conflict.getByRole('button', { name: 'Delete it' }).click()
    await dialog()
      .getByRole('group', { name: 'Actions' })
      .getByRole('button', { name: 'Undo', exact: true })
      .click()
    await document(page, name).waitFor({ state: 'detached' })
  })
})

describe('a change that was taken back', () => {
  it('says so on its card, in Activity and in the history of its document, also after a reload, and can come back', async () => {
    const made = await remembered('Initech')
    const name = made.path.split('/').at(-1) ?? ''
    await document(page, name).click()
    const card = chat(page, 'Initech')
      .locator('article[data-call]')
      .filter({ hasText: /^Wrote/ })
    const said = /^Taken back by Alice, /
    await card.getByRole('button', { name: 'Undo' }).click()
    await card.getByText(said).waitFor()
    expect(await card.getByRole('button', { name: 'Undo' }).count()).toBe(0)
    const row = memory(page)
      .getByRole('listitem')
      .filter({ hasText: /created it/ })
    await row.getByText(said).waitFor()
    await memory(page)
      .getByRole('button', { name: /^Alice undid change \d+/ })
      .waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.reload()
    await card.getByText(said).waitFor()
    await row.getByText(said).waitFor()
    await memory(page).getByRole('button', { name: 'Close', exact: true }).click()
    await button(/^Activity/).click()
    const entry = memory(page)
      .getByRole('listitem')
      .filter({ hasText: `created ${made.path.slice(10)}` })
    await entry.getByText(said).waitFor()
    await entry.getByRole('button').first().click()
    await entry.getByRole('button', { name: 'Bring this change back…' }).waitFor()
    await card.getByRole('button', { name: 'Bring back' }).click()
    await page.getByText('Brought back. The change counts again.').waitFor()
    await card.getByRole('button', { name: 'Undo' }).waitFor()
    expect(await card.getByText(said).count()).toBe(0)
    await entry.getByText(said).waitFor({ state: 'detached' })
    expect(file(name)).toContain('Initech')
    await button(/^Documents/).click()
  })
})

describe('memory as it was', () => {
  it('is walked with the arrow keys, kept in the address, and brought back after a look at what changes', async () => {
    const made = await create('plan.md', 'The first plan\n')
    const next = await save(made, 'The second plan\n', 'John')
    await create('later.md', 'Made later\n')
    await page.keyboard.press('Escape')
    await button('Memory menu').click()
    await page.getByRole('menuitem', { name: /Look back in time/ }).click()
    const slider = memory(page).getByRole('slider', { name: 'Moment' })
    await slider.waitFor()
    await document(page, 'later.md').waitFor({ state: 'detached' })
    await document(page, 'plan.md').click()
    await memory(page).getByText('The second plan').waitFor()
    await slider.press('ArrowLeft')
    await memory(page).getByText('The first plan').waitFor()
    expect(next.version - made.version).toBe(1)
    await expect.poll(() => page.url()).toContain(`at=default.${made.version}`)
    expect(await accessibilityProblems(page)).toEqual([])
    await page.reload()
    await memory(page)
      .getByText(/You are looking at/)
      .waitFor()
    await memory(page).getByText('The first plan').waitFor()
    await memory(page).getByRole('tab', { name: 'Since then' }).click()
    await memory(page).getByText('The second plan').waitFor()
    await button('Bring all of this back…').click()
    await dialog().getByText('2 documents will change.').waitFor()
    expect(file('plan.md')).toBe('The second plan\n')
    await dialog().getByRole('button', { name: 'Bring it back' }).click()
    await expect.poll(() => file('plan.md')).toBe('The first plan\n')
    await memory(page)
      .getByText(/You are looking at/)
      .waitFor({ state: 'detached' })
    await document(page, 'later.md').waitFor({ state: 'detached' })
    await expect.poll(() => page.url()).not.toContain('at=')
  })
})

describe('two versions', () => {
  it('are compared beside each other, whichever one chooses', async () => {
    const one = await create('notes.md', 'alpha\nbeta\ngamma\n')
    const two = await save(one, 'alpha\nbeta, changed\ngamma\n', 'John')
    await save(two, 'alpha\nbeta, changed\ngamma, too\n', 'Sam')
    await document(page, 'notes.md').click()
    await memory(page).getByRole('tab', { name: 'History' }).click()
    await button(/created it/).click()
    await button('Compare…').click()
    const difference = dialog().getByRole('region', { name: 'Difference' })
    await difference.getByRole('cell', { name: 'gamma, too' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await dialog().getByRole('combobox', { name: 'To' }).selectOption(String(two.version))
    await difference.getByRole('cell', { name: 'gamma, too' }).waitFor({ state: 'detached' })
    await difference.getByRole('cell', { name: 'beta, changed' }).waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    expect(await button('Compare…').evaluate((e) => e === e.ownerDocument.activeElement)).toBe(true)
  })
})

describe('a save that meets another', () => {
  it('is resolved place by place with the keyboard, and joins the rest by itself', async () => {
    const text = 'one\n\ntwo\n\nthree\n\nfour\n'
    const made = await create('both.md', text)
    await document(page, 'both.md').click()
    await button('Edit').click()
    const field = memory(page).getByRole('textbox', { name: 'Text of the document' })
    await field.fill(text.replace('one', 'one, mine').replace('three', 'three, mine'))
    const theirs = text
      .replace('one', 'one, theirs')
      .replace('three', 'three, theirs')
      .replace('four', 'four, theirs')
    await save(made, theirs, 'John')
    await button(/^Save$/).click()
    const conflict = memory(page).getByRole('region', { name: 'Conflict' })
    await conflict.getByText('0 of 2 places chosen').waitFor()
    await memory(page).getByRole('tree').waitFor({ state: 'hidden' })
    expect(file('both.md')).toBe(theirs)
    expect(await button(/^Save$/).isDisabled()).toBe(true)
    await page.keyboard.press('1')
    await conflict.getByText('1 of 2 places chosen').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('4')
    await conflict.getByRole('textbox', { name: 'Text of place 2' }).fill('three, ours')
    await button(/^Save$/).click()
    await expect.poll(() => file('both.md')).toBe('one, mine\n\ntwo\n\nthree, ours\n\nfour, theirs\n')
    await memory(page).getByRole('tree').waitFor()
  })
})

describe('find and replace', () => {
  it('shows every place first, then changes all of them as one change that can be undone', async () => {
    await create('a.md', 'Zephyr project\nzephyr team\n')
    await create('sub/b.md', 'About Zephyr.\n')
    await button('Memory menu').click()
    await page.getByRole('menuitem', { name: 'Find and replace…' }).click()
    await dialog().getByRole('textbox', { name: 'Find', exact: true }).fill('Zephyr')
    await dialog().getByRole('textbox', { name: 'Replace with' }).fill('Mistral')
    await dialog().getByText('Found 2 times in 2 documents.').waitFor()
    await dialog().getByRole('checkbox', { name: 'Match case' }).uncheck()
    await dialog().getByText('Found 3 times in 2 documents.').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    expect(file('a.md')).toContain('Zephyr')
    await dialog().getByRole('button', { name: 'Replace 3 in 2 documents' }).click()
    await expect.poll(() => file('a.md')).toBe('Mistral project\nMistral team\n')
    await expect.poll(() => file('sub/b.md')).toBe('About Mistral.\n')
    const messages = page.getByRole('region', { name: 'Messages' })
    await messages.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await dialog().getByText('2 documents will change.').waitFor()
    await dialog()
      .getByRole('group', { name: 'Actions' })
      .getByRole('button', { name: 'Undo', exact: true })
      .click()
    await expect.poll(() => file('a.md')).toBe('Zephyr project\nzephyr team\n')
  })
})
