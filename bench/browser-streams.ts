/** What a tab does while answers stream into it: typing beside them, its frames, and what it holds afterwards. */
import type { Page } from 'playwright-core'
import { type Browser, startBrowser } from '../test/chromium.ts'
import { startServer, type TestServer } from '../test/server.ts'
import { type Held, heldBy, paintsOf, watchFrames, watchPaints } from './in-page.ts'
import { percentile } from './measure.ts'
import { call, startScript, text } from './processes.ts'

const PANES = 6
/** Tokens that six panes stream in an hour, at 50 a second each. */
const HOUR = PANES * 50 * 3_600
/** Tokens of one answer. */
const ANSWER = 3_000

interface Board {
  readonly server: TestServer
  readonly browser: Browser
  readonly chats: readonly string[]
  close(): Promise<void>
}

async function openBoard(): Promise<Board> {
  const upstream = await startScript('upstream.ts')
  const env = {
    ANTHROPIC_API_KEY: 'bench',
    ANTHROPIC_BASE_URL: upstream.url,
    COMMONPLACE_CLAUDE: 'anthropic',
  }
  const server = await startServer({ env })
  const chats: string[] = []
  for (let i = 1; i <= PANES; i++)
    chats.push(
      text(await call(server.url, 'POST', '/api/chats', { name: `Chat ${i}`, speaker: 'Alice' }), 'chat'),
    )
  const browser = await startBrowser({ viewport: { width: 2560, height: 1300 } })
  return {
    server,
    browser,
    chats,
    async close() {
      await browser.close()
      await server.close()
      upstream.process.kill()
    },
  }
}

let said = 0

async function say({ server, chats }: Board, wishes: string): Promise<void> {
  said += 1
  for (const [i, chat] of chats.entries())
    await call(server.url, 'POST', `/api/chats/${chat}/turns`, {
      id: `turn_bench_${said}_${i}`,
      speaker: 'Alice',
      text: `say=markdown ${wishes}`,
    })
}

export interface Typing {
  /** Milliseconds from a key to the paint after it, p95; with and without the wait for the frame. */
  readonly whole: number
  readonly work: number
  /** Frames a second, and the longest time between two that one in twenty passes. */
  readonly frames: number
  readonly frameP95: number
}

/** Types beside six panes that stand still: the least that a key can cost here. */
export async function typingAtRest(keys: number): Promise<Typing> {
  const board = await openBoard()
  const page = await board.browser.open(`${board.server.url}/?chats=${board.chats.join(',')}`)
  const typed = await typeInto(page, keys)
  await board.close()
  return typed
}

/** Types beside six panes into each of which an answer streams, 50 tokens a second. */
export async function typing(keys: number): Promise<Typing> {
  const board = await openBoard()
  const page = await board.browser.open(`${board.server.url}/?chats=${board.chats.join(',')}`)
  await say(board, `tokens=${keys * 8 + 500}`)
  await page
    .getByRole('button', { name: 'Stop' })
    .nth(PANES - 1)
    .waitFor()
  const typed = await typeInto(page, keys)
  const running = await page.getByRole('button', { name: 'Stop' }).count()
  await board.close()
  if (running < PANES) throw new Error('Expected the answers to stream for as long as the keys came.')
  return typed
}

async function typeInto(page: Page, keys: number): Promise<Typing> {
  const message = page.getByRole('textbox', { name: 'Message' }).first()
  await message.click()
  await watchPaints(page, 'keydown')
  await watchFrames(page)
  // Ten keys a second, as a quick typist's fingers come in bursts.
  await message.pressSequentially('a word '.repeat(Math.ceil(keys / 7)).slice(0, keys), {
    delay: 100,
    timeout: 0,
  })
  const paints = await paintsOf(page, keys)
  const frames = await page.evaluate(() => window.frameTimes)
  return {
    whole: percentile(
      paints.map(({ whole }) => whole),
      0.95,
    ),
    work: percentile(
      paints.map(({ work }) => work),
      0.95,
    ),
    frames: 1_000 / (frames.reduce((sum, each) => sum + each, 0) / frames.length),
    frameP95: percentile(frames, 0.95),
  }
}

export interface Hour {
  readonly tokens: number
  readonly before: Held
  /** After each quarter. */
  readonly quarters: readonly Held[]
  /** A tab that was opened on the same chats afterwards. */
  readonly reopened: Held
}

/** Streams as much as six panes do in an hour (or a share of it) into one tab, only faster. */
export async function hourOfStreaming(share: number): Promise<Hour> {
  const board = await openBoard()
  const address = `${board.server.url}/?chats=${board.chats.join(',')}`
  const page = await board.browser.open(address)
  await page
    .getByRole('textbox', { name: 'Message' })
    .nth(PANES - 1)
    .waitFor()
  const session = await page.context().newCDPSession(page)
  const before = await heldBy(session)
  const rounds = Math.max(4, Math.round((HOUR * share) / (PANES * ANSWER)))
  const quarters: Held[] = []
  for (let round = 1; round <= rounds; round++) {
    await say(board, `tokens=${ANSWER} every=1`)
    await page.getByRole('button', { name: 'Stop' }).first().waitFor()
    await page.getByRole('button', { name: 'Stop' }).first().waitFor({ state: 'detached', timeout: 120_000 })
    await settled(board)
    if (round % Math.ceil(rounds / 4) === 0 || round === rounds) quarters.push(await heldBy(session))
  }
  await page.close()
  const fresh = await board.browser.open(address)
  await fresh.getByText('Alice').nth(PANES).waitFor()
  const reopened = await heldBy(await fresh.context().newCDPSession(fresh))
  await board.close()
  return { tokens: rounds * PANES * ANSWER, before, quarters: quarters.slice(-4), reopened }
}

/** Resolves when no answer runs in any of the chats. */
async function settled({ server }: Board): Promise<void> {
  for (;;) {
    const answer = await call(server.url, 'GET', '/api/health')
    if (typeof answer === 'object' && answer !== null && Reflect.get(answer, 'running') === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
