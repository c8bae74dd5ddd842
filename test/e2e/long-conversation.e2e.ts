/** Conversations that are long, or grow while one reads in them. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { lengthen } from './long-chat.ts'
import { browser, server, stage } from './stage.ts'
import { addChat, answered, ask, chat, newestTurn, say, setPace, toEndLeft, turnsOf } from './walk.ts'

const FACTS =
  'I am Alice from TechCorp. ACME Corp has a budget of $500K, a timeline of 9 months and 50 applications.'

let long: string

async function addLong(): Promise<void> {
  long = await addChat(server, 'Long')
  const messages = [FACTS, 'What is the budget of ACME Corp?', 'What do we know about ACME Corp?']
  for (const [index, text] of messages.entries()) {
    await ask(server, 'POST', `/api/chats/${long}/turns`, {
      id: `turn_seed_${index}`,
      text,
      speaker: 'Alice',
    })
    await vi.waitUntil(async () => (await newestTurn(server, long)).status.kind === 'finished', 60_000)
  }
  await lengthen(server, long, 5000)
}

stage({ before: addLong, address: null })
beforeAll(() => browser.context.grantPermissions(['clipboard-read', 'clipboard-write']))

interface Place {
  readonly turn: number
  /** Pixels from the top of the window. */
  readonly top: number
}

/** The first turn that one sees a part of, and where it stands. */
const firstSeen = (page: Page, name: string): Promise<Place> =>
  chat(page, name)
    .getByRole('log')
    .evaluate((log) => {
      const above = log.getBoundingClientRect().top
      const seen = [...log.querySelectorAll('[data-turn]')].find(
        (turn) => turn.getBoundingClientRect().bottom > above,
      )
      return { turn: Number(seen?.ariaPosInSet), top: Math.round(seen?.getBoundingClientRect().top ?? 0) }
    })

const placeOf = (page: Page, name: string, turn: number): Promise<number> =>
  chat(page, name)
    .locator(`[data-turn][aria-posinset="${turn}"]`)
    .evaluate((element) => Math.round(element.getBoundingClientRect().top))

/** Two frames: in the first the page answers an input, in the second it stands. */
const settled = (page: Page) =>
  page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  )

describe('a chat of 5,000 messages', () => {
  it('opens at its end, with few turns on the page and all of them counted', async () => {
    const page = await browser.open(`${server.url}/?chats=${long}`)
    await turnsOf(page, 'Long').last().waitFor()
    const last = turnsOf(page, 'Long').last()
    expect(await last.getAttribute('aria-posinset')).toBe('5000')
    expect(await last.getAttribute('aria-setsize')).toBe('5000')
    expect(await turnsOf(page, 'Long').count()).toBeLessThan(25)
    expect(await toEndLeft(page, 'Long')).toBeLessThan(2)
    expect(await accessibilityProblems(page)).toEqual([])
    await page.close()
  })

  it('is walked up through hundreds of turns, and no step moves more than the wheel turned', async () => {
    const page = await browser.open(`${server.url}/?chats=${long}`)
    await turnsOf(page, 'Long').last().waitFor()
    await chat(page, 'Long').getByRole('log').hover()
    const strays: string[] = []
    let place = await firstSeen(page, 'Long')
    for (let step = 0; place.turn > 4660; step++) {
      expect(step, `stands still at turn ${place.turn}`).toBeLessThan(1000)
      await page.mouse.wheel(0, -900)
      await settled(page)
      const now = await placeOf(page, 'Long', place.turn)
      // Where turns are still being fetched, the page ends for a moment; it never goes further than asked, nor down.
      if (now < place.top || now > place.top + 901) strays.push(`${place.turn}: ${place.top} to ${now}`)
      place = await firstSeen(page, 'Long')
    }
    expect(strays).toEqual([])
    expect(await turnsOf(page, 'Long').count()).toBeLessThan(30)

    await chat(page, 'Long').getByRole('button', { name: 'Newest' }).click()
    await expect.poll(() => toEndLeft(page, 'Long')).toBeLessThan(2)
    expect(await turnsOf(page, 'Long').last().getAttribute('aria-posinset')).toBe('5000')
    await page.close()
  })

  it('keeps what one reads in its place while a card opens, the pane gets another width, and Claude answers', async () => {
    const page = await browser.open(`${server.url}/?chats=${long}`)
    await turnsOf(page, 'Long').last().waitFor()
    await chat(page, 'Long').getByRole('log').hover()
    await page.mouse.wheel(0, -3000)
    await settled(page)
    const before = await firstSeen(page, 'Long')

    const below = chat(page, 'Long')
      .locator(`[data-turn][aria-posinset="${before.turn + 1}"]`)
      .getByRole('button', { expanded: false })
      .first()
    // Pressed by itself: a pointer would first bring it into the middle of the view.
    await below.evaluate((button: HTMLElement) => button.click())
    await settled(page)
    expect(await placeOf(page, 'Long', before.turn)).toBe(before.top)

    await page.setViewportSize({ width: 1000, height: 900 })
    await settled(page)
    await expect.poll(() => placeOf(page, 'Long', before.turn)).toBe(before.top)

    await say(page, 'Long', 'What is the timeline of ACME Corp?')
    await answered(page, 'Long')
    await expect.poll(() => toEndLeft(page, 'Long')).toBeLessThan(2)
    await page.close()
  })

  it('keeps the focus while one scrolls far away from it, and gives the browser’s search all that was fetched', async () => {
    const page = await browser.open(`${server.url}/?chats=${long}`)
    await turnsOf(page, 'Long').last().waitFor()
    const copy = turnsOf(page, 'Long').last().getByRole('button', { name: 'Copy' }).last()
    await copy.focus()
    await chat(page, 'Long').getByRole('log').hover()
    for (let step = 0; step < 8; step++) {
      await page.mouse.wheel(0, -900)
      await settled(page)
    }
    expect(await toEndLeft(page, 'Long')).toBeGreaterThan(4000)
    expect(await copy.evaluate((button) => button === document.activeElement)).toBe(true)
    const few = await turnsOf(page, 'Long').count()
    await page.keyboard.press('Control+f')
    await expect.poll(() => turnsOf(page, 'Long').count()).toBeGreaterThanOrEqual(40)
    await page.mouse.wheel(0, -100)
    await expect.poll(() => turnsOf(page, 'Long').count()).toBeLessThan(few + 10)
    await page.close()
  })

  it('is copied whole also where most of it was never loaded', async () => {
    const page = await browser.open(`${server.url}/?chats=${long}`)
    await turnsOf(page, 'Long').last().waitFor()
    await chat(page, 'Long').getByRole('button', { name: 'Menu of Long' }).click()
    await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click()
    await page.getByText('Copied.', { exact: true }).waitFor({ timeout: 30_000 })
    const whole = await page.evaluate(() => navigator.clipboard.readText())
    expect(whole.match(/^## Alice/gm)?.length).toBeGreaterThanOrEqual(5000)
    expect(whole).toContain('turn 1: ')
    await page.close()
  })
})

describe('while Claude writes', () => {
  const top = (page: Page) =>
    chat(page, 'Writing')
      .getByRole('log')
      .evaluate((log) => Math.round(log.scrollTop))

  /** Which parts of the pane change while the next changes come. */
  const touchedWhileWriting = (page: Page) =>
    chat(page, 'Writing').evaluate(
      (pane) =>
        new Promise<string[]>((done) => {
          const parts = new Set<string>()
          let seen = 0
          const observer = new MutationObserver((changes) => {
            for (const { target } of changes) {
              const element = target instanceof Element ? target : target.parentElement
              // The list itself gets longer.
              if (!element || element.matches('[role=feed], [data-index]') || element.closest('time'))
                continue
              seen++
              const last = [...pane.querySelectorAll('[data-call]')].at(-1)
              parts.add(last?.contains(element) ? 'what is being written' : element.outerHTML.slice(0, 200))
            }
            if (seen < 25) return
            observer.disconnect()
            done([...parts])
          })
          observer.observe(pane, { childList: true, subtree: true, characterData: true, attributes: true })
        }),
    )

  it('the newest words stay in view until one goes up; then the page stands still, and says how much is new', async () => {
    const id = await addChat(server, 'Writing')
    const page = await browser.open(`${server.url}/?chats=${id}`)
    await say(page, 'Writing', FACTS)
    await answered(page, 'Writing')
    await setPace(server, 15)
    await say(
      page,
      'Writing',
      'Please design a cloud migration architecture for ACME Corp from what we know.',
    )
    await chat(page, 'Writing')
      .getByText(/Writing memory_acme_corp_architecture/)
      .waitFor()
    await expect.poll(() => toEndLeft(page, 'Writing')).toBeLessThan(2)
    expect(await touchedWhileWriting(page)).toEqual(['what is being written'])

    await chat(page, 'Writing').getByRole('log').hover()
    await page.mouse.wheel(0, -200)
    await settled(page)
    const stands = await top(page)
    const newest = chat(page, 'Writing').getByRole('button', { name: /Newest/ })
    await newest.getByText(/new$/).waitFor()
    expect(await top(page)).toBe(stands)
    await newest.click()
    await newest.waitFor({ state: 'detached' })
    await setPace(server, 0)
    await answered(page, 'Writing')
    await expect.poll(() => toEndLeft(page, 'Writing')).toBeLessThan(2)
    await page.close()
  })
})
