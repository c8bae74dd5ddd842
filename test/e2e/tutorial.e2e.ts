/** The tutorial of `docs/tutorial.md`, step by step, with the messages that stand in it. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AppState } from '../../src/workspace/events.ts'
import { readGuide } from './guide.ts'
import { page, server, stage } from './stage.ts'
import { answered, ask, chat, document, finished, memory, say } from './walk.ts'

const guide = readGuide('tutorial.md')
const CUSTOMER = 'memory_northwind_freight.md'
const DESIGN = 'memory_northwind_freight_architecture.md'

/** The two chats of the tutorial, in the order in which they were added. */
let chats: { readonly id: string; readonly name: string; sent: number }[] = []

stage()

const file = (name: string) => join(server.memories, name)
const text = (name: string) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '')
const nth = (index: number) => {
  const found = chats[index]
  if (!found) throw new Error(`There is no chat ${index + 1}.`)
  return found
}

async function addOne(): Promise<void> {
  await page.getByRole('button', { name: 'Add chat' }).first().click()
  const all = async () => {
    const { state } = (await ask(server, 'GET', '/api/state')) as unknown as { state: AppState }
    return state.workspace.chatOrder.map((id) => ({
      id,
      name: state.workspace.chats[id]?.name ?? '',
      sent: 0,
    }))
  }
  await expect.poll(async () => (await all()).length).toBe(chats.length + 1)
  const added = (await all()).find(({ id }) => !chats.some((known) => known.id === id))
  if (added) chats = [...chats, added]
  await chat(page, added?.name ?? '').waitFor()
}

async function speakAs(index: number, name: string): Promise<void> {
  const pane = chat(page, nth(index).name)
  await pane.getByRole('button', { name: /Speaking as/ }).click()
  await page.getByRole('menuitem', { name: /Another name/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Speak as' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: 'Use this name' }).click()
  await pane.getByRole('button', { name: new RegExp(`Speaking as ${name}`) }).waitFor()
}

async function send(index: number, message = ''): Promise<void> {
  const one = nth(index)
  one.sent += 1
  await say(page, one.name, message)
  await finished(server, one.id, one.sent)
  await answered(page, one.name)
}

const lastTurn = (index: number) =>
  chat(page, nth(index).name)
    .getByRole('article', { name: /and Claude$/ })
    .last()

describe('the tutorial', () => {
  guide.step('Start with nothing', async () => {
    await addOne()
  })

  guide.step('Say who you are', async (_, [before]) => {
    const name = chat(page, nth(0).name).getByRole('button', { name: before })
    expect(await name.isVisible()).toBe(true)
    await speakAs(0, 'Alice')
  })

  guide.step('Tell something worth keeping', async ([message]) => {
    await send(0, message)
    await document(page, CUSTOMER).waitFor()
    expect(text(CUSTOMER)).toContain('$820K')
    expect(await lastTurn(0).getByRole('article').count()).toBeGreaterThan(0)
  })

  guide.step('Ask in another chat', async ([question]) => {
    await addOne()
    await send(1, question)
    await lastTurn(1)
      .getByText(/\$820K/)
      .first()
      .waitFor()
  })

  guide.step('Build on what is there', async ([message]) => {
    await speakAs(1, 'John')
    await send(1, message)
    await document(page, DESIGN).click()
    await memory(page).getByText(`(${CUSTOMER})`).first().waitFor()
  })

  guide.step('Change a fact', async ([news]) => {
    await send(0, news)
    expect(text(CUSTOMER)).toMatch(/Budget: \$900K \(was \$820K/)
    await lastTurn(0)
      .getByText(/still says/)
      .first()
      .waitFor()
  })

  guide.step('Read the history', async () => {
    await document(page, CUSTOMER).click()
    await memory(page).getByRole('tab', { name: 'History' }).click()
    await memory(page)
      .getByText(/Claude,? for Alice/)
      .first()
      .waitFor()
  })

  guide.step('Ask who wrote a line', async () => {
    await memory(page).getByRole('tab', { name: 'Lines' }).click()
    await memory(page).getByRole('button', { name: 'Who wrote it' }).click()
    const lines = memory(page).getByRole('list', { name: 'Lines, with who wrote them' })
    await lines
      .getByRole('button', { name: /Claude for Alice/ })
      .first()
      .click()
    await memory(page).getByRole('button', { name: 'Who wrote it' }).click()
    await lines.waitFor({ state: 'detached' })
  })

  guide.step('Go back in time', async () => {
    await page.keyboard.press('Alt+t')
    const slider = memory(page).getByRole('slider', { name: 'Moment' })
    await slider.press('ArrowLeft')
    await memory(page)
      .getByText(/You are looking at/)
      .waitFor()
    await page.keyboard.press('Alt+t')
    await slider.waitFor({ state: 'detached' })
    expect(text(CUSTOMER)).toContain('$900K')
  })

  guide.step('Write with your own editor', async ([line]) => {
    appendFileSync(file(CUSTOMER), `\n${line}\n`)
    await document(page, CUSTOMER).click()
    await memory(page).getByRole('tab', { name: 'Read' }).click()
    await memory(page)
      .getByText(/Favourite colour/)
      .waitFor()
    await memory(page).getByRole('tab', { name: 'History' }).click()
    await memory(page)
      .getByText(/An edit on disk/)
      .first()
      .waitFor()
  })

  guide.step('Take back what Claude did', async () => {
    const turn = lastTurn(1)
    await turn.getByText(/^Wrote \d|, wrote/).click()
    await turn.getByRole('button', { name: 'Undo what Claude wrote here…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/will change/).waitFor()
    await dialog.getByRole('button', { name: 'Undo', exact: true }).click()
    await document(page, DESIGN).waitFor({ state: 'detached' })
    expect(text(CUSTOMER)).toContain('Favourite colour')
  })

  guide.step('Let old results go early', async () => {
    await page.getByRole('button', { name: 'Settings' }).first().click()
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await settings.getByRole('tab', { name: 'Context editing' }).click()
    await settings.getByText('For a demo').click()
    await settings.getByRole('button', { name: 'Save context editing' }).click()
    await expect
      .poll(async () => JSON.stringify(await ask(server, 'GET', '/api/state')))
      .toContain('"trigger":{"kind":"input_tokens","value":2000}')
    await page.keyboard.press('Escape')
    await settings.waitFor({ state: 'detached' })
  })

  guide.step('Watch a clearing', async (questions) => {
    expect(questions).toHaveLength(3)
    for (const question of questions) await send(0, question)
    await chat(page, nth(0).name)
      .getByText(/Cleared \d+ tool uses?, [\d,]+ tokens/)
      .first()
      .waitFor()
    await lastTurn(0)
      .getByText(/\$900K/)
      .first()
      .waitFor()
  })

  guide.step('Count it', async () => {
    await page.getByRole('button', { name: 'Statistics' }).first().click()
    await page.getByRole('dialog', { name: 'Statistics' }).getByText('Times cleared').waitFor()
    await page.keyboard.press('Escape')
  })

  guide.step('Give one chat a role', async ([prompt]) => {
    const { name, id } = nth(1)
    await chat(page, name)
      .getByRole('button', { name: `Menu of ${name}` })
      .click()
    await page.getByRole('menuitem', { name: /Chat settings/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Chat settings' })
    await dialog.getByRole('switch', { name: 'A system prompt of its own' }).click()
    await dialog.getByRole('textbox', { name: 'System prompt of this chat' }).fill(prompt ?? '')
    await dialog.getByRole('button', { name: 'Save prompt' }).click()
    await expect
      .poll(async () => {
        const { state } = (await ask(server, 'GET', '/api/state')) as unknown as { state: AppState }
        return state.workspace.chats[id]?.settings.systemPrompt
      })
      .toBe(prompt)
  })

  it('leaves no step of the page out', () => {
    guide.walkedAll()
  })
})
