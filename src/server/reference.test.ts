import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { httpReference } from './reference.ts'
import { ROUTES } from './routes.ts'

const page = join(import.meta.dirname, '../../docs/reference/http.md')

describe('docs/reference/http.md', () => {
  it('is what the routes say; run "node scripts/http-reference.ts" when this fails', () => {
    expect(readFileSync(page, 'utf8')).toBe(httpReference())
  })

  it('has a section for every route, and no route twice', () => {
    const headings = ROUTES.map((route) => `## ${route.method} ${route.path}`)
    expect(new Set(headings).size).toBe(headings.length)
    for (const heading of headings) expect(httpReference()).toContain(`${heading}\n`)
  })
})
