/** A fault of the page itself, in one place: the rest goes on. */

import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { accessibilityProblems } from '../chromium.ts'
import { browser, server, stage } from './stage.ts'
import { addChat, answered, chat, memory, say } from './walk.ts'

declare global {
  interface Window {
    /** Whether the page fails where it draws the mark of a person of that name. */
    fails: boolean
  }
}

const FAULT = 'Broken on purpose'
stage({
  address: null,
  expected: new RegExp(FAULT),
  before: async () => {
    await addChat(server, 'Whole', 'Alice')
    await addChat(server, 'Torn', 'Nemesis')
  },
})
let tab: Page
beforeAll(async () => {
  await browser.context.addInitScript((fault) => {
    window.fails = true
    const { trim } = String.prototype
    String.prototype.trim = function (this: string) {
      if (window.fails && String(this) === 'Nemesis') throw new Error(fault)
      return trim.call(this)
    }
  }, FAULT)
  tab = await browser.open(server.url)
})

it('takes its own pane alone, and is tried again there', async () => {
  const alert = tab.getByRole('alert').filter({ hasText: 'This part of the page broke' })
  await alert.waitFor()
  expect(await alert.count()).toBe(1)
  await say(tab, 'Whole', 'Our motto is: measure twice.')
  await answered(tab, 'Whole')
  await memory(tab).getByRole('treeitem').first().waitFor()
  expect(await accessibilityProblems(tab)).toEqual([])
  await alert.getByRole('button', { name: 'Try again' }).click()
  await alert.waitFor()
  await tab.evaluate(() => {
    window.fails = false
  })
  await alert.getByRole('button', { name: 'Try again' }).click()
  await chat(tab, 'Torn').waitFor()
  expect(await alert.count()).toBe(0)
})
