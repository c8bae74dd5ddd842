/** The interface in a real browser, against what it promises, and its renderer against the usual one. */
import { startBrowser } from '../test/chromium.ts'
import { firstLoad, largeTree, longChat } from './browser-loads.ts'
import { hourOfStreaming, typing, typingAtRest } from './browser-streams.ts'
import { firstLetter } from './first-letter.ts'
import { median, ms, print } from './measure.ts'
import { compareRenderers } from './renderers.ts'

const SLOWED = 4

export async function run(quick: boolean): Promise<void> {
  const tries = quick ? 2 : 5
  const rows: string[][] = []
  const within = (what: string, measured: number, budget: number, said = ms(measured)) =>
    rows.push([
      what,
      said,
      budget === 0 ? '' : `${budget}`,
      budget === 0 ? '' : measured <= budget ? 'yes' : '**no**',
    ])

  const load = await firstLoad()
  within('first load without fonts, gzip, KB', load.rest, 250, load.rest.toFixed(1))
  within('fonts, KB', load.fonts, 0, load.fonts.toFixed(1))
  for (const slowed of [SLOWED, 1]) {
    const letter = await firstLetter(quick ? 3 : 9, slowed)
    const pace = slowed === 1 ? 'CPU as it is' : `CPU slowed ${slowed} times`
    within(`a typed letter on screen, ${pace}, ms`, median(letter.ours), slowed === 1 ? 0 : 1_000)
    within('the same with developer tools attached, ms', median(letter.watched), 0)
    within('the same in a page of React and one field, without them, ms', median(letter.least), 0)
  }
  within('chat of 5,000 messages, newest answer on screen, ms', median(await longChat(tries)), 1_000)
  const tree = await largeTree(quick ? 1 : 3)
  within('memory of 10,000 documents, tree on screen, ms', tree.loaded, 0)
  within('a folder opened or closed in it, with the wait, p95, ms', tree.opened, 100)
  within('a key in its search field, with the wait, p95, ms', tree.filtered, 100)
  const columns = ['what', 'measured', 'at most', 'kept']
  const method = `Chromium without a window, on the cores that the server and the model use too. A key: from the event's own time stamp until the frame after it was painted. Frames come each 16.7 ms; the wait for the next one is counted where it says so.`
  print({
    title: 'The interface in a browser: loading and finding',
    method: `${method} 1440 by 900; medians of ${tries} loads with an empty cache, of more for a letter.`,
    columns,
    rows: rows.splice(0),
  })
  const typed = await typing(quick ? 40 : 300)
  within('key to paint while six panes stream, p95, ms', typed.work, 16)
  within('the same with the wait for the next frame, ms', typed.whole, 0)
  // A screen of 60 frames a second is measured over seconds: half a frame is what the clock can be off.
  const kept = typed.frames >= 59.5 ? 'yes' : '**no**'
  rows.push(['frames a second meanwhile (at least)', typed.frames.toFixed(1), '60', kept])
  within('time between two frames, p95, ms', typed.frameP95, 0)
  const atRest = await typingAtRest(quick ? 40 : 100)
  within('key to paint while nothing streams, p95, ms', atRest.work, 0)
  within('the same with the wait for the next frame, ms', atRest.whole, 0)
  print({
    title: 'The interface in a browser: while it streams',
    method: `${method} 2560 by 1300.`,
    columns,
    rows,
  })

  const hour = await hourOfStreaming(quick ? 0.02 : 1)
  print({
    title: 'What a tab holds after an hour of streaming',
    method: `Six panes; ${hour.tokens.toLocaleString('en')} tokens in answers of 3,000, as six streams of 50 tokens a second bring in an hour, only faster. After a collection. Turns of the session stay loaded, so a tab that is opened afterwards holds less.`,
    columns: ['when', 'JavaScript', 'nodes'],
    rows: [
      ['before', hour.before] as const,
      ...hour.quarters.map((held, i) => [`after quarter ${i + 1}`, held] as const),
      ['a tab opened afterwards', hour.reopened] as const,
    ].map(([when, { heap, nodes }]) => [when, `${heap.toFixed(1)} MB`, nodes.toLocaleString('en')]),
  })

  const browser = await startBrowser()
  await compareRenderers(browser, quick)
  await browser.close()
}
