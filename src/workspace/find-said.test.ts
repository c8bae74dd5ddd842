/** Finding where something was said, in all chats that one sees. */

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import type { Database } from '../database/open.ts'
import { GUEST, type Principal } from '../memory/rights.ts'
import { ACTIONS } from './actions.ts'
import { findSaid } from './find-said.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const find = async (query: string, viewer: Principal = GUEST, limit = 20) =>
  granted(await rig.workspace.perform(findSaid, { query, limit }, viewer))
const excerpts = async (query: string) => (await find(query)).found.map(({ excerpt }) => excerpt)

describe('finding what was said', () => {
  it('finds the message with all the words, in any case, and says where it is', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'What about vehicles in February?')
    const turn = await rig.say(chat, 'We charge per Vehicle from January on.')
    const { found, more } = await find('vehicle january')
    expect(found).toMatchObject([{ chat, turn, speaker: 'Alice', claude: false }])
    expect(found[0]?.excerpt).toContain('per Vehicle from January')
    expect(more).toBe(0)
    expect(await excerpts('nobody said this')).toEqual([])
  })

  it('finds what Claude answered, and signs that JSON writes otherwise', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Say "no" to C:\\old')
    expect(await excerpts('"no" to c:\\old')).toHaveLength(1)
    const state = await rig.workspace.snapshot([chat])
    const said = state.chats[chat]?.turns[0]?.steps[0]?.blocks.find(({ kind }) => kind === 'text')
    const words = said?.kind === 'text' ? said.text.slice(0, 24) : ''
    expect((await find(words)).found).toMatchObject([{ chat, claude: true }])
  })

  it('gives those with the very words first, then the newest, and counts the rest', async () => {
    const chat = await rig.addChat()
    for (const text of ['the tariff of depot 7', 'depot 7 has a tariff', 'a tariff for no depot: 7'])
      await rig.say(chat, text)
    const { found, more } = await find('depot 7', GUEST, 2)
    expect(found.map(({ excerpt }) => excerpt)).toEqual(['depot 7 has a tariff', 'the tariff of depot 7'])
    expect(more).toBe(1)
  })

  it('leaves out what surrounds the words in a long message', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, `${'before '.repeat(200)}the needle ${'after '.repeat(200)}`)
    const [excerpt = ''] = await excerpts('needle')
    expect(excerpt).toMatch(/^…before .*the needle after .*…$/)
    expect(excerpt.length).toBeLessThan(220)
  })

  it('finds nothing in chats that are deleted or that one does not see', async () => {
    const person = (name: string): Principal => ({ kind: 'person', name })
    const added = await rig.workspace.perform(ACTIONS.addMemory, { name: 'Secret' }, person('Alice'))
    const input = { speaker: 'Alice', memories: [granted(added).memory.id] }
    const { chat } = granted(await rig.workspace.perform(ACTIONS.addChat, input, person('Alice')))
    await rig.say(chat, 'The heron flies.', person('Alice'))
    expect((await find('heron', person('Alice'))).found).toHaveLength(1)
    expect(await find('heron', person('Sam'))).toEqual({ found: [], more: 0 })
    granted(await rig.workspace.perform(ACTIONS.placeChat, { chat, place: 'deleted' }, person('Alice')))
    expect(await find('heron', person('Alice'))).toEqual({ found: [], more: 0 })
  })

  it('finds what was said before there was a table of it', async () => {
    const chat = await rig.addChat()
    const turn = await rig.say(chat, 'We charge  per\nVehicle.')
    await rig.say(chat, 'And now?')
    const before = await find('per vehicle')
    expect(before.found).toMatchObject([{ chat, turn }])
    const words = (database: Database) => database.selectFrom('said').selectAll().orderBy('number').execute()
    const written = await words(rig.database)
    await rig.reopen(async (database) => {
      await database.schema.dropTable('said').execute()
      await sql`DELETE FROM kysely_migration WHERE name >= '008-said'`.execute(database)
    })
    expect(await find('per vehicle')).toEqual(before)
    expect(await words(rig.database)).toEqual(written)
  })
})
