import type { Page } from 'playwright-core'

/** Texts in sight of which a character stands before the one it follows: read from left to right they say something else. */
export async function misread(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    const left = (node: Node, at: number) => {
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      return range.getBoundingClientRect()
    }
    const isMisread = (node: Node, text: string) => {
      const places = [...text].map((_, at) => left(node, at)).filter(({ width }) => width > 0)
      return places.some((place, at) => {
        const before = places[at - 1]
        return before && Math.abs(before.top - place.top) < 2 && place.left < before.left - 0.5
      })
    }
    const found: string[] = []
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const text = node.nodeValue ?? ''
      if (text.trim().length > 1 && node.parentElement?.checkVisibility() && isMisread(node, text))
        found.push(text)
    }
    return [...new Set(found)]
  })
}
