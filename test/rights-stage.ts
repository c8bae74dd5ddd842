/** A private memory and all that belongs to it, on a real server, and those who may and may not see it. */
import { type Answer, addChat, call, followUntil } from './http-client.ts'
import { startServer, type TestServer } from './server.ts'

/** In texts, names, paths and descriptions of everything that is private. */
export const SECRET = 'Xyzzy'
/** Carol is nobody to the diary. */
export const ROLES = { guest: undefined, none: 'Carol', read: 'Bob', write: 'Alice' } as const
export type Role = keyof typeof ROLES

/** Private things, made anew for each row, so that no row changes what another finds. */
export interface Scene {
  readonly memory: string
  readonly mount: string
  readonly name: string
  readonly document: string
  readonly path: string
  /** Number of the diary's newest commit; the document has an older version too. */
  readonly head: number
  /** A document that was deleted. */
  readonly gone: string
  /** Has the diary; one turn was answered in it. */
  readonly chat: string
  readonly turn: string
  /** About the diary. */
  readonly notice: string
  /** In the memory that everybody shares. */
  readonly shared: string
}

export interface Stage {
  readonly server: TestServer
  ask(role: Role, method: string, path: string, body?: unknown): Promise<Answer>
  prepare(): Promise<Scene>
  close(): Promise<void>
}

const by = { speaker: 'Alice' }

export async function openStage(): Promise<Stage> {
  const server = await startServer({ args: ['--pace', '0'] })
  const ask: Stage['ask'] = (role, method, path, body) => call(server.url, method, path, body, ROLES[role])
  let scenes = 0
  return {
    server,
    ask,
    prepare: () => prepare(server.url, ask, ++scenes),
    close: () => server.close(),
  }
}

async function prepare(url: string, ask: Stage['ask'], number: number): Promise<Scene> {
  const name = `${SECRET} ${number}`
  const mount = `~${SECRET.toLowerCase()}-${number}`
  const members = { Alice: 'write', Bob: 'read' }
  const made = await ask('write', 'POST', '/api/memories', { name, mount, description: SECRET, members })
  const memory: string = made.body.memory.id
  const path = `/memories/${mount}/${SECRET}.md`
  const write = async (at: string, text: string) =>
    (await ask('write', 'POST', '/api/memory/documents', { ...by, path: at, text })).body.document.document
  const document: string = await write(path, `The word is ${SECRET}.\n`)
  await ask('write', 'PUT', `/api/memory/documents/${document}`, {
    ...by,
    base: 1,
    text: `A word: ${SECRET}.\n`,
  })
  const gone: string = await write(`/memories/${mount}/gone.md`, `${SECRET} is gone.\n`)
  await ask('write', 'POST', '/api/memory/delete', { ...by, path: `/memories/${mount}/gone.md` })
  const added = await ask('write', 'POST', '/api/memory/documents', {
    ...by,
    path: `/memories/${mount}/last.md`,
    text: `${SECRET}\n`,
  })
  const chat: string = (
    await ask('write', 'POST', '/api/chats', { name, speaker: 'Alice', memories: ['default', memory] })
  ).body.chat
  const turn = `turn_${number}_of_the_matrix`
  const { position } = (await ask('write', 'GET', `/api/state?chats=${chat}`)).body.state
  await ask('write', 'POST', `/api/chats/${chat}/turns`, {
    id: turn,
    text: `Hello ${SECRET}`,
    speaker: 'Alice',
  })
  await followUntil(
    url,
    position,
    [chat],
    (event) => event.type === 'turn.event' && event.turn === turn && event.event.type === 'turn.finished',
    'Alice',
  )
  const shared = await addChat(url)
  return {
    memory,
    mount,
    name,
    document,
    path,
    head: added.body.commit.number,
    gone,
    chat,
    turn,
    notice: await raiseNotice(ask, memory),
    shared,
  }
}

/** The diary gets a folder and loses it again, and people are told where its files are now. */
async function raiseNotice(ask: Stage['ask'], memory: string): Promise<string> {
  await ask('write', 'PATCH', `/api/memories/${memory}`, { workingCopy: true })
  await ask('write', 'PATCH', `/api/memories/${memory}`, { workingCopy: false })
  const { notices } = (await ask('write', 'GET', '/api/state')).body.state.workspace
  return notices.find((notice: { memory: string }) => notice.memory === memory).id
}
