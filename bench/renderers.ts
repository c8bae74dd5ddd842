/** What one more token of an answer costs the browser: our renderer, and react-markdown on every token as it is used elsewhere. */
import type { Browser } from '../test/chromium.ts'
import { bundle } from './bundle.ts'
import { median, ms, percentile, print, ratio } from './measure.ts'
import type { costOfTokens, Renderer } from './renderers-page.tsx'

declare global {
  interface Window {
    readonly costOfTokens: typeof costOfTokens
  }
}

const ADDRESS = 'http://renderers.localhost/'
const LENGTHS = [1_000, 10_000, 50_000, 200_000]

export async function compareRenderers(browser: Browser, quick: boolean): Promise<void> {
  const page = await browser.open('about:blank')
  // A page with an address may keep things, as the app's may.
  await page.route(ADDRESS, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
  await page.goto(ADDRESS)
  await page.addScriptTag({ content: await bundle('renderers-page.tsx') })
  const cost = async (renderer: Renderer, length: number) => {
    const ask = ([name, characters, tokens]: readonly [Renderer, number, number]) =>
      window.costOfTokens(name, characters, tokens)
    // Once for the machine to warm up.
    await page.evaluate(ask, [renderer, 1_000, 100] as const)
    return await page.evaluate(ask, [renderer, length, length > 20_000 ? 30 : 100] as const)
  }
  const rows: string[][] = []
  for (const length of quick ? LENGTHS.slice(0, 2) : LENGTHS) {
    const ours = await cost('ours', length)
    const theirs = await cost('react-markdown', length)
    rows.push([
      `${length / 1_000} KB`,
      ...[ours, theirs].flatMap((costs) => [ms(median(costs)), ms(percentile(costs, 0.95))]),
      ratio(median(ours), median(theirs)),
    ])
  }
  await page.close()
  print({
    title: 'One more token of a streaming answer',
    method:
      'A text of headings, lists, tables, code and words grows by its last 100 tokens of four characters (30 of a text above 20 KB); from each token until it is in the document (React, without layout and paint). react-markdown with remark-gfm renders the whole text at each token, as is usual.',
    columns: ['length', 'Commonplace p50', 'p95', 'react-markdown p50', 'p95', 'times'],
    rows,
  })
}
