import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from './digest.ts'

const root = join(import.meta.dirname, '..')
const out = join(root, 'dist/docs')
const stamp = join(root, 'dist/docs.sha256')

/** Everything the documentation is made of. */
const SOURCES = [
  'docs/**/*',
  'decisions/*.md',
  '*.md',
  'prompts/README.md',
  'scripts/docs/*',
  'scripts/docs-build.ts',
  'src/web/style/tokens.css',
  'src/web/public/*',
]

/** Builds the documentation into `dist/docs` when its sources are not the ones it was last built from. Well under a second; what reads Markdown is loaded only then. */
export async function buildDocsIfStale(): Promise<void> {
  const present = digestOf(root, SOURCES)
  if (existsSync(join(out, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === present)
    return
  const { buildSite } = await import('./docs/site.ts')
  buildSite(root, out)
  writeFileSync(stamp, present)
}
