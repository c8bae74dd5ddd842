/**
 * The whole workspace over HTTP, as docs/reference/http.md has it: a chat, a message, the feed until Claude has answered, what the
 * turn wrote in the memory, and taking it back. Offline: it starts a server of its own with the rehearsal model; to use one
 * that runs, leave that part out. Run it with `node examples/08-over-http.ts`.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const folder = await mkdtemp(join(tmpdir(), 'commonplace-example-'))
const server = spawn(
  process.execPath,
  [
    join(import.meta.dirname, '../src/cli/main.ts'),
    ...['serve', '--port', '0', '--claude', 'rehearsal', '--pace', '0'],
    ...['--data', join(folder, 'data'), '--memories', join(folder, 'memories')],
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
process.once('exit', () => server.kill())
const [, at = ''] = /is at (\S+)/.exec(await firstLine(server.stdout)) ?? []

/** What a route answers. Anything but success is an error with its words. */
async function call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(at + path, {
    method,
    headers: { 'X-Commonplace-As': 'Alice', 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${answer.error?.message ?? answer.message}`)
  return answer
}

/** The events after a position, as they happen. Whoever loses the line asks again from the last position seen. */
async function* feed(after: unknown, chat: unknown): AsyncGenerator<Record<string, unknown>> {
  const response = await fetch(`${at}/api/feed?as=Alice&after=${after}&chats=${chat}`)
  let text = ''
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (text + piece).split('\n\n')
    text = events.pop() ?? ''
    for (const [, data] of events.map((event) => /^data: (.*)$/m.exec(event) ?? []))
      if (data !== undefined) yield JSON.parse(data)
  }
}

const { chat } = await call('POST', '/api/chats', { name: 'From a script', speaker: 'Alice' })
const { position } = await call('GET', '/api/health')

// The id is ours, so that sending again after a broken line says nothing twice.
const id = randomUUID()
const message = { id, speaker: 'Alice', text: 'Please remember: our customer ACME has a budget of $500K.' }
await call('POST', `/api/chats/${chat}/turns`, message)
await call('POST', `/api/chats/${chat}/turns`, message)

let answer = ''
for await (const { turn, event } of feed(position, chat)) {
  if (turn !== id || !isRecord(event)) continue
  if (event.type === 'block.delta') answer += event.text
  if (event.type === 'turn.finished') break
}
assert.match(answer, /500K/)

const { wrote } = await call('GET', `/api/chats/${chat}/turns/${id}/memory`)
assert.ok(Array.isArray(wrote) && wrote.length === 1, 'one document was written, once')
const [{ document, path }] = wrote
const { text } = await call('GET', `/api/memory/documents/${document}`)
assert.match(String(text), /\$500K/)

const undone = await call('POST', '/api/memory/undo', {
  what: { kind: 'turn', chat, turn: id },
  speaker: 'Alice',
})
assert.equal(undone.kind, 'done')
const { documents } = await call('GET', '/api/memory/tree')
assert.deepEqual(documents, [])

server.kill()
await new Promise((resolve) => server.once('close', resolve))
await rm(folder, { recursive: true })
console.log(`${path} was written by a turn and taken back: as expected.`)

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

async function firstLine(out: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(out)) return line
  return ''
}
