/** A turn that does not go straight to its end: stopped, killed, cut off, and taken up again. */
import { describe, expect, it } from 'vitest'
import { browser, server, stage } from './stage.ts'
import {
  addChat,
  answered,
  ask,
  chat,
  document,
  finished,
  newestTurn,
  say,
  setPace,
  wordsShown,
  wordsStored,
} from './walk.ts'

const FACTS =
  'I am Alice from TechCorp. ACME Corp has a budget of $500K, a timeline of 9 months and 50 applications.'

stage({
  server: () => ({ args: ['--pace', '25'] }),
  address: null,
  // The server is killed and started again here, and a browser writes down what it could not reach meanwhile.
  expected: /ERR_(CONNECTION_REFUSED|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING)/,
})

describe('Stop', () => {
  it('keeps what was said, says that it was stopped, and Continue goes on', async () => {
    const id = await addChat(server, 'Half way')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    const pane = chat(page, 'Half way')
    await say(page, 'Half way', FACTS)
    await pane
      .getByText(/Looking through memory|Looked through memory/)
      .first()
      .waitFor()
    await pane.getByRole('button', { name: 'Stop' }).click()
    await pane.getByRole('button', { name: 'Continue' }).waitFor()
    const stopped = await newestTurn(server, id)
    expect(stopped.status).toEqual({ kind: 'finished', outcome: { kind: 'stopped' } })
    await pane
      .getByText(/rehearsal model/)
      .first()
      .waitFor()

    await pane.getByRole('button', { name: 'Continue' }).click()
    await document(page, 'memory_acme_corp.md').waitFor({ timeout: 30_000 })
    await expect
      .poll(async () => (await newestTurn(server, id)).status, { timeout: 60_000 })
      .toEqual({
        kind: 'finished',
        outcome: { kind: 'answered' },
      })
    expect(await pane.getByRole('button', { name: 'Continue' }).count()).toBe(0)
  })
})

describe('Stop in the place of Send', () => {
  it('is not pressed by the second click of a double click', async () => {
    const id = await addChat(server, 'Twice')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    const pane = chat(page, 'Twice')
    await pane.getByRole('textbox', { name: 'Message' }).fill('Which budget does ACME Corp have?')
    await pane.getByRole('button', { name: 'Send' }).click()
    await pane.getByRole('button', { name: 'Stop' }).hover()
    await page.mouse.down({ clickCount: 2 })
    await page.mouse.up({ clickCount: 2 })
    expect((await finished(server, id)).status).toEqual({ kind: 'finished', outcome: { kind: 'answered' } })
    await page.close()
  })
})

describe('Stop in the middle of a sentence', () => {
  it('keeps exactly the words that had come, here and after a reload, and Continue ends the answer', async () => {
    const id = await addChat(server, 'Mid sentence')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    await setPace(server, 200)
    await say(page, 'Mid sentence', 'What is the budget of ACME Corp?')
    await expect.poll(() => wordsShown(page, 'Mid sentence')).toContain('rehearsal')
    await chat(page, 'Mid sentence').getByRole('button', { name: 'Stop' }).click()
    await setPace(server, 25)
    const stopped = await finished(server, id)
    expect(stopped.status).toEqual({ kind: 'finished', outcome: { kind: 'stopped' } })
    const kept = wordsStored(stopped)
    expect(kept).toContain('rehearsal')
    expect(kept).not.toContain('500K')
    await chat(page, 'Mid sentence').getByText('Stopped', { exact: true }).waitFor()
    await expect.poll(() => wordsShown(page, 'Mid sentence')).toBe(kept)
    await page.reload()
    await expect.poll(() => wordsShown(page, 'Mid sentence')).toBe(kept)

    await chat(page, 'Mid sentence').getByRole('button', { name: 'Continue' }).click()
    await expect
      .poll(async () => (await newestTurn(server, id)).status, { timeout: 60_000 })
      .toEqual({ kind: 'finished', outcome: { kind: 'answered' } })
    const whole = wordsStored(await newestTurn(server, id))
    expect(whole.startsWith(kept)).toBe(true)
    expect(whole).toContain('500K')
    await expect.poll(() => wordsShown(page, 'Mid sentence')).toBe(whole)
  })
})

describe('a server that is killed in the middle of an answer', () => {
  it('shows the turn as interrupted after its start, and takes it up with every change made once', async () => {
    const id = await addChat(server, 'Killed', 'John')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    const pane = chat(page, 'Killed')
    await say(page, 'Killed', 'Please design a cloud migration architecture for ACME Corp from what we know.')
    await pane
      .getByText(/Writing memory_acme_corp/)
      .first()
      .waitFor({ timeout: 30_000 })
    const before = Number((await ask(server, 'GET', '/api/health')).memoryHead)
    await server.kill()
    await server.restart()
    await pane.getByRole('button', { name: 'Continue' }).waitFor({ timeout: 30_000 })
    expect((await newestTurn(server, id)).status).toMatchObject({ outcome: { kind: 'interrupted' } })

    await pane.getByRole('button', { name: 'Continue' }).click()
    await document(page, 'memory_acme_corp_architecture.md').waitFor({ timeout: 60_000 })
    await expect
      .poll(async () => (await newestTurn(server, id)).status, { timeout: 60_000 })
      .toMatchObject({
        outcome: { kind: 'answered' },
      })
    const { commits } = await ask(server, 'GET', '/api/memory/history?limit=50')
    const created =
      JSON.stringify(commits).match(/"kind":"create"[^}]*memory_acme_corp_architecture\.md/g) ?? []
    expect(created).toHaveLength(1)
    expect(Number((await ask(server, 'GET', '/api/health')).memoryHead)).toBeGreaterThan(before)
  })

  it('ends cleanly on SIGTERM, and says that the turn was interrupted', async () => {
    const id = await addChat(server, 'Ended')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    await say(page, 'Ended', 'What do you know about ACME Corp?')
    await chat(page, 'Ended').getByRole('button', { name: 'Stop' }).waitFor()
    expect(await server.stop()).toBe(0)
    await server.restart()
    await chat(page, 'Ended').getByRole('button', { name: 'Continue' }).waitFor({ timeout: 30_000 })
    await chat(page, 'Ended').getByRole('button', { name: 'Continue' }).click()
    await answered(page, 'Ended')
    await expect
      .poll(async () => (await newestTurn(server, id)).status, { timeout: 60_000 })
      .toMatchObject({
        outcome: { kind: 'answered' },
      })
  })
})
