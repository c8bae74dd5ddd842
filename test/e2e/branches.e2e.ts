/** Branches of a chat as several people meet them: links that lead to another one, and tabs that walk along. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { browser, page, server, stage } from './stage.ts'
import {
  addChat,
  answered,
  ask,
  chat,
  document,
  finished,
  memory,
  newestTurn,
  setPace,
  turnsOf,
} from './walk.ts'

let id: string

const said = (of: Page) => turnsOf(of, 'Northwind').locator('[data-said]').allInnerTexts()
const FACT = 'Our customer Northwind has a budget of $500K and needs SOC 2. Please remember it.'

async function turn(number: number, text: string, instead?: string): Promise<string> {
  const turnId = `turn_${text.replaceAll(/\W/g, '').slice(0, 20)}`
  await ask(server, 'POST', `/api/chats/${id}/turns`, { id: turnId, text, speaker: 'Alice', instead })
  await finished(server, id, number)
  return turnId
}

// A branch is refused while Claude answers.
stage({
  before: async () => {
    id = await addChat(server, 'Northwind')
  },
  expected: /409/,
})

/** Presses the first line that Claude wrote in the document. */
async function pressLine(): Promise<void> {
  const lines = memory(page).getByRole('list', { name: 'Lines, with who wrote them' })
  await lines
    .getByRole('button', { name: /Claude for Alice, in Northwind/ })
    .first()
    .click()
}

describe('a line that was written on another branch', () => {
  it('leads there, says so, and offers the way back; who else has the chat open walks along', async () => {
    const writing = await turn(1, FACT)
    await turn(2, 'Hello there', writing)
    const other = await browser.open(server.url)
    await chat(other, 'Northwind').getByText('Hello there').waitFor()
    await chat(page, 'Northwind').getByText('Hello there').waitFor()
    await document(page, 'northwind').first().click()
    await page.keyboard.press('Alt+b')
    await pressLine()
    await page.getByText('That message is on another branch, which the chat now shows.').waitFor()
    await expect.poll(() => said(page)).toEqual([FACT])
    const there = turnsOf(page, 'Northwind').first()
    await expect.poll(() => there.evaluate((e) => e === e.ownerDocument.activeElement)).toBe(true)
    await chat(other, 'Northwind').getByText(FACT).waitFor()
    await page.getByRole('button', { name: 'Back', exact: true }).click()
    await chat(page, 'Northwind').getByText('Hello there').waitFor()
    expect(await said(page)).toEqual(['Hello there'])
    await chat(other, 'Northwind').getByText('Hello there').waitFor()
    await other.close()
  })

  it('leads nowhere while Claude answers, and says why', async () => {
    await setPace(server, 200)
    const running = { id: 'turn_running', text: 'Who are you?', speaker: 'Alice' }
    await ask(server, 'POST', `/api/chats/${id}/turns`, running)
    await chat(page, 'Northwind').getByRole('button', { name: 'Stop' }).waitFor()
    await pressLine()
    await page.getByText('Claude is answering in this chat. Stop the answer first').waitFor()
    expect(await said(page)).toEqual(['Hello there', 'Who are you?'])
    await chat(page, 'Northwind').getByRole('button', { name: 'Stop' }).click()
    await answered(page, 'Northwind')
    expect((await newestTurn(server, id)).id).toBe('turn_running')
    await pressLine()
    await page.getByText('That message is on another branch, which the chat now shows.').waitFor()
  })
})
