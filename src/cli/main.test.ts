import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-cli-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = start(args, env)
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  const [code] = await once(child, 'close')
  return { code, out, err }
}

/** One line that says what is wrong, and nothing else. */
function expectOneLine({ out, err }: Ended, says: RegExp): void {
  expect(out).toBe('')
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toMatch(says)
}

const serve = (...args: string[]) => ['serve', '--data', 'data', '--memories', 'memories', ...args]

describe('the command line', () => {
  it('shows its help, with every flag and its variable', async () => {
    const { code, out } = await run(['--help'])
    expect(code).toBe(0)
    for (const word of ['--port', '--host', '--data', '--memories', 'COMMONPLACE_PORT'])
      expect(out).toContain(word)
    expect((await run([])).out).toBe(out)
    expect((await run(['serve', '--help'])).out).toBe(out)
  })

  it('shows its version', async () => {
    expect((await run(['--version'])).out).toMatch(/^commonplace \d+\.\d+\.\d+\n$/)
  })

  it.each([
    [['sarve'], /Expected "commonplace serve", "commonplace doctor" or "commonplace memory"; got "sarve"/],
    [['serve', 'twice'], /got "serve twice"/],
    [['serve', '--prot', '1'], /--prot/],
    [['serve', '--port'], /--port/],
    [['serve', '--port', '99999'], /whole number from 0 to 65535/],
    [['serve', '--host', '0.0.0.0'], /no sign-in yet/],
    [['serve', '--claude', 'nobody'], /Expected one of/],
  ] as const)('refuses %j in one line', async (args, says) => {
    const ended = await run(args)
    expect(ended.code).toBe(2)
    expectOneLine(ended, says)
  })

  it('refuses a wrong variable in one line', async () => {
    const ended = await run(serve(), { COMMONPLACE_MAX_DOCUMENT: 'huge' })
    expect(ended.code).toBe(2)
    expectOneLine(ended, /^commonplace: COMMONPLACE_MAX_DOCUMENT/)
  })

  it('says in one line that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const ended = await run(serve('--port', String(port)))
    other.close()
    expect(ended.code).toBe(1)
    expectOneLine(ended, new RegExp(`Port ${port} is taken`))
  })

  it('says in one line that a folder cannot be used', async () => {
    writeFileSync(join(folder, 'file'), '')
    const data = await run(['serve', '--port', '0', '--data', 'file', '--memories', 'memories'])
    expect(data.code).toBe(1)
    expectOneLine(data, /Cannot use the data folder .*file/)
    const memories = await run(['serve', '--port', '0', '--data', 'data', '--memories', 'file/in'])
    expect(memories.code).toBe(1)
    expectOneLine(memories, /file\/in/)
  })

  it('says in one line that the database is none, or that the host asked for has no credentials', async () => {
    mkdirSync(join(folder, 'data'))
    writeFileSync(join(folder, 'data', 'commonplace.db'), 'a letter, and no database '.repeat(100))
    expectOneLine(await run(serve('--port', '0')), /not a database/)
    rmSync(join(folder, 'data'), { recursive: true })
    expectOneLine(await run(serve('--port', '0', '--claude', 'anthropic')), /ANTHROPIC_API_KEY/)
  })

  it('serves until it is told to end, refuses a second server on the same data or memories, and ends cleanly', async () => {
    const first = start(serve('--port', '0'))
    const [chunk] = await once(first.stdout!, 'data')
    expect(String(chunk)).toMatch(/http:\/\/localhost:\d+/)
    const second = await run(serve('--port', '0'))
    expect(second.code).toBe(1)
    expectOneLine(second, /Another Commonplace .* is using the data folder/)
    const third = await run(['serve', '--port', '0', '--data', 'other', '--memories', 'memories'])
    expect(third.code).toBe(1)
    expectOneLine(third, /Another Commonplace .* is using the memories folder/)
    first.kill('SIGTERM')
    const [code] = await once(first, 'exit')
    expect(code).toBe(0)
  })

  it('goes on serving when nobody reads what it prints', async () => {
    const child = start(serve('--port', '0'))
    child.stdout?.destroy()
    const holder = join(folder, 'data', 'server.json')
    const address = () => (existsSync(holder) ? JSON.parse(readFileSync(holder, 'utf8')).address : null)
    await expect.poll(address, { timeout: 60_000 }).toMatch(/^http:/)
    expect((await fetch(`${address()}/api/health`)).status).toBe(200)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})

describe('the doctor', () => {
  it('finds rehearsal well when nothing is set up, and names what else there could be', async () => {
    const { code, out } = await run(['doctor'])
    expect(code).toBe(0)
    expect(out).toMatch(/^Rehearsal \(rehearsal\)\n {2}✓ /)
    expect(out).toContain('- Claude API: no key was found')
  })

  it('ends with 1 when something is wrong, without a word of the key', async () => {
    const env = { ANTHROPIC_API_KEY: 'sk-ant canary', ANTHROPIC_BASE_URL: 'http://127.0.0.1:1' }
    const { code, out } = await run(['doctor', 'anthropic'], env)
    expect([code, out.includes('✗'), out.includes('canary')]).toEqual([1, true, false])
    expectOneLine(await run(['doctor', 'moon']), /There is no host "moon"\. Expected one of: anthropic, /)
  })
})
