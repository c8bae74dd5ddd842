/** Writes docs/reference/http.md anew from the routes and their schemas. A test says when the page is stale. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { httpReference } from '../src/server/reference.ts'

const page = join(import.meta.dirname, '../docs/reference/http.md')
mkdirSync(dirname(page), { recursive: true })
writeFileSync(page, httpReference())
