/** What several walks do alike: finding chats and documents by their names, sending, and asking the server. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { TurnState } from '../../src/workspace/events.ts'
import type { TestServer } from '../server.ts'

export const chat = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
export const memory = (page: Page): Locator => page.getByRole('region', { name: 'Memory', exact: true })
export const document = (page: Page, name: string): Locator =>
  memory(page).getByRole('treeitem', { name: new RegExp(name.replaceAll('.', '\\.')) })

export const message = (page: Page, name: string): Locator =>
  chat(page, name).getByRole('textbox', { name: 'Message' })

/** Writes a message in a chat and sends it; resolves once its turn stands there. */
export async function say(page: Page, name: string, text: string): Promise<void> {
  await message(page, name).fill(text)
  await send(page, name)
}

/** Sends what stands in the message box of a chat; resolves once its turn stands there. */
export async function send(page: Page, name: string): Promise<void> {
  await begun(page, name, () => chat(page, name).getByRole('button', { name: 'Send' }).click())
}

/** Does what asks for a turn, and waits until exactly this turn stands in the chat: from then on, no Stop means that it is answered. */
export async function begun(page: Page, name: string, ask: () => Promise<void>): Promise<void> {
  const asked = page.waitForRequest(
    (request) => request.method() === 'POST' && ASKS_FOR_A_TURN.test(new URL(request.url()).pathname),
  )
  await ask()
  const { id } = (await asked).postDataJSON()
  await chat(page, name).locator(`[data-turn="${id}"]`).waitFor({ state: 'attached' })
}

const ASKS_FOR_A_TURN = /^\/api\/chats\/[^/]+\/(queue|turns|turns\/[^/]+\/again)$/

/** Waits until no turn runs in the chat, as the page shows it; `say` has seen its own begin. */
export async function answered(page: Page, name: string): Promise<void> {
  await chat(page, name).getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached', timeout: 60_000 })
}

/** One call of the server's JSON interface, as a program makes it. */
export async function ask(
  server: TestServer,
  method: string,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  })
  expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true)
  const answer: Record<string, unknown> = await response.json()
  return answer
}

/** The id of the document that the answer to a change speaks of. */
export function documentIn({ document: info }: Record<string, unknown>): string {
  if (typeof info === 'object' && info !== null && 'document' in info) return String(info.document)
  throw new Error('Expected an answer with a document.')
}

/** Milliseconds between the pieces of what the rehearsal model says, from the next piece on. */
export async function setPace(server: TestServer, pace: number): Promise<void> {
  await ask(server, 'PATCH', '/api/settings', { rehearsalPace: pace })
}

/** A chat added through the interface for programs; resolves with its id. */
export async function addChat(server: TestServer, name: string, speaker = 'Alice'): Promise<string> {
  return String((await ask(server, 'POST', '/api/chats', { name, speaker })).chat)
}

/** The newest turn of a chat as the server has stored it. */
export async function newestTurn(server: TestServer, id: string): Promise<TurnState> {
  const { turns } = await ask(server, 'GET', `/api/chats/${id}/turns?before=1000000&limit=1`)
  const turn = Array.isArray(turns) ? turns.at(-1) : undefined
  if (!turn) throw new Error('The chat has no turn.')
  return turn
}

/** Waits until the chat's turn of this number (the first is 1) is over; the turn as it is stored. */
export async function finished(server: TestServer, id: string, number = 1): Promise<TurnState> {
  const turn = async () => {
    const { turns } = await ask(server, 'GET', `/api/chats/${id}/turns?before=${number + 1}&limit=1`)
    const found: TurnState | undefined = Array.isArray(turns) ? turns.at(-1) : undefined
    return found?.number === number ? found : null
  }
  await expect.poll(async () => (await turn())?.status.kind, { timeout: 60_000 }).toBe('finished')
  return await newestTurn(server, id)
}

/** The turns of a chat, as they are shown; a tool card inside is none. */
export const turnsOf = (page: Page, name: string): Locator =>
  chat(page, name).getByRole('article', { name: /and Claude$/ })

/** Pixels that are still to be scrolled to the end of a conversation. */
export const toEndLeft = (page: Page, name: string): Promise<number> =>
  chat(page, name)
    .getByRole('log')
    .evaluate((log) => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight))

/** What Claude said in a turn as it is stored: only the words, since marks of Markdown are not shown as such. */
export function wordsStored(turn: TurnState): string {
  const texts = turn.steps.flatMap((step) =>
    step.blocks.flatMap((block) => (block.kind === 'text' ? block.text : [])),
  )
  return wordsOf(texts.join('\n'))
}

/** What Claude said in a chat's newest turn as it is shown, in the same form; nothing before there is a turn. */
export async function wordsShown(page: Page, name: string): Promise<string> {
  const texts = await turnsOf(page, name)
    .last()
    .locator('.prose')
    .evaluateAll((places) => places.map((place) => place.textContent ?? ''))
  return wordsOf(texts.join('\n'))
}

/** Spaces do not count either: two paragraphs shown have no line between them. */
function wordsOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '')
}
