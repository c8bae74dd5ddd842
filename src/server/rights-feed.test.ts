/** What whoever may not read a memory could try beside asking each route once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, followUntil } from '../../test/http-client.ts'
import { openStage, ROLES, type Role, type Scene, SECRET, type Stage } from '../../test/rights-stage.ts'
import type { WorkspaceEvent } from '../workspace/events.ts'

const by = { speaker: 'Alice' }
let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const ask: Stage['ask'] = (...asked) => stage.ask(...asked)
const prepare = () => stage.prepare()

describe('whoever may not read cannot find out by asking for', () => {
  it('words', async () => {
    const scene = await prepare()
    const erasing = await ask('none', 'POST', '/api/memory/erase/preview', { words: `Hello ${SECRET}` })
    expect(erasing.body).toMatchObject({ documents: [], turns: [], chats: [], stops: [], hidden: 0 })
    const words = { find: SECRET, replace: 'x', matchCase: false, wholeWord: false, dryRun: true, ...by }
    expect((await ask('none', 'POST', '/api/memory/replace', words)).body.count).toBe(0)
    const found = async (role: Role) => (await ask(role, 'GET', `/api/memory/search?q=${SECRET}`)).body
    expect(await found('none')).toMatchObject({ kind: 'found', total: 0, hits: [] })
    expect((await found('read')).total).toBeGreaterThan(0)
    expect((await ask('read', 'GET', '/api/memory/history')).body.commits[0].memory).toBe(scene.memory)
    const history: readonly { memory: string }[] = (await ask('none', 'GET', '/api/memory/history')).body
      .commits
    expect(history.filter(({ memory }) => memory !== 'default')).toEqual([])
  })

  it('a name: the same answer for a place that is there, and for one that is not', async () => {
    const scene = await prepare()
    const told = async (mount: string) => {
      const path = `/memories/${mount}/${SECRET}.md`
      const answers = [
        await ask('none', 'POST', '/api/memory/documents', { ...by, path, text: 'x' }),
        await ask('none', 'POST', '/api/memory/rename', { ...by, from: path, to: '/memories/x.md' }),
        await ask('none', 'POST', '/api/memory/rename', { ...by, from: '/memories/x.md', to: path }),
        await ask('none', 'POST', '/api/memory/delete', { ...by, path }),
        await ask('none', 'POST', '/api/memory/delete', { ...by, path: `/memories/${mount}` }),
        await ask('none', 'POST', '/api/memory/change', { ...by, edits: [{ kind: 'delete', path }] }),
      ]
      return JSON.stringify(answers).replaceAll(mount, '…')
    }
    expect(await told(scene.mount)).toBe(await told('~nothing-here'))
  })

  it('an id: the same answer for one that is there, and for one that is not', async () => {
    const scene = await prepare()
    const told = async ({ chat, document, memory }: Pick<Scene, 'chat' | 'document' | 'memory'>) => {
      const answers = [
        await ask('none', 'GET', `/api/memory/documents/${document}`),
        await ask('none', 'GET', `/api/memory/documents/${document}/blame`),
        await ask('none', 'GET', `/api/memory/history?document=${document}`),
        await ask('none', 'GET', `/api/memory/history?memory=${memory}`),
        await ask('none', 'GET', `/api/memory/tree?memory=${memory}`),
        await ask('none', 'GET', `/api/chats/${chat}/turns?before=9`),
        await ask('none', 'PATCH', `/api/chats/${chat}`, { name: 'x' }),
        await ask('none', 'POST', `/api/memory/undo`, { ...by, what: { kind: 'chat', chat } }),
        await ask('none', 'POST', '/api/chats', { memories: [memory] }),
      ]
      return JSON.stringify(answers).replaceAll(chat, 'C').replaceAll(document, 'D').replaceAll(memory, 'M')
    }
    expect(await told(scene)).toBe(
      await told({ chat: 'chat_nothing1', document: 'doc_nothing1', memory: 'memory_nothing' }),
    )
  })
})

describe('the feed', () => {
  it('tells everybody what they may see, and nothing else, live and later', async () => {
    const start: number = (await ask('write', 'GET', '/api/state')).body.state.position
    const live = {
      guest: collect('guest', start),
      none: collect('none', start),
      read: collect('read', start),
    }
    const scene = await prepare()
    await ask('write', 'POST', '/api/people', { name: `Last ${start}` })
    const told = { guest: await live.guest, none: await live.none, read: await live.read }
    expect(told.guest.toLowerCase()).not.toContain(SECRET.toLowerCase())
    expect(told.none.toLowerCase()).not.toContain(SECRET.toLowerCase())
    expect(told.read).toContain(scene.path)
    const later = await collect('none', start)
    expect(later.toLowerCase()).not.toContain(SECRET.toLowerCase())
    expect(later).not.toContain(scene.chat)

    async function collect(role: Role, after: number): Promise<string> {
      const last = (event: { type: string; name?: string }) =>
        event.type === 'person.added' && event.name === `Last ${start}`
      return JSON.stringify(await followUntil(stage.server.url, after, [], last, ROLES[role]))
    }
  })

  it('sends a reader away whose rights have changed, and only that one', async () => {
    const scene = await prepare()
    const { position } = (await ask('read', 'GET', '/api/state')).body.state
    const named = (event: WorkspaceEvent) => (event.type === 'person.added' ? event.name : '')
    const listen = (as: string, chats: readonly string[]) => {
      const began = Promise.withResolvers<void>()
      const told = followUntil(
        stage.server.url,
        position,
        chats,
        (event) => {
          if (named(event) === `Begin ${position}`) began.resolve()
          return named(event) === `Later ${position}`
        },
        as,
      )
      return { began: began.promise, told }
    }
    const [bob, carol] = [listen('Bob', [scene.chat]), listen('Carol', [])]
    await ask('write', 'POST', '/api/people', { name: `Begin ${position}` })
    await Promise.all([bob.began, carol.began])
    await ask('write', 'PATCH', `/api/memories/${scene.memory}`, { members: { Alice: 'write' } })
    await expect(bob.told).rejects.toThrow('The feed asks to begin anew.')
    await ask('write', 'POST', '/api/people', { name: `Later ${position}` })
    expect(JSON.stringify(await carol.told)).not.toContain(SECRET)
    expect(JSON.stringify((await ask('read', 'GET', `/api/state?chats=${scene.chat}`)).body)).not.toContain(
      scene.path,
    )
  })
})

describe('who asks', () => {
  it('is refused when the header is no name', async () => {
    for (const name of ['%E0%A4%A', '%00', 'a'.repeat(200), '%3Cb%3E']) {
      const response = await fetch(`${stage.server.url}/api/people`, {
        headers: { 'x-commonplace-as': name },
      })
      expect(response.status).toBe(400)
    }
  })

  it('may have any letters', async () => {
    const body = { name: 'Zoë Ωmega', everyone: 'none' }
    const name = 'Zoë Ωmega'
    expect((await call(stage.server.url, 'POST', '/api/memories', body, name)).body.memory).toMatchObject({
      mount: '~zoë-ωmega',
      members: { [name]: 'write' },
      workingCopy: false,
    })
  })
})
