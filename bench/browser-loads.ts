/** How long a browser takes until it shows something: the app, a long chat, a large memory. */
import { get } from 'node:http'
import type { Page } from 'playwright-core'
import { startBrowser } from '../test/chromium.ts'
import { startServer, type TestServer } from '../test/server.ts'
import { fillChat, fillMemory } from './filled-chats.ts'
import { paintsOf, sinceStart, watchPaints, whenPainted } from './in-page.ts'
import { median, percentile } from './measure.ts'
import { call, text } from './processes.ts'

/** Of a question and an answer each. */
const TURNS = 2_500
const DOCUMENTS = 10_000

/** Kilobytes that a browser loads before it shows anything, each compressed with gzip: fonts, and all the rest. */
export async function firstLoad(): Promise<{ readonly fonts: number; readonly rest: number }> {
  const server = await startServer()
  const browser = await startBrowser()
  const page = await browser.open('about:blank')
  const loaded = new Map<string, string>()
  page.on('response', (response) => {
    if (!response.url().includes('/api/')) loaded.set(response.url(), response.request().resourceType())
  })
  await page.goto(server.url, { waitUntil: 'networkidle' })
  await browser.close()
  let [fonts, rest] = [0, 0]
  for (const [url, type] of loaded) {
    const size = (await gzippedSize(url)) / 1024
    if (type === 'font') fonts += size
    else rest += size
  }
  await server.close()
  return { fonts, rest }
}

function gzippedSize(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
      })
      response.on('end', () => resolve(size))
      response.on('error', reject)
    }).on('error', reject)
  })
}

/** Milliseconds until the newest answer of a chat of 5,000 messages is on screen, with an empty cache; for each try. */
export async function longChat(tries: number): Promise<readonly number[]> {
  const server = await startServer()
  const chat = text(await call(server.url, 'POST', '/api/chats', { name: 'Long', speaker: 'Alice' }), 'chat')
  await fillChat(server, chat, TURNS)
  const wanted = { selector: '[data-turn]', words: `Answer ${TURNS} ` }
  const times = await eachFresh(tries, (page) => whenPainted(page, `${server.url}/?chats=${chat}`, wanted))
  await server.close()
  return times
}

export interface LargeTree {
  /** Milliseconds until the tree is on screen with an empty cache; medians and the like of all tries. */
  readonly loaded: number
  /** From a press on a folder until its documents are on screen, p95. */
  readonly opened: number
  /** From a key in "Find in memory" until the tree is filtered, p95. */
  readonly filtered: number
}

/** A memory of 10,000 documents in 100 folders. */
export async function largeTree(tries: number): Promise<LargeTree> {
  const server = await startServer()
  await fillMemory(server, DOCUMENTS)
  await afterSync(server)
  const [loaded, opened, filtered]: [number[], number[], number[]] = [[], [], []]
  await eachFresh(tries, async (page) => {
    await page.goto(server.url, { waitUntil: 'commit' })
    const folder = (n: number) => page.getByRole('treeitem', { name: new RegExp(`area-00${n}`) })
    await folder(0).waitFor()
    loaded.push(await sinceStart(page))
    await watchPaints(page, 'click')
    for (let n = 0; n < 3; n++) {
      await folder(n).click()
      await page.getByText(`report-00${n}00`).first().waitFor()
      await folder(n).click()
    }
    opened.push(...(await paintsOf(page, 6)).map(({ whole }) => whole))
    await page.getByRole('searchbox', { name: 'Find in memory' }).focus()
    await watchPaints(page, 'keydown')
    const words = 'report-0777'
    for (const letter of words) await page.keyboard.press(letter)
    filtered.push(...(await paintsOf(page, words.length)).map(({ whole }) => whole))
    await page.getByText('report-07770').first().waitFor()
    return 0
  })
  await server.close()
  return { loaded: median(loaded), opened: percentile(opened, 0.95), filtered: percentile(filtered, 0.95) }
}

/** Resolves when the server has told of all documents. */
async function afterSync(server: TestServer): Promise<void> {
  await call(server.url, 'POST', '/api/people', { name: 'Alice' })
}

/** Each time in a browser that has never seen the app. */
async function eachFresh(
  tries: number,
  measure: (page: Page) => Promise<number>,
): Promise<readonly number[]> {
  const times: number[] = []
  for (let i = 0; i < tries; i++) {
    const browser = await startBrowser()
    times.push(await measure(await browser.open('about:blank')))
    await browser.close()
  }
  return times
}
