/** The Markdown pages of the repository: where each stands in the built documentation, and what its links mean. */
import { globSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { Marked, type Token, type Tokens } from 'marked'

/** One page. Paths are relative to the repository, with `/`. */
export interface Page {
  readonly path: string
  /** Below `/docs/`, without a slash before it: `guide/care.html`. */
  readonly url: string
  readonly title: string
  readonly source: string
  readonly headings: readonly Heading[]
}

export interface Heading {
  readonly depth: number
  /** Without marks. */
  readonly text: string
  /** The anchor, as GitHub makes it. */
  readonly id: string
}

const PAGES = [
  'docs/**/*.md',
  'prompts/README.md',
  'decisions/*.md',
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
]

/** Reads every page, in the order of their paths. */
export function readPages(root: string): readonly Page[] {
  return globSync(PAGES, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => {
      const source = readFileSync(join(root, path), 'utf8')
      const headings = headingsOf(source)
      return { path, url: urlOf(path), source, headings, title: headings[0]?.text ?? path }
    })
}

function urlOf(path: string): string {
  const inside = path.startsWith('docs/') ? path.slice(5) : path.includes('/') ? path : `project/${path}`
  return inside
    .replace(/(^|\/)README\.md$/, '$1index.md')
    .toLowerCase()
    .replace(/\.md$/, '.html')
}

/** The headings of a page with their anchors; the same words twice get a number, as on GitHub. */
export function headingsOf(source: string): readonly Heading[] {
  const seen = new Map<string, number>()
  return new Marked().lexer(source).flatMap((token) => {
    if (token.type !== 'heading') return []
    const { depth, tokens } = token as Tokens.Heading
    const text = plain(tokens)
    const slug = slugOf(text)
    const times = seen.get(slug) ?? 0
    seen.set(slug, times + 1)
    return [{ depth, text, id: times === 0 ? slug : `${slug}-${times}` }]
  })
}

/** The words of inline tokens, without their marks. */
export function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if ('tokens' in token && token.tokens) return plain(token.tokens)
      return 'text' in token ? token.text : token.raw
    })
    .join('')
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}\- _]/gu, '')
    .replaceAll(' ', '-')
}

/** What a link of a page leads to. */
export type Target =
  | { readonly kind: 'away' }
  | { readonly kind: 'page'; readonly page: Page; readonly anchor: string }
  /** The folder of decisions, which the site lists. */
  | { readonly kind: 'folder' }
  /** Something else in the repository: a source file, a picture. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'dead'; readonly why: string }

/** Follows a link as it is written in a page. */
export function follow(root: string, pages: readonly Page[], from: Page, href: string): Target {
  if (/^[a-z]+:/i.test(href)) return { kind: 'away' }
  const [file = '', anchor = ''] = href.split('#')
  const path = file === '' ? from.path : posix.normalize(posix.join(posix.dirname(from.path), file))
  const page = pages.find((one) => one.path === path || one.path === posix.join(path, 'README.md'))
  if (page) {
    const known = anchor === '' || page.headings.some(({ id }) => id === anchor)
    return known
      ? { kind: 'page', page, anchor }
      : { kind: 'dead', why: `${page.path} has no heading #${anchor}` }
  }
  if (posix.join(path, '/') === 'decisions/') return { kind: 'folder' }
  const there = !path.startsWith('..') && statSync(join(root, path), { throwIfNoEntry: false })
  return there ? { kind: 'file', path } : { kind: 'dead', why: `there is no ${path}` }
}

/** Every link and picture of a page, as it is written. */
export function linksOf(source: string): readonly string[] {
  const found: string[] = []
  const marked = new Marked()
  void marked.walkTokens(marked.lexer(source), (token) => {
    if (token.type === 'link' || token.type === 'image') found.push(token.href)
    if (token.type === 'html')
      for (const match of token.raw.matchAll(/(?:src|srcset|href)="([^"]+)"/g)) found.push(match[1] ?? '')
  })
  return found
}
