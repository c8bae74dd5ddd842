/**
 * `npm test`: types, lint and format, unused code, then every test, browser walks included. All of it runs even
 * when something fails early, and the end says what failed. Further arguments go to Vitest: `npm test -- src/memory`
 * runs those tests alone. The last line is Vitest's own count, `N passed, N failed`, where a failed check and
 * an error outside a test count as one failure each.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOrInstallChromium, HOW_TO_GET_CHROMIUM } from '../test/find-chromium.ts'

interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const root = join(import.meta.dirname, '..')
const CHECKS = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'lint and format', command: ['biome', 'ci'] },
  { name: 'unused code', command: ['knip'] },
] as const

process.exitCode = main(process.argv.slice(2))

function main(filters: readonly string[]): number {
  const failedChecks = filters.length > 0 ? [] : CHECKS.filter(({ name, command }) => !check(name, command))
  const browser = filters.length > 0 || findOrInstallChromium() !== null
  const required = process.env.CI === 'true'
  const only = browser || required ? [] : ['--project', 'unit']
  const { count, status } = tests([...only, ...filters])

  if (!browser)
    process.stdout.write(`\nThe browser tests were left out: no Chromium. ${HOW_TO_GET_CHROMIUM}\n`)
  for (const { name } of failedChecks) process.stdout.write(`Failed: ${name}.\n`)
  const failed = Math.max(count.failed, status === 0 ? 0 : 1) + failedChecks.length
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
  process.stdout.write(`\n${count.passed} passed, ${failed} failed${skipped}\n`)
  return failed === 0 ? 0 : 1
}

function check(name: string, [command, ...args]: readonly [string, ...string[]]): boolean {
  process.stdout.write(`\n— ${name}: ${[command, ...args].join(' ')}\n`)
  return run(command, args) === 0
}

/** Runs Vitest with its own reporter for people and its JSON report for the count. */
function tests(args: readonly string[]): { readonly count: Count; readonly status: number } {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-test-'))
  const report = join(folder, 'report.json')
  process.stdout.write('\n— tests: vitest run\n')
  try {
    const status = run('vitest', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ])
    return { count: read(report), status }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function read(report: string): Count {
  try {
    const json: unknown = JSON.parse(readFileSync(report, 'utf8'))
    const number = (key: string) => {
      const value = typeof json === 'object' && json !== null ? Reflect.get(json, key) : 0
      return typeof value === 'number' ? value : 0
    }
    return {
      passed: number('numPassedTests'),
      failed: number('numFailedTests'),
      skipped: number('numPendingTests') + number('numTodoTests'),
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

function run(command: string, args: readonly string[]): number {
  const path = `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`
  const env = { ...process.env, PATH: path }
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env }).status ?? 1
}
