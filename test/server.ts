import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const cli = join(import.meta.dirname, '..', 'src/cli/main.ts')

/** A real server as a person starts it, in folders of its own, that can be killed and started again. */
export interface TestServer {
  readonly url: string
  /** Changes when it is started again. */
  readonly pid: number
  readonly data: string
  readonly memories: string
  /** Everything it has printed so far. */
  readonly output: string
  /** Stops it with SIGTERM and waits; resolves with its exit code. */
  stop(): Promise<number | null>
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>
  /** Starts it again on the same folders and port. */
  restart(): Promise<void>
  /** Kills what still runs and removes the folders. */
  close(): Promise<void>
}

export interface ServerOptions {
  /** Environment beside a minimal one; keys of hosts are never passed on from the machine. */
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}

/** Starts a server on a free port of 127.0.0.1 with empty folders and resolves once it answers. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-server-'))
  const data = join(folder, 'data')
  const memories = join(folder, 'memories')
  let running = await launch(data, memories, options, '0')

  return {
    get url() {
      return running.url
    },
    get output() {
      return running.output()
    },
    get pid() {
      return running.child.pid ?? 0
    },
    data,
    memories,
    stop: () => end(running.child, 'SIGTERM'),
    async kill() {
      await end(running.child, 'SIGKILL')
    },
    async restart() {
      await end(running.child, 'SIGTERM')
      running = await launch(data, memories, options, new URL(running.url).port)
    },
    async close() {
      await end(running.child, 'SIGKILL')
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

interface Running {
  readonly child: ChildProcess
  readonly url: string
  readonly output: () => string
}

async function launch(
  data: string,
  memories: string,
  options: ServerOptions,
  port: string,
): Promise<Running> {
  const args = ['serve', '--port', port, '--data', data, '--memories', memories, ...(options.args ?? [])]
  const child = spawn(process.execPath, [cli, ...args], {
    env: { PATH: process.env.PATH, HOME: data, NODE_ENV: 'production', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  return await new Promise<Running>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const url = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(output)?.[0]
      if (url) resolve({ child, url, output: () => output })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} at its start:\n${output}`)))
  })
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  child.kill(signal)
  await once(child, 'exit')
  return child.exitCode
}
