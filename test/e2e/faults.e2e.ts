/** What goes wrong between the server and Claude, as a person sees it: the Claude API with faults, played in this process. */
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../src/rehearsal/rehearsal.ts'
import { type RehearsalHost, startRehearsalHost } from '../rehearsal-host.ts'
import { browser, server, stage } from './stage.ts'
import { addChat, ask, chat, finished, document as row, say, wordsShown, wordsStored } from './walk.ts'

const QUESTION = 'What do you know about ACME Corp?'
const FACTS = 'I am Alice from TechCorp. ACME Corp has a budget of $500K and a timeline of 9 months.'

let faults: Fault[] = []
let host: RehearsalHost

stage({
  server: async () => {
    host = await startRehearsalHost(() => faults.shift())
    const env = { ANTHROPIC_API_KEY: 'sk-ant-test', ANTHROPIC_BASE_URL: host.url }
    return { env, args: ['--model', 'rehearsal-1'] }
  },
  address: null,
})
afterAll(() => host?.[Symbol.asyncDispose]())

/** Opens a chat of its own and says something in it, with faults waiting for the first requests. */
async function meet(name: string, text: string, ...waiting: Fault[]): Promise<{ page: Page; id: string }> {
  const id = await addChat(server, name)
  const page = await browser.open(`${server.url}/?chats=${id}`)
  faults = waiting
  await say(page, name, text)
  return { page, id }
}

const status = (code: number, retryAfter?: number): Fault => ({
  kind: 'status',
  status: code,
  ...(retryAfter === undefined ? {} : { retryAfter }),
})

describe('what passes by itself', () => {
  it('a rate limit counts down in words, and then the answer comes', async () => {
    const { page, id } = await meet('Limited', FACTS, status(429, 3))
    await chat(page, 'Limited')
      .getByText(/Trying again in [1-4] s \(\d of \d\)/)
      .waitFor()
    expect((await finished(server, id)).status).toEqual({ kind: 'finished', outcome: { kind: 'answered' } })
    await chat(page, 'Limited')
      .getByText(/Trying again/)
      .waitFor({ state: 'detached' })
    await page.close()
  })

  it.each<[string, Fault]>([
    ['a host that is busy', status(529)],
    ['a host with an error of its own', status(500)],
    ['an error in the middle of the stream', { kind: 'error_event', after: 6 }],
    ['a connection that breaks in the middle', { kind: 'cut', after: 6 }],
    ['a stream that ends too early', { kind: 'early_end', after: 6 }],
    ['an input of a tool that is no JSON', { kind: 'invalid_tool_json' }],
    ['an input of a tool that ends in the middle', { kind: 'truncated_tool_json' }],
  ])('%s leaves an answer that is whole and nothing twice', async (name, fault) => {
    const { page, id } = await meet(name, QUESTION, fault)
    const turn = await finished(server, id)
    expect(turn.status).toEqual({ kind: 'finished', outcome: { kind: 'answered' } })
    expect(wordsStored(turn)).toContain('500K')
    await expect.poll(() => wordsShown(page, name)).toBe(wordsStored(turn))
    await page.close()
  })
})

describe('what does not', () => {
  it('a key that is refused leads to the settings, and Continue goes on when it is accepted again', async () => {
    const { page, id } = await meet('Refused key', QUESTION, status(401))
    const pane = chat(page, 'Refused key')
    expect((await finished(server, id)).status).toMatchObject({ outcome: { kind: 'failed' } })
    await pane.getByRole('button', { name: 'Open Settings' }).click()
    await page.getByRole('dialog', { name: 'Settings' }).waitFor()
    await page.keyboard.press('Escape')
    await pane.getByRole('button', { name: 'Continue' }).click()
    await expect.poll(() => wordsShown(page, 'Refused key'), { timeout: 30_000 }).toContain('500K')
    await page.close()
  })

  it('a refusal is said as one, and cannot be continued', async () => {
    const { page, id } = await meet('Declined', QUESTION, { kind: 'refusal', after: 2 })
    expect((await finished(server, id)).status).toMatchObject({ outcome: { kind: 'refused' } })
    await chat(page, 'Declined').getByText('Claude declined to go on', { exact: true }).waitFor()
    expect(await chat(page, 'Declined').getByRole('button', { name: 'Continue' }).count()).toBe(0)
    await page.close()
  })

  it('a document cut by the longest length is not written by half, and Continue writes it once', async () => {
    const facts = 'Globex has a budget of $90K, a timeline of 4 months and 12 applications.'
    // The first reply looks into memory, without a fault; the second writes the document.
    const none: Fault = { kind: 'silence', after: 0, ms: 0 }
    const { page, id } = await meet('Cut', facts, none, { kind: 'max_tokens_in_tool' })
    const turn = await finished(server, id)
    expect(turn.status).toEqual({ kind: 'finished', outcome: { kind: 'cut', by: 'max_tokens' } })
    const pane = chat(page, 'Cut')
    await pane.getByText('The answer reached its longest length', { exact: true }).waitFor()
    expect(await row(page, 'memory_globex.md').count()).toBe(0)
    await pane.getByRole('button', { name: 'Continue' }).click()
    await row(page, 'memory_globex.md').waitFor()
    const created = async () =>
      JSON.stringify(await ask(server, 'GET', '/api/memory/history?limit=50')).match(
        /"kind":"create"[^}]*memory_globex\.md/g,
      )?.length
    await expect.poll(created).toBe(1)
    await page.close()
  })
})
