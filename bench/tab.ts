/**
 * A tab as somebody has it who looks at nothing but the page; or watched, as Playwright and developer tools do: Chromium
 * tells them about all that runs, and for that notes where each `Error` was made, for which it reads the file once more.
 * React makes three while it is read.
 */
import { type CDPSession, chromium } from 'playwright-core'
import { chromiumOptions } from '../test/chromium.ts'

export interface Tab {
  /** Runs this before all else in each page that is opened. */
  beforeEach(script: () => void): Promise<void>
  slow(times: number): Promise<void>
  /** Resolves when the answer has come and its page begins. */
  open(url: string): Promise<void>
  /** What an expression gives, or what its promise is resolved with; only what can be written as JSON. */
  evaluate(expression: string): Promise<unknown>
  press(letter: string): Promise<void>
  close(): Promise<void>
}

/** In a browser of its own, with an empty cache, 1440 by 900. */
export async function openTab(watched: boolean): Promise<Tab> {
  const browser = await chromium.launch(chromiumOptions(['--window-size=1440,900']))
  const root = await browser.newBrowserCDPSession()
  // Playwright lets go of a tab in a context that it did not make.
  const { browserContextId } = await root.send('Target.createBrowserContext')
  const { targetId } = await root.send('Target.createTarget', { url: 'about:blank', browserContextId })
  const { send, once } = await attach(root, targetId)
  for (const part of ['Page', ...(watched ? ['Runtime', 'Network', 'Log'] : [])]) await send(`${part}.enable`)
  return {
    async beforeEach(script) {
      await send('Page.addScriptToEvaluateOnNewDocument', { source: `(${script})()` })
    },
    async slow(rate) {
      await send('Emulation.setCPUThrottlingRate', { rate })
    },
    async open(url) {
      const begun = once('Page.frameNavigated')
      await send('Page.navigate', { url })
      await begun
    },
    async evaluate(expression) {
      const options = { expression, awaitPromise: true, returnByValue: true }
      const { result } = (await send('Runtime.evaluate', options)) as { result: { value?: unknown } }
      return result.value
    },
    async press(key) {
      await send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, key })
      await send('Input.dispatchKeyEvent', { type: 'keyUp', key })
    },
    close: () => browser.close(),
  }
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** A session of our own with a tab, for which only those parts are turned on that we ask for. */
async function attach(root: CDPSession, targetId: string) {
  const { sessionId } = await root.send('Target.attachToTarget', { targetId, flatten: false })
  const answers = new Map<number, PromiseWithResolvers<unknown>>()
  const events = new Map<string, () => void>()
  root.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, method, result, error }: Message = JSON.parse(message)
    if (method !== undefined) events.get(method)?.()
    const answer = answers.get(id ?? 0)
    if (error) answer?.reject(new Error(`Chromium refused: ${error.message}`))
    else answer?.resolve(result)
  })
  const send = async (method: string, params: object = {}): Promise<unknown> => {
    const id = answers.size + 1
    const answer = Promise.withResolvers<unknown>()
    answers.set(id, answer)
    await root.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id, method, params }),
    })
    return await answer.promise
  }
  const once = (method: string) => new Promise<void>((resolve) => events.set(method, resolve))
  return { send, once }
}
