/** How long it takes until somebody who opens a page has written a letter, beside the least page that takes one. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { startBrowser } from '../test/chromium.ts'
import { startServer } from '../test/server.ts'
import { bundle } from './bundle.ts'
import { call } from './processes.ts'

declare global {
  interface Window {
    /** Tells the bench that the field is there and has the focus. */
    fieldIsThere(nothing: string): void
    /** When the letter was painted; milliseconds since the page began to load. */
    letterAt: number | undefined
  }
}

export interface FirstLetter {
  /** Milliseconds from the first request, for each try. */
  readonly ours: readonly number[]
  /** The same of a page of React and a field. */
  readonly least: readonly number[]
}

/** With an empty cache at each try; the processor is slowed so many times. */
export async function firstLetter(tries: number, slowed: number): Promise<FirstLetter> {
  const [server, least] = [await startServer(), await serveLeast()]
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let i = 0; i < tries; i++) {
    // A chat of its own each time: what was typed stays in a chat.
    await call(server.url, 'POST', '/api/chats', { name: `Chat ${i}`, speaker: 'Alice' })
    ours.push(await once(server.url, slowed))
    theirs.push(await once(least.url, slowed))
  }
  await server.close()
  least.close()
  return { ours, least: theirs }
}

async function once(url: string, slowed: number): Promise<number> {
  const browser = await startBrowser()
  const page = await browser.open('about:blank')
  const session = await page.context().newCDPSession(page)
  await page.addInitScript(watchField)
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: 'fieldIsThere' })
  const there = new Promise<void>((resolve) => session.on('Runtime.bindingCalled', () => resolve()))
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowed })
  await page.goto(url, { waitUntil: 'commit' })
  await there
  // Not by Playwright's own helpers: what they run in the page would be slowed, and counted, too.
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: 'a', key: 'a', code: 'KeyA' })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'a', code: 'KeyA' })
  const time = await letterAt(page)
  await browser.close()
  return time
}

async function letterAt(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => window.letterAt, undefined, { polling: 20 })
  return (await found.jsonValue()) ?? Number.NaN
}

/** Runs in the page before all else: puts the focus into the last field as soon as there is one, as a hand would. */
function watchField(): void {
  const painted = () =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        window.letterAt = performance.now()
      }
      port2.postMessage(null)
    })
  new MutationObserver((_, observer) => {
    const field = [...document.querySelectorAll('textarea')].at(-1)
    if (!field) return
    observer.disconnect()
    field.addEventListener('input', painted, { once: true })
    field.focus()
    window.fieldIsThere('')
  }).observe(document, { childList: true, subtree: true })
}

async function serveLeast(): Promise<{ readonly url: string; close(): void }> {
  const script = await bundle('field-page.tsx')
  const server = createServer((request, response) => {
    const isScript = request.url === '/field.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : '<!doctype html><body><script src="/field.js"></script></body>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}
