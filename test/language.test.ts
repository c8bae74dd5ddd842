import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { de } from '../src/web/language/de/de.ts'
import { firstLanguage } from '../src/web/language/language.ts'
import { oneWayIn, saidIn, untoldIn } from './said.ts'

const root = join(import.meta.dirname, '..')

const files = globSync('src/web/**/*.{ts,tsx,css}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  // The page of components is for those who build it.
  .filter((path) => !path.startsWith('src/web/gallery/'))
  .filter((path) => !path.includes('.test.'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
const sources = files.filter(({ path }) => !path.endsWith('.css'))
const isCatalogue = (path: string) =>
  /(^|[/-])words(-[a-z-]+)?\.tsx?$/.test(path) || path.includes('/language/')

describe('the languages of the interface', () => {
  it('stand in catalogues alone', () => {
    const said = sources
      .filter(({ path, text }) => !isCatalogue(path) || !text.includes('catalogue('))
      .filter(({ path }) => !path.includes('/language/'))
      .flatMap(({ path, text }) => saidIn(path, text))
    expect(said).toEqual([])
  })

  it('are all there for every catalogue', () => {
    const names = sources.flatMap(({ text }) =>
      [...text.matchAll(/= catalogue\(\s*'([a-z-]+)'/gi)].map((match) => match[1] ?? ''),
    )
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(1)
    const german: Readonly<Record<string, object>> = de
    expect(names.filter((name) => Object.keys(german[name] ?? {}).length === 0)).toEqual([])
  })

  it('mark what the server says, which is English', () => {
    expect(sources.flatMap(({ path, text }) => untoldIn(path, text))).toEqual([])
  })

  it('turn with the writing', () => {
    expect(files.flatMap(({ path, text }) => oneWayIn(path, text))).toEqual([])
  })

  it('begin with what the browser asks for, as far as it is there', () => {
    expect(firstLanguage(null, ['fr-CH', 'de-AT', 'en'])).toBe('de')
    expect(firstLanguage('en', ['de'])).toBe('en')
    expect(firstLanguage('tlh', ['fr'])).toBe('en')
    expect(firstLanguage(null, [])).toBe('en')
  })
})

describe('the reader of components', () => {
  const said = (text: string) => saidIn('src/web/a.tsx', text).length

  it('finds what read', () => {
    expect(said('export const a = <p>Hello</p>')).toBe(1)
    expect(said('export const a = <p aria-label="close">{b}</p>')).toBe(1)
    expect(said("export const a = 'Something is wrong'")).toBe(1)
    expect(said("export const a = 'just now or in a while'")).toBe(1)
    expect(said(`export const a = (n: number) => \`Cleared \${n} results\``)).toBe(1)
    expect(said(`export const a = (n: number) => \`\${n} of the results\``)).toBe(1)
  })

  it('leaves what only machines and programmers read', () => {
    expect(said('export const a = <p className="flex truncate">{words().hello}</p>')).toBe(0)
    expect(said("export const a = 'inline-flex shrink-0 items-center'")).toBe(0)
    expect(said("export const a = (key: string) => key === 'Enter' || key === 'ArrowLeft'")).toBe(0)
    expect(said("throw new Error('Expected an element.')")).toBe(0)
  })

  it('finds what the server says without its language', () => {
    const untold = (text: string) => untoldIn('src/web/a.tsx', text).length
    expect(untold('export const a = <p>{query.error.message}</p>')).toBe(1)
    expect(untold('export const a = <p>{problem}</p>')).toBe(1)
    expect(untold('export const a = <p>{b && <q>{c?.message ?? d}</q>}</p>')).toBe(1)
    expect(untold('export const a = <p><Told text={problem} /></p>')).toBe(0)
    expect(untold('export const a = <p title={b.message}>{said.message}</p>')).toBe(0)
  })

  it('finds what does not turn', () => {
    expect(oneWayIn('a.tsx', '<p className="flex ml-2 hover:pr-[3px] text-left" />')).toHaveLength(3)
    expect(oneWayIn('a.tsx', '<p className="flex ms-2 pe-3 text-start start-0 inset-x-0" />')).toEqual([])
    expect(oneWayIn('a.css', '.a { margin-left: 2px; left: 0 }\n.b { text-align: right }')).toHaveLength(3)
    expect(oneWayIn('a.css', '.a { margin-inline-start: 2px; inset-inline-start: 0 }')).toEqual([])
  })
})
