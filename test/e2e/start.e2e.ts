import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'commonplace-start-'))
let npm: ChildProcess | null = null

afterEach(() => {
  npm?.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** `npm start` as a person types it; resolves with the address it prints. */
async function start(): Promise<string> {
  const folders = ['--data', join(folder, 'data'), '--memories', join(folder, 'memories')]
  const child = spawn('npm', ['start', '--', '--port', '0', ...folders], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  npm = child
  let output = ''
  for await (const chunk of child.stdout) {
    output += String(chunk)
    const url = /http:\/\/localhost:\d+/.exec(output)?.[0]
    if (url) return url
  }
  throw new Error(`npm start ended early:\n${output}`)
}

describe('npm start', () => {
  it('serves, and the server ends with npm', async () => {
    const url = await start()
    expect((await fetch(`${url}/api/health`)).status).toBe(200)
    const exited = npm && once(npm, 'exit')
    npm?.kill('SIGTERM')
    await exited
    const answers = () =>
      fetch(`${url}/api/health`).then(
        () => 'answers',
        () => 'is gone',
      )
    await expect.poll(answers, { timeout: 20_000 }).toBe('is gone')
  })
})
