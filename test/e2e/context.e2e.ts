/** How full a chat's context is, what settings would have done to it, and the ways on when it grows too long. */
import { describe, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { page, server, stage } from './stage.ts'
import { addChat, ask, chat, finished, say, wordsShown } from './walk.ts'

const FACTS =
  'I am Alice from TechCorp. ACME Corp has a budget of $500K, a timeline of 9 months and 50 applications.'

let id: string

stage({
  before: async () => {
    id = await addChat(server, 'Discovery')
  },
  address: () => `${server.url}/?chats=${id}`,
})

const meter = () => chat(page, 'Discovery').getByRole('button', { name: /^Context: / })
const dialog = () => page.getByRole('dialog', { name: 'What Claude sees' })

describe('the context of a chat', () => {
  it('is a small number beside the composer, and grows with the conversation', async () => {
    expect(await meter().count()).toBe(0)
    await say(page, 'Discovery', FACTS)
    await finished(server, id, 1)
    await meter().waitFor()
    const first = await meter().textContent()
    await say(page, 'Discovery', 'What do you know about ACME Corp?')
    await finished(server, id, 2)
    await expect.poll(() => meter().textContent()).not.toBe(first)
    expect(await meter().textContent()).toMatch(/Context: [\d,]+ of 200,000 tokens, /)
  })

  it('opens by keyboard to show what fills it, as a picture with words, and closes to where one was', async () => {
    await meter().focus()
    await page.keyboard.press('Enter')
    const picture = dialog().getByRole('img')
    await picture.waitFor()
    expect(await picture.getAttribute('aria-label')).toMatch(/System prompt [\d,]+.*Memory read [\d,]+/)
    await dialog().getByText('The whole was counted by the host').waitFor()
    await dialog().getByText('The bar ends at 120,000 of 200,000 tokens').waitFor()
    await dialog()
      .getByText(/cleared above 100,000 tokens/)
      .waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => meter().evaluate((button) => button === document.activeElement)).toBe(true)
  })

  it('is led to from the settings, to try values on what has been said', async () => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await settings.getByRole('tab', { name: 'Context editing' }).click()
    await settings.getByRole('button', { name: 'Try on Discovery…' }).click()
    await settings.waitFor({ state: 'detached' })
    await dialog().getByRole('region', { name: 'Try other settings' }).waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  })

  it('tells what other settings would have done, and uses them in this chat alone', async () => {
    await meter().click()
    const told = dialog().getByRole('status')
    await told.getByText('nothing of this chat would have been cleared').waitFor()
    await dialog().getByLabel('Preset').selectOption('demo')
    await dialog().getByLabel('Begin above').fill('1500')
    await dialog().getByLabel('Clear at least').fill('0')
    await dialog().getByLabel('Clear at least').press('Enter')
    await told.getByText(/would have been cleared at turns? \d/).waitFor()
    await dialog().getByRole('button', { name: 'Use them in this chat' }).click()
    await dialog()
      .getByText(/uses these values/)
      .waitFor()
    // What the bar shows as seen is what is left.
    await expect
      .poll(() => dialog().getByRole('img').getAttribute('aria-label'))
      .toMatch(/Cleared, no longer seen [\d,]+/)
    const { state } = (await ask(server, 'GET', '/api/state')) as {
      state: { workspace: { chats: Record<string, { settings: { contextEditing: object | null } }> } }
    }
    expect(state.workspace.chats[id]?.settings.contextEditing).toMatchObject({ clearAtLeast: 0 })
    await page.keyboard.press('Escape')
  })

  it('is summed up on demand: an event in the conversation, whose summary can be read, also after a reload', async () => {
    await meter().click()
    await dialog().getByRole('button', { name: 'Summarise now' }).click()
    await finished(server, id, 3)
    await page.reload()
    const pane = chat(page, 'Discovery')
    await pane.getByText('had the conversation summed up').waitFor()
    const summary = pane.getByRole('region', { name: 'Summary' })
    await summary.getByRole('button', { name: /The conversation was summed up/ }).click()
    await summary.getByText(/ACME/).first().waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await say(page, 'Discovery', 'What is the budget of ACME Corp?')
    await finished(server, id, 4)
    await expect.poll(() => wordsShown(page, 'Discovery')).toContain('500K')
    await meter().click()
    expect(await dialog().getByRole('img').getAttribute('aria-label')).toContain('Summary')
    await page.keyboard.press('Escape')
  })
})

describe('thinking', () => {
  it('is one line until it is opened', async () => {
    const thought = chat(page, 'Discovery').getByRole('button', { name: 'Thought for a moment' }).last()
    expect(await thought.getAttribute('aria-expanded')).toBe('false')
    await thought.click()
    expect(await thought.getAttribute('aria-expanded')).toBe('true')
  })
})

describe('a model that sees little at once', () => {
  it('has its old results cleared by Commonplace, and says so', async () => {
    const small = await addChat(server, 'Small')
    await ask(server, 'PATCH', `/api/chats/${small}`, {
      settings: {
        model: 'rehearsal-small',
        contextEditing: {
          enabled: true,
          trigger: { kind: 'tool_uses', value: 1 },
          keep: 0,
          clearAtLeast: 0,
          excludeTools: [],
          clearToolInputs: false,
          keepThinking: null,
        },
      },
    })
    await page.goto(`${server.url}/?chats=${small}`)
    for (const number of [1, 2, 3]) {
      await say(page, 'Small', 'What do you know about ACME Corp?')
      await finished(server, small, number)
      await chat(page, 'Small').getByRole('button', { name: 'Send' }).waitFor()
    }
    await chat(page, 'Small').getByText('cleared by Commonplace').first().waitFor()
  })
})
