/** The pages of the documentation that the interface leads to. The server has them at `/docs`, so they open without a network, too. */

/** Files of `docs/` without their ending, with the heading that is meant. pages.test.ts follows each of them. */
export const PAGES = {
  start: 'README',
  quickStart: 'quick-start',
  tutorial: 'tutorial',
  troubleshooting: 'troubleshooting',
  troubleClaude: 'troubleshooting#claude-does-not-answer-as-expected',
  settings: 'settings#for-the-whole-workspace',
  chatSettings: 'settings#for-one-chat',
  hosts: 'guide/hosts/README',
  prompts: 'guide/prompts',
  clearing: 'guide/context-clearing',
  limits: 'guide/cost-and-context#limits',
  statistics: 'guide/cost-and-context#where-it-is-shown',
  context: 'guide/cost-and-context#how-full-the-context-is',
  memories: 'guide/memories-and-people',
  care: 'guide/care',
  forgetting: 'guide/erasing#forgetting-by-itself',
} as const

export type HelpPage = keyof typeof PAGES

/** Where a page is on this server. */
export function docsPath(page: HelpPage): string {
  const [file = '', heading] = PAGES[page].split('#')
  const place = file.endsWith('README') ? file.slice(0, -'README'.length) : `${file}.html`
  return `/docs/${place}${heading ? `#${heading}` : ''}`
}
