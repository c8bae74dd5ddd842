/** What is asked of a page that is measured: when something was painted, how even its frames are, how much it holds. */
import type { CDPSession, Page } from 'playwright-core'

declare global {
  interface Window {
    /** Of each input of the kind that is watched. */
    paints: Paint[]
    /** Milliseconds between frames. */
    frameTimes: number[]
    /** Tells the bench when what it waits for was painted, in milliseconds. */
    tellPainted(at: string): void
  }
}

export interface Paint {
  /** Milliseconds from the input's own time stamp until the frame after it was painted. */
  readonly whole: number
  /** The same without the wait for that frame, which comes when the screen is due. */
  readonly work: number
}

/** Notes from now on how long it takes from an input (its own time stamp) to the paint after it. */
export async function watchPaints(page: Page, type: 'keydown' | 'click'): Promise<void> {
  await page.evaluate((kind) => {
    window.paints = []
    document.addEventListener(
      kind,
      (event) => {
        // A message is handled after what runs now: the handlers of the input, or the frame in which it is sent.
        const afterThis = (then: () => void) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = then
          port2.postMessage(null)
        }
        let handled = performance.now()
        afterThis(() => {
          handled = performance.now()
        })
        requestAnimationFrame(() => {
          const waited = Math.max(0, performance.now() - handled)
          afterThis(() => {
            const whole = performance.now() - event.timeStamp
            window.paints.push({ whole, work: whole - waited })
          })
        })
      },
      { capture: true },
    )
  }, type)
}

export async function paintsOf(page: Page, count: number): Promise<readonly Paint[]> {
  await page.waitForFunction((wanted) => window.paints.length >= wanted, count)
  return await page.evaluate(() => window.paints)
}

/** Notes from now on the time between frames. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.frameTimes = []
    let last = performance.now()
    const next = (now: number) => {
      window.frameTimes.push(now - last)
      last = now
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  })
}

/**
 * Opens an address. Milliseconds since the page began to load, once the last element of a selector holds the words and was
 * painted. Not by Playwright's own waiting: what that runs in the page would be counted, too.
 */
export async function whenPainted(
  page: Page,
  address: string,
  wanted: { readonly selector: string; readonly words: string },
): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: 'tellPainted' })
  const told = new Promise<number>((resolve) =>
    session.on('Runtime.bindingCalled', ({ payload }) => resolve(Number(payload))),
  )
  await page.addInitScript(tellWhenPainted, wanted)
  await page.goto(address, { waitUntil: 'commit' })
  return await told
}

/** Runs in the page before all else. */
function tellWhenPainted({ selector, words }: { readonly selector: string; readonly words: string }): void {
  new MutationObserver((_, observer) => {
    const last = [...document.querySelectorAll(selector)].at(-1)
    if (!last?.textContent?.includes(words)) return
    observer.disconnect()
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => window.tellPainted(`${performance.now()}`)
      port2.postMessage(null)
    })
  }).observe(document, { childList: true, subtree: true, characterData: true })
}

/** Milliseconds since the page began to load, at the next paint. */
export function sinceStart(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now())
          port2.postMessage(null)
        }),
      ),
  )
}

export interface Held {
  /** Megabytes of JavaScript after a collection. */
  readonly heap: number
  /** Nodes of documents, those that nobody shows any more included. */
  readonly nodes: number
}

export async function heldBy(session: CDPSession): Promise<Held> {
  await session.send('HeapProfiler.enable')
  await session.send('Performance.enable')
  // Twice: what the first one frees may free more.
  for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return { heap: value('JSHeapUsedSize') / 1024 / 1024, nodes: value('Nodes') }
}
