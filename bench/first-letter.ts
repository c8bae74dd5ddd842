/** How long it takes until somebody who opens a page has written a letter, beside the least page that takes one. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startServer } from '../test/server.ts'
import { bundle } from './bundle.ts'
import { call } from './processes.ts'
import { openTab } from './tab.ts'

declare global {
  interface Window {
    /** Resolved when the field is there and has the focus. */
    fieldIsThere: Promise<void>
    /** When the letter was painted; milliseconds since the page began to load. */
    letterAt: Promise<number>
  }
}

export interface FirstLetter {
  /** Milliseconds from the first request, for each try. */
  readonly ours: readonly number[]
  /** The same with developer tools attached, as Playwright attaches them. */
  readonly watched: readonly number[]
  /** As `ours`, of a page of React and a field. */
  readonly least: readonly number[]
}

/** With an empty cache at each try; the processor is slowed so many times. */
export async function firstLetter(tries: number, slowed: number): Promise<FirstLetter> {
  const [server, least] = [await startServer(), await serveLeast()]
  const times = { ours: [] as number[], watched: [] as number[], least: [] as number[] }
  for (let i = 0; i < tries; i++) {
    for (const key of ['ours', 'watched'] as const) {
      // A chat of its own each time: what was typed stays in a chat.
      await call(server.url, 'POST', '/api/chats', { name: `Chat ${i}`, speaker: 'Alice' })
      times[key].push(await once(server.url, slowed, key === 'watched'))
    }
    times.least.push(await once(least.url, slowed, false))
  }
  await server.close()
  least.close()
  return times
}

/** Not by Playwright's own tabs and helpers: what those run in a page would be slowed, and counted, too. */
async function once(url: string, slowed: number, watched: boolean): Promise<number> {
  const tab = await openTab(watched)
  await tab.beforeEach(watchField)
  await tab.slow(slowed)
  await tab.open(url)
  await tab.evaluate('fieldIsThere')
  await tab.press('a')
  const time = await tab.evaluate('letterAt')
  await tab.close()
  if (typeof time !== 'number') throw new Error(`Expected when the letter was painted; got ${time}.`)
  return time
}

/** Runs in the page before all else: puts the focus into the last field as soon as there is one, as a hand would. */
function watchField(): void {
  const [field, letter] = [Promise.withResolvers<void>(), Promise.withResolvers<number>()]
  window.fieldIsThere = field.promise
  window.letterAt = letter.promise
  const painted = () =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => letter.resolve(performance.now())
      port2.postMessage(null)
    })
  new MutationObserver((_, observer) => {
    const last = [...document.querySelectorAll('textarea')].at(-1)
    if (!last) return
    observer.disconnect()
    last.addEventListener('input', painted, { once: true })
    last.focus()
    field.resolve()
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
