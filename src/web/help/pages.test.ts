import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { docsPath, type HelpPage, PAGES } from './pages.ts'

const docs = join(import.meta.dirname, '../../../docs')

/** The anchors of a page, as the site makes them of its headings. */
function anchorsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#{2,4} (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, ''),
  )
}

describe('a page that the interface leads to', () => {
  it.each(Object.entries(PAGES))('is there: %s', (_, place) => {
    const [file = '', heading] = place.split('#')
    const path = join(docs, `${file}.md`)
    expect(existsSync(path), path).toBe(true)
    if (heading) expect(anchorsOf(path)).toContain(heading)
  })

  it('is found on this server', () => {
    const paths = (Object.keys(PAGES) as HelpPage[]).map(docsPath)
    expect(paths).toContain('/docs/')
    expect(paths).toContain('/docs/guide/hosts/')
    expect(paths).toContain('/docs/settings.html#for-one-chat')
  })
})
