import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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
  const present = digest()
  if (existsSync(join(out, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === present)
    return
  const { buildSite } = await import('./docs/site.ts')
  buildSite(root, out)
  writeFileSync(stamp, present)
}

function digest(): string {
  const hash = createHash('sha256')
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}
