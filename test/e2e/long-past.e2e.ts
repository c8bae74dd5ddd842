/** A past of many changes, in several memories: found, looked at and taken back without doing it one by one. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { create, type Made, save } from './made.ts'
import { page, server, stage } from './stage.ts'
import { ask, document, memory } from './walk.ts'

stage()

const file = (name: string) => readFileSync(join(server.memories, name), 'utf8')
const dialog = () => page.getByRole('dialog')
const button = (name: string | RegExp) => memory(page).getByRole('button', { name })

describe('a change at the foot of a history', () => {
  it('opens in sight, with its difference and the ways on', async () => {
    let made = await create('often.md', 'Line 0\n')
    const first = made.version
    for (let n = 1; n < 14; n++) made = await save(made, `${'A line.\n'.repeat(n)}`, n % 2 ? 'Sam' : 'John')
    await document(page, 'often.md').click()
    await memory(page).getByRole('tab', { name: 'History' }).click()
    const changes = memory(page).getByRole('list', { name: 'Changes' })
    await changes.getByRole('button', { name: /Alice created/ }).click()
    const difference = changes.getByRole('region', { name: `Difference of change ${first}` })
    const seen = (of: typeof difference) =>
      of.evaluate((place) => {
        const { bottom } = place.getBoundingClientRect()
        const sheet = place.closest('.sheet')?.getBoundingClientRect()
        return sheet !== undefined && bottom <= sheet.bottom + 1
      })
    await expect.poll(() => seen(difference)).toBe(true)
    await expect.poll(() => seen(changes.getByRole('button', { name: 'Memory as it was then' }))).toBe(true)
    await memory(page).getByRole('tab', { name: 'Read' }).click()
    await document(page, 'often.md').click()
  })
})

describe('the changes of one person', () => {
  it('are chosen for all at once where they meet newer ones, and what was put together by hand stays', async () => {
    const names = ['one.md', 'two.md', 'three.md']
    for (const name of names) {
      const sams = await save(await create(`met/${name}`, 'Mine.\n'), 'Of Ursula.\n', 'Ursula')
      await save(sams, 'Of John.\n', 'John')
    }
    await button(/^Activity/).click()
    await memory(page).getByRole('combobox', { name: 'By whom' }).selectOption('Ursula')
    await button('Undo all of these…').click()
    await dialog().getByText('3 documents were changed since: choose what shall stand.').waitFor()
    const first = dialog().getByRole('region', { name: 'Changed since: one.md' })
    await first.getByRole('button', { name: 'Choose place by place' }).click()
    await first.getByRole('radio', { name: 'Both' }).check()
    await dialog().getByRole('button', { name: '2 to choose' }).waitFor()
    const all = dialog().getByRole('group', { name: 'For all 3' })
    await all.getByRole('button', { name: 'Take them as they would be' }).click()
    await all.getByRole('button', { name: 'Take them as they would be', pressed: true }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await dialog()
      .getByRole('group', { name: 'Actions' })
      .getByRole('button', { name: 'Undo', exact: true })
      .click()
    await dialog().waitFor({ state: 'detached' })
    expect(names.map((name) => file(`met/${name}`))).toEqual(['Mine.\nOf John.\n', 'Mine.\n', 'Mine.\n'])
    await button('Without filters').click()
    await button(/^Documents/).click()
  })
})

describe('the moments of a long past', () => {
  it('begin around the one that one looks at, and go on both ways', async () => {
    const first = await create('long.md', 'Line 0\n')
    let made = first
    for (let n = 1; n < 220; n++) made = await save(made, `Line ${n}\n`, 'Sam')
    const { memory: held } = await ask(server, 'GET', `/api/memory/documents/${first.document}`)
    await page.goto(`${server.url}/?at=${held}.${first.version + 60}`)
    await page.getByRole('slider').waitFor()
    await page.getByRole('button', { name: 'Moments' }).click()
    const moment = (number: number) => page.getByRole('button', { name: new RegExp(`change ${number}$`) })
    const here = page.locator('[aria-current="true"]').filter({ hasText: `change ${first.version + 60}` })
    await expect
      .poll(() => here.evaluate((row) => row.getBoundingClientRect().bottom <= window.innerHeight))
      .toBe(true)
    expect(await accessibilityProblems(page)).toEqual([])
    expect(await moment(made.version).count()).toBe(0)
    const earlier = page.getByRole('button', { name: 'Earlier moments' })
    await page.getByRole('button', { name: 'Later moments' }).click()
    await moment(first.version + 150).waitFor()
    await page.getByRole('button', { name: 'Later moments' }).click()
    await moment(made.version).waitFor()
    await page.getByRole('button', { name: 'Later moments' }).waitFor({ state: 'detached' })
    for (; (await earlier.count()) > 0; ) {
      const oldest = await page.locator('[data-moment]').last().getAttribute('data-moment')
      await earlier.click()
      await expect
        .poll(() => page.locator('[data-moment]').last().getAttribute('data-moment'))
        .not.toBe(oldest)
    }
    const numbers = await page
      .locator('[data-moment]')
      .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-moment'))))
    expect(numbers).toEqual(Array.from({ length: made.version }, (_, at) => made.version - at))
    await page.goto(server.url)
    await memory(page).waitFor()
  })
})

describe('find and replace', () => {
  it('in several memories is undone as a whole, and that too; what is being written stays in sight', async () => {
    await ask(server, 'POST', '/api/memories', { name: 'Handbook', everyone: 'write' })
    const paths = ['wind.md', 'handbook/south.md']
    const [here, there] = await Promise.all(paths.map((path) => create(path, 'Sirocco.\n')))
    const text = async (made: Made | undefined) =>
      (await ask(server, 'GET', `/api/memory/documents/${made?.document}`)).text
    const texts = async () => [await text(here), await text(there)]
    await document(page, 'wind.md').click()
    await button('Memory menu').click()
    await page.getByRole('menuitem', { name: 'Find and replace…' }).click()
    await dialog().getByRole('textbox', { name: 'Find', exact: true }).fill('Sirocco')
    await dialog().getByRole('textbox', { name: 'Replace with' }).fill('Mistral')
    let letGo = () => {}
    const held = new Promise<void>((go) => {
      letGo = go
    })
    await page.route('**/api/memory/replace', async (route) => {
      const response = await route.fetch()
      if (!route.request().postDataJSON().dryRun) await held
      await route.fulfill({ response })
    })
    await dialog().getByRole('button', { name: 'Replace 2 in 2 documents' }).click()
    await expect.poll(texts).toEqual(['Mistral.\n', 'Mistral.\n'])
    // Behind the dialog the page knows of it.
    await page.locator('[data-document]').getByText('Mistral.').waitFor()
    await expect.poll(() => dialog().getByText('Found 2 times in 2 documents.').count()).toBe(1)
    letGo()
    await dialog().waitFor({ state: 'detached' })
    await page.unroute('**/api/memory/replace')
    const messages = page.getByRole('region', { name: 'Messages' })
    for (const [words, after] of [
      ['Replaced 2 in 2 documents.', 'Sirocco.\n'],
      ['Undone. 2 documents changed.', 'Mistral.\n'],
    ] as const) {
      await messages.getByText(words).waitFor()
      await messages.getByRole('button', { name: 'Undo', exact: true }).last().click()
      await dialog().getByText('2 documents will change.').waitFor()
      const actions = dialog().getByRole('group', { name: 'Actions' })
      await actions.getByRole('button', { name: 'Undo', exact: true }).click()
      await dialog().waitFor({ state: 'detached' })
      await expect.poll(texts).toEqual([after, after])
    }
  })
})
