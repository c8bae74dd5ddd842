/** What somebody changed in the moment between looking and pressing is not covered, and the way on is said. */
import { describe, expect, it } from 'vitest'
import { page, server, stage } from './stage.ts'
import { ask, document, documentIn, memory } from './walk.ts'

// Who saw no newer version is answered so.
stage({ expected: /409/ })

/** A document with these texts, one after the other, open in the panel. */
async function opened(path: string, ...[first, ...others]: [string, ...string[]]): Promise<string> {
  const asked = { path: `/memories/${path}`, text: first, speaker: 'Alice' }
  const id = documentIn(await ask(server, 'POST', '/api/memory/documents', asked))
  for (const text of others) await write(id, text, 'Alice')
  await document(page, path).click()
  await memory(page)
    .getByText(others.at(-1) ?? first)
    .waitFor()
  return id
}

async function write(id: string, text: string, speaker: string): Promise<void> {
  const { version } = await ask(server, 'GET', `/api/memory/documents/${id}`)
  await ask(server, 'PUT', `/api/memory/documents/${id}`, { base: version, text, speaker })
}

/** What is asked of the server next is held on its way until Sam has written in the document. */
async function samIsFirst(id: string): Promise<void> {
  const change = /\/api\/memory\/(?:rename|delete|documents\/[^/]+\/restore)$/
  await page.route(
    change,
    async (route) => {
      await write(id, 'Sam was first.', 'Sam')
      await route.continue()
    },
    { times: 1 },
  )
}

const choose = async (name: string, item: string) => {
  await memory(page)
    .getByRole('button', { name: `Menu of ${name}` })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}
const alert = () => page.getByRole('alert')

describe('what is newer than what one saw', () => {
  it('is not deleted, is shown, and can be deleted then', async () => {
    await samIsFirst(await opened('quick.md', 'The first text.'))
    await choose('quick.md', 'Delete')
    await alert()
      .getByText(/was changed by Sam meanwhile\. Nothing was deleted\. Look at it/)
      .waitFor()
    await memory(page).getByText('Sam was first.').waitFor()
    await alert().getByRole('button', { name: 'Dismiss' }).click()
    await choose('quick.md', 'Delete')
    await document(page, 'quick.md').waitFor({ state: 'detached' })
  })

  it('is not renamed, and is with a second press', async () => {
    await samIsFirst(await opened('name.md', 'The first text.'))
    await choose('name.md', 'Rename or move…')
    const dialog = page.getByRole('dialog', { name: 'Rename or move' })
    await dialog.getByRole('textbox', { name: 'New name' }).fill('other.md')
    await dialog.getByRole('button', { name: 'Rename', exact: true }).click()
    await dialog.getByText(/by Sam meanwhile\. Nothing was renamed\. .* press Rename again/).waitFor()
    await dialog.getByRole('button', { name: 'Rename', exact: true }).click()
    await document(page, 'other.md').waitFor()
  })

  it('is not covered by an earlier version, and one press leads to it', async () => {
    await samIsFirst(await opened('back.md', 'The first text.', 'The second text.'))
    await memory(page).getByRole('tab', { name: 'History' }).click()
    await memory(page)
      .getByRole('button', { name: /created it/ })
      .click()
    await memory(page).getByRole('button', { name: 'Bring this version back' }).click()
    await alert()
      .getByText(/by Sam meanwhile\. Nothing was restored\./)
      .waitFor()
    await alert().getByRole('button', { name: 'Show it' }).click()
    await memory(page).getByText('Sam was first.').waitFor()
    expect(await memory(page).getByRole('tab', { name: 'Read' }).getAttribute('aria-selected')).toBe('true')
  })
})
