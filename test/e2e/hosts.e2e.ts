/** Setting hosts up, choosing among them, and what is said when one does not answer; the hosts are played in this process. */
import { afterAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/rehearsal/rehearsal.ts'
import { accessibilityProblems } from '../chromium.ts'
import { claudeApi } from '../hosts/anthropic.ts'
import { ollama } from '../hosts/local.ts'
import { type Host, startHost } from '../hosts/server.ts'
import { type RehearsalHost, startRehearsalHost } from '../rehearsal-host.ts'
import { page, server, stage } from './stage.ts'
import { addChat, ask, chat, finished, newestTurn, say, wordsShown } from './walk.ts'

let faults: Fault[] = []
let api: RehearsalHost
let local: Host
let id: string

stage({
  before: async () => {
    api = await startRehearsalHost(() => faults.shift())
    local = await startHost(ollama(['qwen3']))
    id = await addChat(server, 'Discovery')
  },
  address: () => `${server.url}/?chats=${id}`,
  // A host that is refused is answered so.
  expected: /400/,
})
afterAll(async () => {
  await local?.[Symbol.asyncDispose]()
  await api?.[Symbol.asyncDispose]()
})

const settings = () => page.getByRole('dialog', { name: 'Settings' })
const card = (name: string) => settings().getByRole('article', { name, exact: true })
const openHosts = () => page.getByRole('banner').getByRole('button', { name: 'Connect Claude' }).click()

describe('a host', () => {
  it('that does not answer is not saved, and what was looked at is said', async () => {
    await openHosts()
    await settings().getByRole('button', { name: 'Add Another server' }).click()
    const form = settings().getByRole('form', { name: 'Another server' })
    await form.getByLabel('Name').fill('Nobody')
    await form.getByLabel('Address').fill('http://127.0.0.1:9')
    await form.getByRole('button', { name: 'Check and save' }).click()
    const refused = form.getByRole('alert')
    await refused.getByText('Nothing was saved.').waitFor()
    await refused.getByRole('listitem').filter({ hasText: 'Wrong' }).first().waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await form.getByRole('button', { name: 'Cancel' }).click()
    expect(await card('Nobody').count()).toBe(0)
  })

  it('that does not take the key says why once, what to do, and names no file beside the link to its page', async () => {
    await using other = await startHost(claudeApi({ key: 'other' }))
    await settings().getByRole('button', { name: 'Add Claude API' }).click()
    const form = settings().getByRole('form', { name: 'Claude API' })
    await form.getByLabel('API key').fill('sk-ant-test-0')
    await form.getByText('What few need').click()
    await form.getByLabel(/^Address/).fill(other.url)
    await form.getByRole('button', { name: 'Check and save' }).click()
    const refused = form.getByRole('alert')
    await refused
      .getByText('See whether the key or sign-in is still valid, and is one for this host.')
      .waitFor()
    const told = (await refused.textContent()) ?? ''
    expect(told.match(/does not accept/g)).toHaveLength(1)
    expect(told).not.toContain('docs/')
    expect(await form.getByRole('link', { name: 'How to set it up, step by step' }).count()).toBe(1)
    expect(await accessibilityProblems(page)).toEqual([])
    await form.getByRole('button', { name: 'Cancel' }).click()
  })

  it('that accepts us is kept, with its models, and the secret is never shown again', async () => {
    await settings().getByRole('button', { name: 'Add Claude API' }).click()
    const form = settings().getByRole('form', { name: 'Claude API' })
    await form.getByLabel('API key').fill('sk-ant-test-1')
    await form.getByText('What few need').click()
    await form.getByLabel(/^Address/).fill(api.url)
    await form.getByRole('button', { name: 'Check and save' }).click()
    await page.getByRole('status').filter({ hasText: 'models' }).waitFor()
    await card('Claude API').getByText('rehearsal-1', { exact: true }).waitFor()
    expect(await page.content()).not.toContain('sk-ant-test-1')
    await card('Claude API').getByRole('button', { name: 'Change…' }).click()
    const key = card('Claude API').getByLabel('API key')
    expect([await key.inputValue(), await key.getAttribute('placeholder')]).toEqual([
      '',
      'Kept. Leave empty to keep it',
    ])
    await card('Claude API').getByRole('button', { name: 'Cancel' }).click()
  })

  it('names its models where a line begins, under what the column says', async () => {
    const alignments = card('Claude API')
      .locator('thead th:first-child, tbody th')
      .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).textAlign))
    expect(new Set(await alignments)).toEqual(new Set(['start']))
  })

  it('is checked step by step on demand', async () => {
    await card('Claude API').getByRole('button', { name: 'Check', exact: true }).click()
    const looked = card('Claude API').getByRole('list', { name: 'What was looked at' })
    await looked.getByRole('listitem').nth(1).waitFor()
    expect(await looked.getByText('Wrong').count()).toBe(0)
  })

  it('answers for the whole workspace once a model of it is chosen', async () => {
    await card('Claude API')
      .getByRole('button', { name: /^Use that instead/ })
      .click()
    await card('Claude API').getByText('Ready, and answers').waitFor()
    const { state } = (await ask(server, 'GET', '/api/state')) as {
      state: { workspace: { host: { id: string; model: string } } }
    }
    expect(state.workspace.host).toMatchObject({ id: 'anthropic', model: 'rehearsal-1' })
  })

  it('marks the model that answers, also when it is not the one it would take by itself', async () => {
    const answers = () =>
      card('Claude API')
        .getByRole('row')
        .filter({ has: page.getByText('Answers', { exact: true }) })
    expect(await answers().getByText('rehearsal-1', { exact: true }).count()).toBe(1)
    await ask(server, 'PUT', '/api/host', { host: 'anthropic', model: 'rehearsal-small' })
    await answers().getByText('rehearsal-small', { exact: true }).waitFor()
    expect(await answers().count()).toBe(1)
    await ask(server, 'PUT', '/api/host', { host: 'anthropic', model: 'rehearsal-1' })
    await answers().getByText('rehearsal-1', { exact: true }).waitFor()
  })

  it('that speaks the Messages API is added under a name of its own', async () => {
    await settings().getByRole('button', { name: 'Add Another server' }).click()
    const form = settings().getByRole('form', { name: 'Another server' })
    await form.getByLabel('Name').fill('Ollama')
    await form.getByLabel('Address').fill(local.url)
    await form.getByRole('button', { name: 'Check and save' }).click()
    await card('Ollama').getByText('qwen3').first().waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
  })
})

describe('a chat', () => {
  const head = () => page.getByRole('button', { name: /^Model of Discovery/ })

  it('shows which model answers, takes another by keyboard, and gives the focus back', async () => {
    await head().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitemradio', { name: 'qwen3' }).focus()
    await page.keyboard.press('Enter')
    await head().getByText('qwen3').waitFor()
    await expect.poll(() => head().evaluate((button) => button === document.activeElement)).toBe(true)
    await say(page, 'Discovery', 'Hello')
    await finished(server, id)
    await expect.poll(() => wordsShown(page, 'Discovery')).toBe('Hellothere')
  })

  it('goes back to following the workspace', async () => {
    await head().click()
    await page.getByRole('menuitemradio', { name: /^As the workspace/ }).click()
    await head()
      .getByText(/Rehearsal/)
      .waitFor()
  })

  it('that is refused says what is safe, what to do and who can, and leads to the card of its host', async () => {
    faults = [{ kind: 'status', status: 401 }]
    await say(page, 'Discovery', 'What do you know about ACME Corp?')
    await finished(server, id, 2)
    const trouble = page.getByRole('region', { name: 'Claude API does not accept the key' })
    await trouble.getByText('Your message is kept.').waitFor()
    await trouble.getByText('Whoever keeps the account or key of this host can mend this.').waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.reload()
    await trouble.getByRole('button', { name: 'Open Settings' }).click()
    await expect.poll(() => card('Claude API').evaluate((it) => it === document.activeElement)).toBe(true)
    await page.keyboard.press('Escape')
    await trouble.getByRole('button', { name: 'Continue' }).click()
    await trouble.waitFor({ state: 'detached' })
    await expect
      .poll(async () => (await newestTurn(server, id)).status)
      .toEqual({ kind: 'finished', outcome: { kind: 'answered' } })
  })

  it('that waits counts down, and goes on at once when somebody presses Try now', async () => {
    faults = [{ kind: 'status', status: 529, retryAfter: 50 }]
    await say(page, 'Discovery', 'What is the budget of ACME Corp?')
    const waiting = page.getByRole('region', { name: 'Claude API is busy' })
    await waiting.getByText(/Trying again in \d+ s \(\d of \d\)/).waitFor()
    await page.reload()
    await waiting.getByText(/Trying again in \d+ s/).waitFor()
    await waiting.getByRole('button', { name: 'Try now' }).click()
    await finished(server, id, 3)
    await waiting.waitFor({ state: 'detached' })
  })
})

describe('a model on its way out', () => {
  it('is marked, and one press takes what comes after it wherever it was used', async () => {
    await ask(server, 'PUT', '/api/host', { host: 'rehearsal', model: 'rehearsal-small' })
    await openHosts()
    await settings()
      .getByText(/Deprecated, retires Jun 30, 2027/)
      .first()
      .waitFor()
    await settings()
      .getByRole('listitem')
      .filter({ hasText: 'Used by the workspace' })
      .getByRole('button')
      .click()
    await settings().getByText('Used by the workspace').waitFor({ state: 'detached' })
    const { state } = (await ask(server, 'GET', '/api/state')) as {
      state: { workspace: { host: { model: string } } }
    }
    expect(state.workspace.host.model).toBe('rehearsal-1')
  })

  it('a host that is removed is gone, with what was typed for it', async () => {
    await card('Ollama').getByRole('button', { name: 'Remove' }).click()
    await card('Ollama').waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
  })
})

describe('a fallback', () => {
  it('takes over when a host stays busy, and the conversation says so', async () => {
    await ask(server, 'PUT', '/api/host', { host: 'anthropic', model: 'rehearsal-1' })
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await settings().getByRole('tab', { name: 'Answers' }).click()
    await settings().getByLabel('Fallback').selectOption('rehearsal rehearsal-1')
    await page.getByRole('status').filter({ hasText: 'The settings were changed.' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    faults = Array.from({ length: 8 }, () => ({ kind: 'status', status: 529, retryAfter: 0 }) as const)
    await say(page, 'Discovery', 'What is the timeline of ACME Corp?')
    await finished(server, id, 4)
    await chat(page, 'Discovery').getByText('Claude API is busy; Rehearsal went on').waitFor()
    faults = []
  })
})
