import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import type { Database } from '../database/open.ts'
import { OWNER } from '../memory/rights.ts'
import { ACTIONS } from './actions.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const MANY = 100_000
const YEAR = { from: '2025-01-01', to: '2025-12-31' }

describe('a hundred thousand replies', () => {
  it('add up, day for day and name for name', async () => {
    const chat = await rig.addChat()
    await rig.reopen(writeMany(chat))
    const report = await rig.workspace.spending(YEAR, OWNER)
    expect(report.total).toMatchObject({ replies: MANY, unpriced: MANY / 10, input: 7 * MANY })
    expect(report.total.cost).toBeCloseTo(0.9 * MANY * 0.5, 3)
    expect(report.by.day).toHaveLength(365)
    expect(report.by.day.map(({ key }) => key)).toEqual(report.by.day.map(({ key }) => key).sort())
    expect(report.by.person.map(({ key, replies }) => [key, replies]).sort()).toEqual(
      ['p0', 'p1', 'p2', 'p3'].map((name) => [name, MANY / 4]),
    )
    for (const rows of Object.values(report.by))
      expect(rows.reduce((sum, row) => sum + row.replies, 0)).toBe(MANY)
    let [count, before] = [0, '']
    for await (const { at } of rig.workspace.replies(YEAR, OWNER)) {
      expect(at >= before).toBe(true)
      before = at
      count += 1
    }
    expect(count).toBe(MANY)
  })
})

/** Replies of a year in fifty chats. */
function writeMany(chat: string) {
  return async (database: Database) => {
    const begin = Date.parse('2025-01-01T00:00:00Z')
    const apart = Math.floor((365 * 86_400_000) / MANY)
    const rows = Array.from({ length: MANY }, (_, i) => {
      const at = new Date(begin + i * apart).toISOString()
      return {
        position: -1 - i,
        chat: i % 50 === 0 ? chat : `gone_${i % 50}`,
        turn: `t${i}`,
        step: 1,
        at,
        day: at.slice(0, 10),
        speaker: `p${i % 4}`,
        host: 'anthropic',
        model: `m${i % 3}`,
        input: 7,
        output: 1,
        cache_read: 0,
        cache_write: 0,
        cache_write_hour: 0,
        thinking: 0,
        compaction_input: 0,
        compaction_output: 0,
        cost: i % 10 === 9 ? null : 0.5,
        cost_uncached: null,
        cleared_tokens: 0,
        saved_by_clearing: 0,
        memory_tokens: 0,
      }
    })
    await database.transaction().execute(async (transaction) => {
      for (let from = 0; from < MANY; from += 1_000)
        await transaction
          .insertInto('reply')
          .values(rows.slice(from, from + 1_000))
          .execute()
    })
  }
}

describe('a database of before replies were counted', () => {
  it('has them from its turns, with what memory brought in', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Hi, our customer ACME Corp has a budget of $500K. Please remember it.')
    await rig.say(chat, 'What is the budget of ACME Corp?')
    granted(await rig.workspace.perform(ACTIONS.placeChat, { chat, place: 'deleted' }))
    const ALWAYS = { from: '2000-01-01', to: '2999-12-31' }
    const { total: before } = await rig.workspace.spending(ALWAYS, OWNER)
    await rig.reopen(async (database) => {
      await database.schema.dropTable('reply').execute()
      await database.schema.dropTable('said').execute()
      await database.schema.alterTable('memory_commit').dropColumn('undoes').execute()
      await database
        .deleteFrom('kysely_migration' as never)
        .where('name' as never, '>=', '006-replies' as never)
        .execute()
    })
    const { total: after } = await rig.workspace.spending(ALWAYS, OWNER)
    expect(after).toMatchObject({
      replies: before.replies,
      cost: before.cost,
      input: before.input,
      cacheRead: before.cacheRead,
      output: before.output,
    })
    expect(after.memoryTokens).toBeGreaterThan(0)
    expect((await rig.workspace.snapshot([], OWNER)).workspace.chats[chat]?.totals.replies).toBe(
      after.replies,
    )
  })
})
