/** The pages that people read: every link leads somewhere, every page is reached, and the built site is whole. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { follow, headingsOf, linksOf, readPages } from '../scripts/docs/pages.ts'
import { buildSite } from '../scripts/docs/site.ts'

const root = join(import.meta.dirname, '..')
const pages = readPages(root)

describe('the pages', () => {
  it.each(pages)('$path has no dead link, and no heading that two places share', (page) => {
    const dead = linksOf(page.source).flatMap((href) => {
      const target = follow(root, pages, page, href)
      return target.kind === 'dead' ? [`${href}: ${target.why}`] : []
    })
    expect(dead).toEqual([])
  })

  it('are all reached from docs/README.md or the README by links', () => {
    const reached = new Set(['docs/README.md', 'README.md'])
    for (const path of reached) {
      const page = pages.find((one) => one.path === path)
      for (const href of page ? linksOf(page.source) : []) {
        const target = page && follow(root, pages, page, href)
        if (target?.kind === 'page') reached.add(target.page.path)
      }
    }
    const lost = pages.flatMap(({ path }) =>
      reached.has(path) || path.startsWith('decisions/') ? [] : [path],
    )
    expect(lost).toEqual([])
  })

  it('have the anchors that GitHub makes', () => {
    const source = '# One, two & `three`\n\n## Twice\n\n## Twice\n\n```md\n## Not a heading\n```\n'
    expect(headingsOf(source).map(({ id }) => id)).toEqual(['one-two--three', 'twice', 'twice-1'])
  })

  it('promise what the seed promised', () => {
    for (const path of [
      'docs/README.md',
      'docs/tutorial.md',
      'docs/quick-start.md',
      'docs/visual-guide.md',
      'docs/demo-script.md',
      'docs/guide/context-clearing.md',
      'docs/key-ideas.md',
      'docs/troubleshooting.md',
      'docs/settings.md',
      'docs/faq.md',
      'prompts/README.md',
    ])
      expect(pages.map((page) => page.path)).toContain(path)
  })
})

describe('the built site', () => {
  const out = mkdtempSync(join(tmpdir(), 'commonplace-docs-'))
  const read = (url: string) => readFileSync(join(out, url), 'utf8')
  beforeAll(() => buildSite(root, out))
  afterAll(() => rmSync(out, { recursive: true, force: true }))

  it('has every page, with links, pictures and anchors that are there', () => {
    for (const { url } of pages) {
      for (const match of read(url).matchAll(/(?:href|src|srcset)="([^"]+)"/g)) {
        const [file = '', anchor = ''] = (match[1] ?? '').split('#')
        if (/^[a-z]+:/i.test(file) || file === '/') continue
        const there = file === '' ? url : join(dirname(url), file)
        expect(existsSync(join(out, there)), `${url} → ${match[1]}`).toBe(true)
        if (anchor && anchor !== 'text')
          expect(read(there), `${url} → ${match[1]}`).toContain(`id="${anchor}"`)
      }
    }
  })

  it('needs no script or style that the content security policy would refuse, and nothing from elsewhere', () => {
    for (const { url } of pages) {
      expect(read(url)).not.toMatch(/<script(?![^>]* src=)[^>]*>|\son\w+=|style="|src="https?:/)
    }
  })

  it('names every guide beside the text', () => {
    const beside = read('index.html').split('<main')[0]
    const guides = pages.filter(({ path }) => /^docs\/guide\/[^/]+\.md$/.test(path))
    expect(guides.filter(({ url }) => !beside?.includes(`/${url}"`)).map(({ path }) => path)).toEqual([])
  })

  it('has an index for the search in which every page is', () => {
    const entries = JSON.parse(read('search.json')) as readonly { readonly url: string }[]
    const known = new Set(entries.map(({ url }) => url.split('#')[0]))
    for (const { url } of pages) expect(known).toContain(url)
  })
})
