import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from './digest.ts'

const root = join(import.meta.dirname, '..')
const stamp = join(root, 'dist', 'web.sha256')

/** Everything the web app can be made of: its own room, and the rooms that have browser-safe files. */
const SOURCES = ['src/{web,workspace,agent,memory}/**/*', 'vite.config.ts', 'package-lock.json']

/** Builds the web app into `dist/web` when its sources are not the ones it was last built from. Throws, with the builder's own words printed, when the build fails. */
export function buildWebIfStale(): void {
  const present = digestOf(root, SOURCES, (name) => !/\.test\.tsx?$/.test(name))
  if (existsSync(join(root, 'dist/web/index.html')) && built() === present) return
  process.stderr.write('Building the web app (only after a change) …\n')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  if (!existsSync(vite)) {
    throw new Error('Cannot build the web app: the development packages are missing. Run "npm ci" first.')
  }
  const run = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    // Vitest sets NODE_ENV to test, and React would be built for development: half as large again, and slower.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', process.stderr, process.stderr],
  })
  if (run.status !== 0) throw new Error('The web app could not be built; the lines above say why.')
  writeFileSync(stamp, present)
}

function built(): string {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
}
