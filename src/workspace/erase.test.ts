/** Erasing in the midst of everything else: running answers, crashes, readers of the feed. */
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, isIdle, openRig, type Rig } from '../../test/workspace-rig.ts'
import { ACTIONS } from './actions.ts'
import { previewErasing } from './erase-preview.ts'
import type { TurnState } from './events.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const NAME = 'Zanzibar Nightjar'
const TOLD = `Hi, I am Alice. Our customer ${NAME} has a budget of $731K. Please remember it.`
const words = { kind: 'words', words: NAME } as const
const preview = async () => granted(await rig.workspace.perform(previewErasing, { what: words }))

async function eraseAll() {
  const documents = (await preview()).documents.map(({ document }) => document)
  const alsoIn = { documents, chats: true, settings: true }
  return rig.workspace.perform(ACTIONS.erase, { what: words, alsoIn, speaker: 'Alice' })
}

/** Names of living documents stay: the model writes them in small letters. */
async function nothingLeft() {
  const found = await preview()
  expect(found.documents.flatMap(({ versions }) => versions)).toEqual([])
  expect(found).toMatchObject({
    turns: [],
    chats: [],
    settings: null,
    files: { found: [] },
  })
  const said = rig.database.selectFrom('said').select('words')
  expect(await said.where('words', 'like', `%${NAME.toLowerCase()}%`).execute()).toEqual([])
  expect(
    await rig.database.selectFrom('setting').where('name', '=', 'erasing').selectAll().execute(),
  ).toEqual([])
}

describe('erasing words', () => {
  it('stops an answer that quotes them, and tells beforehand which', async () => {
    const chat = await rig.addChat()
    const tab = await rig.tab([chat])
    rig.fault({ kind: 'silence', after: 4, ms: Number.POSITIVE_INFINITY })
    await rig.speak(chat, TOLD)
    await tab.until((state) => state.chats[chat]?.turns.at(-1)?.steps.length === 1)
    expect(await preview()).toMatchObject({ stops: ['Chat 1'], turns: [{ chat, number: 1 }] })
    granted(await eraseAll())
    const state = await tab.until((now) => isIdle(now, chat))
    expect(state.chats[chat]?.turns.at(-1)?.status).toMatchObject({ outcome: { kind: 'stopped' } })
    await tab.until((now) => !JSON.stringify(now).includes(NAME))
    await nothingLeft()
  })

  it('lets an answer go on that does not quote them', async () => {
    const [quoting, other] = [await rig.addChat(), await rig.addChat()]
    await rig.say(quoting, TOLD)
    const tab = await rig.tab([other])
    rig.fault({ kind: 'silence', after: 4, ms: Number.POSITIVE_INFINITY })
    const turn = await rig.speak(other, 'Hello')
    await tab.until((state) => state.chats[other]?.turns.at(-1)?.steps.length === 1)
    granted(await eraseAll())
    expect((await rig.workspace.snapshot([])).workspace.chats[other]?.running).toBe(turn)
    rig.fault(null)
    await rig.crash()
    const [found] = (await rig.workspace.snapshot([other])).chats[other]?.turns ?? []
    expect(found?.status).toMatchObject({ outcome: { kind: 'interrupted' } })
    await nothingLeft()
  })

  it('keeps the conversation one that Claude can go on with', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, TOLD)
    const before = (await rig.workspace.snapshot([chat])).chats[chat]?.turns ?? []
    granted(await eraseAll())
    await rig.say(chat, 'What do you know about our customers?')
    const turns = (await rig.workspace.snapshot([chat])).chats[chat]?.turns ?? []
    expect(turns.map(shape)).toEqual([...before.map(shape), expect.anything()])
    expect(turns[1]?.status).toMatchObject({ outcome: { kind: 'answered' } })
    expect(rig.failures).toEqual([])
  })

  it('in one place alone leaves the others, and says that they are left', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, TOLD)
    const alsoIn = { documents: [], chats: true, settings: false }
    const { check } = granted(
      await rig.workspace.perform(ACTIONS.erase, { what: words, alsoIn, speaker: 'Alice' }),
    )
    expect(check?.found.length).toBeGreaterThan(0)
    const { documents, turns } = await preview()
    expect(turns).toEqual([])
    expect(documents.length).toBeGreaterThan(0)
  })

  it('takes a deleted document whole when its name tells them, and says so of a living one', async () => {
    const speaker = 'Alice'
    for (const path of ['/memories/zanzibar_nightjar.md', '/memories/deals/Zanzibar-Nightjar.md'])
      granted(await rig.workspace.perform(ACTIONS.createDocument, { path, text: 'Nothing', speaker }))
    granted(await rig.workspace.perform(ACTIONS.deleteDocuments, { path: '/memories/deals', speaker }))
    expect((await preview()).documents).toMatchObject([
      { path: '/memories/zanzibar_nightjar.md', inName: true, deleted: false, versions: [] },
      { path: '/memories/deals/Zanzibar-Nightjar.md', inName: true, deleted: true },
    ])
    granted(await eraseAll())
    expect((await preview()).documents).toMatchObject([{ path: '/memories/zanzibar_nightjar.md' }])
    const [, ...older] = rig.memory.history()
    expect(JSON.stringify(older)).not.toContain('Zanzibar-Nightjar')
  })

  it('puts notices away that quote them', async () => {
    const memory = 'default'
    for (const message of [`The file ${NAME}.md is not UTF-8 text.`, 'Something else.'])
      rig.workspace.notify({ kind: 'working_copy', message, memory })
    granted(await eraseAll())
    const { notices } = (await rig.workspace.snapshot([])).workspace
    expect(notices.map(({ message }) => message)).toEqual(['Something else.'])
    await nothingLeft()
  })

  it('is refused while another is under way', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, TOLD)
    const [first, second] = await Promise.all([eraseAll(), eraseAll()])
    expect([first.ok, second.ok].sort()).toEqual([false, true])
    await nothingLeft()
  })

  it('is completed at the next start when the server dies after the memory has erased', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, TOLD)
    const tab = await rig.tab([chat])
    const head = rig.memory.head
    rig.hang()
    void eraseAll()
    await tab.until((state) => state.workspace.memoryHead > head)
    await rig.crash()
    await nothingLeft()
    expect(rig.memory.history({ limit: 1 })).toMatchObject([{ reason: 'erase', actor: { name: 'Alice' } }])
  })

  it('tells of bytes that another program keeps in the files, and removes them at the next start', async () => {
    const chat = await rig.addChat()
    rig.fault({ kind: 'status', status: 401 })
    await rig.say(chat, TOLD)
    rig.fault(null)
    const { file } = await fileOf(rig)
    const reader = new DatabaseSync(file)
    reader.exec('BEGIN; SELECT count(*) FROM turn')
    const { check, turns } = granted(await eraseAll())
    expect(turns).toBe(1)
    expect(check?.found.length).toBeGreaterThan(0)
    reader.close()
    await rig.reopen()
    await nothingLeft()
  })

  it('is completed at the next start when the server dies before the files are scrubbed', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, TOLD)
    granted(await eraseAll())
    const body = JSON.stringify({ phase: 'sweep' })
    await rig.reopen(async (database) => {
      await database.insertInto('setting').values({ name: 'erasing', body }).execute()
    })
    await nothingLeft()
  })
})

async function fileOf({ database }: Rig): Promise<{ readonly file: string }> {
  const { rows } = await sql<{ file: string }>`PRAGMA database_list`.execute(database)
  return { file: rows[0]?.file ?? '' }
}

const shape = (turn: TurnState) => turn.steps.map((step) => step.blocks.map(({ kind }) => kind))
