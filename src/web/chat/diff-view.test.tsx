import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { diffOf } from './diff.ts'
import { DiffView } from './diff-view.tsx'

/** What is read of a difference: its words without the signs that are only seen. */
function read(before: string, after: string): string {
  const html = renderToStaticMarkup(<DiffView lines={diffOf(before, after)} />)
  return html
    .replace(/<span aria-hidden="true".*?<\/span>/g, '')
    .replace(/<\/div>/g, '\n')
    .replace(/<.*?>/g, '')
    .trim()
}

it('says once for each run of lines what became of them', () => {
  expect(read('one\ntwo\nthree\nfour\n', 'one\nTWO\nTHREE\nfour\n')).toBe(
    'one\nRemoved: two\nthree\nAdded: TWO\nTHREE\nUnchanged: four',
  )
  expect(read('', 'one\ntwo\n')).toBe('Added: one\ntwo')
})
