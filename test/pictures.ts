/** The pictures of the visual guide, taken from the running product. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { startBrowser } from './chromium.ts'
import { answered, chat, document, memory, say, send, setPace } from './e2e/walk.ts'
import { startServer, type TestServer } from './server.ts'

/** The themes that each picture is taken in; the file is `<name>-<theme>.jpg`. */
export const THEMES = ['light', 'dark'] as const
const SIZE = { width: 1360, height: 800 }

const ALICE = 'Alice · Discovery'
const JOHN = 'John · Solution architect'
const SAM = 'Sam · Proposal writer'
const CUSTOMER = 'memory_acme_corp.md'

interface Shot {
  /** File name, and what the guide calls the screen. */
  readonly name: string
  /** Brings the page there from where the shot before has left it; fails when something on the way is gone. */
  readonly go: (page: Page, server: TestServer) => Promise<void>
}

const exchange = async (page: Page, name: string) => {
  await send(page, name)
  await answered(page, name)
}

const closeDialog = async (page: Page) => {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** In their order: one walk through the product. */
export const SHOTS: readonly Shot[] = [
  {
    name: 'welcome',
    go: (page) => page.getByRole('button', { name: 'Try the three-person example' }).waitFor(),
  },
  {
    name: 'example',
    async go(page) {
      await page.getByRole('button', { name: 'Try the three-person example' }).click()
      await chat(page, SAM).waitFor()
    },
  },
  {
    name: 'watching',
    async go(page, server) {
      await setPace(server, 20)
      await send(page, ALICE)
      await memory(page)
        .getByText(/is writing this/)
        .waitFor()
      await memory(page).getByText('Timeline').first().waitFor()
    },
  },
  {
    name: 'writing',
    async go(page, server) {
      await setPace(server, 0)
      await answered(page, ALICE)
      await document(page, CUSTOMER).waitFor()
    },
  },
  {
    name: 'three-documents',
    async go(page) {
      await exchange(page, JOHN)
      await exchange(page, SAM)
      await document(page, 'memory_acme_corp_proposal.md').waitFor()
    },
  },
  {
    name: 'document',
    async go(page) {
      await document(page, CUSTOMER).click()
      await memory(page).getByRole('button', { name: 'Edit' }).waitFor()
    },
  },
  {
    name: 'history',
    async go(page) {
      await memory(page).getByRole('tab', { name: 'History' }).click()
      await memory(page).getByRole('list', { name: 'Changes' }).waitFor()
    },
  },
  {
    name: 'who-wrote-it',
    async go(page) {
      await memory(page).getByRole('tab', { name: 'Lines' }).click()
      await memory(page).getByRole('button', { name: 'Who wrote it' }).click()
      const lines = memory(page).getByRole('list', { name: 'Lines, with who wrote them' })
      // The hands stand beside each other at the end, where each noted what they wrote.
      await lines.getByRole('button', { name: /Claude for Sam/ }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'back-in-time',
    async go(page) {
      await memory(page).getByRole('button', { name: 'Who wrote it' }).click()
      await page.keyboard.press('Alt+t')
      await memory(page).getByRole('slider', { name: 'Moment' }).press('ArrowLeft')
      await memory(page)
        .getByText(/You are looking at/)
        .waitFor()
    },
  },
  {
    name: 'context-editing',
    async go(page) {
      await page.keyboard.press('Alt+t')
      await page.getByRole('button', { name: 'Settings' }).first().click()
      const settings = page.getByRole('dialog', { name: 'Settings' })
      await settings.getByRole('tab', { name: 'Context editing' }).click()
      await settings.getByText('For a demo').click()
      await settings.getByText(/^Above 2,000 input tokens/).waitFor()
    },
  },
  {
    name: 'clearing',
    async go(page) {
      await page.getByRole('button', { name: 'Save context editing' }).click()
      await page.getByRole('button', { name: 'Dismiss' }).click()
      await closeDialog(page)
      await say(page, SAM, 'What do we know about ACME Corp?')
      await answered(page, SAM)
      await chat(page, SAM)
        .getByText(/Cleared \d+ tool uses?, [\d,]+ tokens/)
        .first()
        .scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'palette',
    async go(page) {
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('combobox').last().fill('mem')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'statistics',
    async go(page) {
      await closeDialog(page)
      await page.getByRole('button', { name: 'Statistics' }).first().click()
      await page.getByRole('dialog', { name: 'Statistics' }).getByText('Times cleared').waitFor()
    },
  },
]

/** Walks through all shots in each theme and writes the pictures into `folder`; `taken` is told of each. Rejects with the picture's name when its screen is gone. */
export async function takePictures(folder: string, taken: (file: string) => void): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const theme of THEMES) {
    const server = await startServer({ args: ['--pace', '0'] })
    const browser = await startBrowser({ viewport: SIZE, colorScheme: theme })
    try {
      const page = await browser.open(server.url)
      for (const { name, go } of SHOTS) {
        await go(page, server).catch((error) => {
          throw new Error(`The screen of the picture "${name}" is gone: ${error}`)
        })
        // No hint over what was pressed last.
        await page.mouse.move(0, 0)
        await page.getByRole('tooltip').waitFor({ state: 'detached' })
        const file = `${name}-${theme}.jpg`
        await page.screenshot({ path: join(folder, file), type: 'jpeg', quality: 84, animations: 'disabled' })
        taken(file)
      }
    } finally {
      await browser.close()
      await server.close()
    }
  }
}
