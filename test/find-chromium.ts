import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const ON_MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** What to do when there is no browser, in one sentence for people. */
export const HOW_TO_GET_CHROMIUM =
  'Install Chromium (on Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium), or set CHROMIUM_PATH to a Chrome or Chromium you have.'

/** Path of a Chromium to test with: `CHROMIUM_PATH`, then the system's, then Playwright's; null when there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file.`)
  }
  const system = SYSTEM.flatMap((name) =>
    (process.env.PATH ?? '').split(':').map((folder) => join(folder, name)),
  )
  return (
    [...system, ON_MAC, chromium.executablePath()].find((path) => path !== '' && existsSync(path)) ?? null
  )
}

/**
 * Finds Chromium, or installs it: with apt on Debian and its kin as root, otherwise Playwright's own build.
 * Prints what it does; null when nothing worked.
 */
export function findOrInstallChromium(): string | null {
  const found = findChromium()
  if (found) return found
  process.stdout.write('No Chromium found; installing one …\n')
  if (isDebian() && process.getuid?.() === 0) {
    run('apt-get', ['update', '-q'])
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'])
  } else {
    const playwright = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'))
    run(process.execPath, [join(playwright, 'cli.js'), 'install', 'chromium'])
  }
  return findChromium()
}

function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

function isDebian(): boolean {
  return existsSync('/etc/debian_version') || /ID_LIKE=.*debian/.test(read('/etc/os-release'))
}

function read(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
