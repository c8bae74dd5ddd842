/** Makes the documentation a site: plain pages, one index for the search, no script that is not ours. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { Marked, type Tokens } from 'marked'
import { follow, type Page, plain, readPages } from './pages.ts'

/** Those of the app, Latin letters alone. */
const FONTS = [
  'newsreader/files/newsreader-latin-wght-normal.woff2',
  'inter/files/inter-latin-wght-normal.woff2',
]
const DECISIONS = 'decisions/index.html'
/** What the server shows in the place of a page that is not there. */
const MISSING = 'missing.html'

/** The order of the pages beside the text; whatever stands in none of them is found by links and by the search. */
const MENU: readonly { readonly title: string; readonly paths: readonly string[] }[] = [
  {
    title: 'Begin',
    paths: ['README', 'quick-start', 'tutorial', 'visual-guide', 'demo-script', '../prompts/README'],
  },
  {
    title: 'Understand',
    paths: ['key-ideas', 'guide/context-clearing', 'guide/cost-and-context', '../ARCHITECTURE'],
  },
  {
    title: 'Do',
    paths: [
      'conversations',
      'prompts',
      'board',
      'history-and-undo',
      'branches',
      'search',
      'memories-and-people',
      'care',
      'erasing',
      'library',
    ]
      .map((name) => `guide/${name}`)
      .concat('backends/README', 'guide/hosts/README'),
  },
  {
    title: 'Look up',
    paths: [
      'settings',
      'troubleshooting',
      'faq',
      'reference/http',
      'reference/measurements',
      'reference/sit-downs',
      'reference/proof',
    ],
  },
]

/** One place that the search can lead to. */
interface Entry {
  readonly url: string
  readonly page: string
  readonly heading: string
  readonly text: string
}

/** Writes the site into `out`, which is emptied first. Takes well under a second. */
export function buildSite(root: string, out: string): void {
  const pages = readPages(root)
  rmSync(out, { recursive: true, force: true })
  for (const page of pages) put(out, page.url, htmlOf(root, pages, page))
  put(out, DECISIONS, frame(pages, null, DECISIONS, 'Decisions', decisionsOf(pages)))
  put(out, MISSING, frame(pages, null, MISSING, 'No such page', NO_SUCH_PAGE, '/docs'))
  put(out, 'search.json', JSON.stringify(pages.flatMap(entriesOf)))
  cpSync(join(root, 'docs/images'), join(out, 'images'), { recursive: true })
  for (const name of ['site.css', 'site.js']) cpSync(join(import.meta.dirname, name), join(out, name))
  cpSync(join(root, 'src/web/style/tokens.css'), join(out, 'tokens.css'))
  for (const font of FONTS)
    cpSync(join(root, 'node_modules/@fontsource-variable', font), join(out, posix.basename(font)))
  for (const name of ['theme.js', 'icon.svg']) cpSync(join(root, 'src/web/public', name), join(out, name))
}

function put(out: string, url: string, text: string): void {
  const file = join(out, url)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function htmlOf(root: string, pages: readonly Page[], page: Page): string {
  return frame(pages, page, page.url, page.title, bodyOf(root, pages, page))
}

function upFrom(url: string): string {
  return posix.relative(posix.dirname(url), '.') || '.'
}

/** The folder of decisions has no page of its own in the repository; here it is a list. */
function decisionsOf(pages: readonly Page[]): string {
  const items = pages.flatMap(({ path, url, title }) =>
    path.startsWith('decisions/')
      ? [`<li><a href="${posix.relative('decisions', url)}">${escaped(title)}</a></li>`]
      : [],
  )
  return `<h1>Decisions</h1><ul>${items.join('')}</ul>`
}

const NO_SUCH_PAGE = `<h1>There is no such page</h1>
<p>Search for its words above, choose one beside this, or begin at the <a href="/docs/">documentation</a>.</p>
`

/** A whole page around a text. `page` is null for one that is not a file of the repository. `up`: where the site begins. */
function frame(
  pages: readonly Page[],
  page: Page | null,
  url: string,
  title: string,
  body: string,
  up = upFrom(url),
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Commonplace</title>
<link rel="icon" href="${up}/icon.svg">
<script src="${up}/theme.js"></script>
<link rel="stylesheet" href="${up}/tokens.css">
<link rel="stylesheet" href="${up}/site.css">
<script type="module" src="${up}/site.js"></script>
</head>
<body data-up="${up}">
<a class="skip" href="#text">Skip to the text</a>
<header><a class="home" href="${up}/index.html">Commonplace</a><span>Documentation</span>
<search><input type="search" id="find" placeholder="Search" aria-label="Search the documentation" autocomplete="off"><ul id="found" aria-label="Found" hidden></ul></search>
<a href="/">Open the app</a></header>
<div class="columns">
<nav aria-label="Pages">${menuOf(pages, page, up)}</nav>
<main id="text" tabindex="-1">
${body}</main>
</div>
</body>
</html>
`
}

function menuOf(pages: readonly Page[], present: Page | null, up: string): string {
  return MENU.map(({ title, paths }) => {
    const items = paths.flatMap((path) => {
      const page = pages.find((one) => one.path === posix.join('docs', `${path}.md`))
      if (!page) return []
      const here = page === present ? ' aria-current="page"' : ''
      return [`<li><a href="${up}/${page.url}"${here}>${escaped(page.title)}</a></li>`]
    })
    return `<h2 class="part">${title}</h2><ul>${items.join('')}</ul>`
  }).join('\n')
}

function bodyOf(root: string, pages: readonly Page[], page: Page): string {
  const up = upFrom(page.url)
  const headings = page.headings.values()
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading) {
        const id = headings.next().value?.id ?? ''
        return `<h${depth} id="${id}"><a href="#${id}">${this.parser.parseInline(tokens)}</a></h${depth}>\n`
      },
      link({ href, tokens }: Tokens.Link) {
        const words = this.parser.parseInline(tokens)
        const target = follow(root, pages, page, href)
        switch (target.kind) {
          case 'away':
            return `<a href="${escaped(href)}" rel="noreferrer">${words}</a>`
          case 'page':
            return `<a href="${up}/${target.page.url}${target.anchor && `#${target.anchor}`}">${words}</a>`
          case 'folder':
            return `<a href="${up}/${DECISIONS}">${words}</a>`
          // Source files are not part of the site; their names say where they are in the repository.
          case 'file':
          case 'dead':
            return `<span class="file" title="${escaped(href)}">${words}</span>`
          default:
            return target satisfies never
        }
      },
      image: ({ href, text }: Tokens.Image) =>
        `<img src="${up}/${inSite(page, href)}" alt="${escaped(text)}" loading="lazy">`,
      // Pictures for light and dark are written as HTML, so that GitHub shows the right one.
      html: ({ text }) =>
        text.replaceAll(
          /(src|srcset)="([^":]+)"/g,
          (_, name, href) => `${name}="${up}/${inSite(page, href)}"`,
        ),
      // What scrolls sideways can be scrolled by keyboard.
      code: ({ text }: Tokens.Code) => `<pre tabindex="0"><code>${escaped(text)}\n</code></pre>\n`,
      table(token: Tokens.Table) {
        const cell = (tag: string) => (one: Tokens.TableCell) =>
          `<${tag}${one.align ? ` class="${one.align}"` : ''}>${this.parser.parseInline(one.tokens)}</${tag}>`
        const rows = token.rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`)
        return `<div class="table" tabindex="0" role="region" aria-label="Table"><table><thead><tr>${token.header.map(cell('th')).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>\n`
      },
    },
  })
  return String(marked.parse(page.source, { async: false }))
}

/** Where a picture of a page lies in the site; only pictures below `docs/` are in it. */
function inSite(page: Page, href: string): string {
  return posix.join(posix.dirname(page.path), href).replace(/^docs\//, '')
}

function entriesOf(page: Page): readonly Entry[] {
  const entries: { url: string; page: string; heading: string; text: string }[] = []
  let next = 0
  for (const token of new Marked().lexer(page.source)) {
    if (token.type === 'heading') {
      const heading = page.headings[next++]
      const anchor = next === 1 ? '' : `#${heading?.id}`
      entries.push({ url: page.url + anchor, page: page.title, heading: heading?.text ?? '', text: '' })
      continue
    }
    const entry = entries.at(-1)
    if (entry) entry.text += ` ${plain([token])}`.replaceAll(/\s+/g, ' ')
  }
  return entries
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
