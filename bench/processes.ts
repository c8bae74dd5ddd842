/** Processes that a bench measures: starting them, what they use, and reading a feed as a browser does. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'

export interface Child {
  readonly process: ChildProcess
  readonly url: string
}

/** Starts a script of this folder that prints its port, and waits for it. */
export async function startScript(name: string): Promise<Child> {
  const child = spawn(process.execPath, [join(import.meta.dirname, name)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()))
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
  })
  return { process: child, url: `http://127.0.0.1:${port}` }
}

/** Seconds of processor time that a process has used (Linux). */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Megabytes that a process holds in memory (Linux). */
export function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

export interface FeedLine {
  close(): void
}

/** Reads a feed with as little work as can be: hands every event's JSON text to `heard`. Resolves once the line is open. */
export function readFeed(url: string, heard: (json: string) => void): Promise<FeedLine> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, (response) => {
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        rest += chunk
        let end = rest.indexOf('\n\n')
        while (end !== -1) {
          const at = rest.indexOf('data: ')
          if (at !== -1 && at < end) heard(rest.slice(at + 6, end))
          rest = rest.slice(end + 2)
          end = rest.indexOf('\n\n')
        }
      })
      response.on('error', () => {})
      resolve({ close: () => request.destroy() })
    })
    request.on('error', reject)
  })
}

/** One call of the server's JSON interface. */
export async function call(url: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: body ? { 'content-type': 'application/json', origin: url } : { origin: url },
    body: body ? JSON.stringify(body) : undefined,
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}

/** A field of an answer, as text. */
export function text(answer: unknown, field: string): string {
  const value: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, field) : undefined
  if (typeof value !== 'string') throw new Error(`The answer has no ${field}: ${JSON.stringify(answer)}`)
  return value
}
