/** What moves while Claude works: nothing for those who asked for that, and for the others nothing that is drawn anew. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { startBrowser } from '../chromium.ts'
import { browser, server, stage } from './stage.ts'
import { addChat, answered, chat, say, setPace } from './walk.ts'

stage({ address: null })

/** The properties that change by themselves and without end, as long as nothing else happens. */
const endless = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const beating = document
      .getAnimations()
      .filter((each) => each.effect?.getTiming().iterations === Infinity)
    const named = beating.flatMap(({ effect }) =>
      effect instanceof KeyframeEffect ? effect.getKeyframes().flatMap((frame) => Object.keys(frame)) : [],
    )
    const own = new Set(['offset', 'computedOffset', 'easing', 'composite'])
    return [...new Set(named)].filter((name) => !own.has(name)).sort()
  })

async function whileWriting(page: Page, name: string, look: () => Promise<void>): Promise<void> {
  await setPace(server, 40)
  await say(page, name, 'What do you know about our customers?')
  await chat(page, name).locator('.prose.writing').first().waitFor()
  await look()
  await setPace(server, 0)
  await answered(page, name)
}

describe('while Claude writes', () => {
  it('nothing moves by itself for those who asked for less motion', async () => {
    const page = await browser.open(`${server.url}/?chats=${await addChat(server, 'Still')}`)
    await whileWriting(page, 'Still', async () => {
      expect(await endless(page)).toEqual([])
      // The conversation scrolls with every word, which is no reason to take a hint away elsewhere.
      await page.getByRole('button', { name: 'All chats' }).hover()
      await page.getByRole('tooltip', { name: 'All chats' }).waitFor()
      await chat(page, 'Still').getByRole('button', { name: 'Stop' }).waitFor()
    })
    await page.close()
  })

  it('no hint lies over what is beside Send once it was pressed, while the pointer rests where Stop stands now', async () => {
    const page = await browser.open(`${server.url}/?chats=${await addChat(server, 'Pressed')}`)
    const seen: string[] = []
    await page.exposeFunction('hintSeen', (words: string) => seen.push(words))
    await page.evaluate(() => {
      const shown = () => document.querySelector('[role="tooltip"]')?.textContent
      new MutationObserver(() => {
        const words = shown()
        if (words) (window as unknown as { hintSeen(words: string): void }).hintSeen(words)
      }).observe(document.body, { childList: true, subtree: true })
    })
    await whileWriting(page, 'Pressed', async () => {
      await chat(page, 'Pressed').getByRole('button', { name: 'Stop' }).waitFor()
    })
    await page.getByRole('button', { name: 'All chats' }).hover()
    await page.getByRole('tooltip', { name: 'All chats' }).waitFor()
    expect([...new Set(seen)]).toEqual(['All chats'])
    await page.close()
  })

  it('what moves is only faded and moved, which costs no drawing', async () => {
    const lively = await startBrowser({ reducedMotion: 'no-preference' })
    const page = await lively.open(`${server.url}/?chats=${await addChat(server, 'Lively')}`)
    await whileWriting(page, 'Lively', async () =>
      expect(await endless(page)).toEqual(['opacity', 'transform']),
    )
    await lively.close()
  })
})
