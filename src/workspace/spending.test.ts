import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import { GUEST, type Principal } from '../memory/rights.ts'
import { ACTIONS } from './actions.ts'
import type { ChatId, SpendingLimits } from './events.ts'
import type { NamedReply } from './spending-report.ts'

const ALICE: Principal = { kind: 'person', name: 'Alice' }
const BOB: Principal = { kind: 'person', name: 'Bob' }
const ALWAYS = { from: '2000-01-01', to: '2999-12-31' }
const NO_LIMIT = { soft: null, hard: null }

let rig: Rig
beforeEach(async () => {
  // Whatever is asked, a reply costs a quarter of a dollar; a greeting takes two, for the memory is looked into first.
  rig = await openRig({ cost: () => 0.25 })
})
afterEach(() => rig.close())

const limit = async (spending: Partial<SpendingLimits>) =>
  granted(
    await rig.workspace.perform(ACTIONS.changeSettings, {
      spending: { workspace: NO_LIMIT, person: NO_LIMIT, ...spending },
    }),
  )
const speak = (chat: ChatId, speaker: string, text = 'Hello') =>
  rig.workspace.perform(ACTIONS.speak, {
    chat,
    id: `turn_${speaker}_${Math.random().toString(36).slice(2)}`,
    text,
    speaker,
  })
const ended = async (chat: ChatId) => {
  const tab = await rig.tab([chat])
  await tab.until((state) => state.workspace.chats[chat]?.running === null)
  tab.leave()
}
const notices = async () => {
  const { workspace } = await rig.workspace.snapshot([])
  return workspace.notices.filter(({ kind }) => kind === 'spending').map(({ message }) => message)
}
const repliesOf = async (viewer: Principal) => {
  const found: NamedReply[] = []
  for await (const reply of rig.workspace.replies(ALWAYS, viewer)) found.push(reply)
  return found
}

const REMEMBER = 'Hi, our customer ACME Corp has a budget of $500K. Please remember it.'

describe('what was spent', () => {
  it('is what the chats say it is, by everything that one asks for', async () => {
    const [one, two] = [await rig.addChat(), await rig.addChat()]
    await rig.say(one, REMEMBER)
    granted(await speak(two, 'Bob'))
    await ended(two)
    const { chats } = (await rig.workspace.snapshot([])).workspace
    const report = await rig.workspace.spending(ALWAYS)
    const totals = [one, two].map((chat) => chats[chat]!.totals)
    const sum = (pick: (index: number) => number) => pick(0) + pick(1)
    expect(report.total).toMatchObject({
      replies: sum((i) => totals[i]!.replies),
      cost: sum((i) => totals[i]!.cost),
      input: sum((i) => totals[i]!.usage.input),
      output: sum((i) => totals[i]!.usage.output),
      cacheRead: sum((i) => totals[i]!.usage.cacheRead),
      cacheWrite: sum((i) => totals[i]!.usage.cacheWrite),
    })
    expect(report.by.person.map(({ key, cost }) => [key, cost])).toEqual([
      ['Alice', totals[0]!.cost],
      ['Bob', totals[1]!.cost],
    ])
    expect(report.by.chat.map(({ key, replies }) => [key, replies])).toEqual([
      [one, totals[0]!.replies],
      [two, totals[1]!.replies],
    ])
    for (const rows of Object.values(report.by))
      expect(rows.reduce((cost, row) => cost + row.cost, 0)).toBe(report.total.cost)
    expect(report.by.day).toHaveLength(1)
    expect(report.by.host.map(({ key }) => key)).toEqual(['rehearsal'])
    expect(report.limits.people.Alice).toEqual({ ...NO_LIMIT, spent: totals[0]!.cost })
  })

  it('holds days from the first to the last, both included, and no others', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Hello')
    const [reply] = await repliesOf(GUEST)
    const today = reply!.at.slice(0, 10)
    const shifted = (days: number) =>
      new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
    const replies = async (from: string, to: string) =>
      (await rig.workspace.spending({ from, to })).total.replies
    expect(await replies(today, today)).toBe(2)
    expect(await replies(shifted(-2), shifted(-1))).toBe(0)
    expect(await replies(shifted(1), shifted(2))).toBe(0)
  })

  it('stays right for all, while chats that one may not see have no name', async () => {
    const diary = granted(
      await rig.workspace.perform(ACTIONS.addMemory, { name: 'Diary', members: { Alice: 'write' } }, ALICE),
    ).memory.id
    const secret = granted(
      await rig.workspace.perform(
        ACTIONS.addChat,
        { name: 'Xyzzy', speaker: 'Alice', memories: [diary] },
        ALICE,
      ),
    ).chat
    const open = await rig.addChat()
    await rig.say(secret, 'Hello', ALICE)
    await rig.say(open, 'Hello')
    const [alices, bobs] = [
      await rig.workspace.spending(ALWAYS, ALICE),
      await rig.workspace.spending(ALWAYS, BOB),
    ]
    expect(bobs.total).toEqual(alices.total)
    expect(bobs.by.person[0]).toMatchObject({ key: 'Alice', cost: 1, chats: [open] })
    expect(alices.by.person[0]?.chats).toHaveLength(2)
    expect(JSON.stringify(bobs)).not.toMatch(new RegExp(`Xyzzy|${secret}`))
    expect(bobs.by.chat.map(({ key, cost }) => [key, cost]).sort()).toEqual([
      ['', 0.5],
      [open, 0.5],
    ])
    expect((await repliesOf(BOB)).map(({ chat }) => chat)).toEqual([open, open])
    expect(await repliesOf(ALICE)).toHaveLength(4)
  })

  it('is kept when a chat is deleted, and over a restart', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Hello')
    granted(await rig.workspace.perform(ACTIONS.placeChat, { chat, place: 'deleted' }))
    const before = await rig.workspace.spending(ALWAYS)
    await rig.reopen()
    expect(await rig.workspace.spending(ALWAYS)).toEqual(before)
    expect(before.total.replies).toBe(2)
  })
})

describe('a soft limit', () => {
  it('is told once in a month, also when the notice was put away and after a restart', async () => {
    await limit({ workspace: { soft: 0.25, hard: 100 } })
    const chat = await rig.addChat()
    expect(await notices()).toEqual([])
    await rig.say(chat, 'Hello')
    const [message, ...more] = await notices()
    expect(more).toEqual([])
    expect(message).toMatch(
      /^This workspace has spent \$0\.25 or more in \w+ \d+\. At \$100\.00 Claude stops/,
    )
    const [notice] = (await rig.workspace.snapshot([])).workspace.notices
    granted(await rig.workspace.perform(ACTIONS.dismissNotice, { notice: notice!.id }))
    await rig.say(chat, 'Hello again')
    await rig.reopen()
    await rig.say(chat, 'And again')
    expect(await notices()).toEqual([])
  })

  it('is told for each person, and at once when it is set below what was spent', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Hello')
    await limit({ person: { soft: 0.2, hard: null } })
    expect(await notices()).toEqual([
      expect.stringMatching(/^Alice has spent \$0\.20 or more .* Claude goes on answering/),
    ])
    granted(await speak(chat, 'Bob'))
    await ended(chat)
    expect(await notices()).toEqual([expect.stringMatching(/^Alice/), expect.stringMatching(/^Bob/)])
  })
})

describe('the notice of a soft limit', () => {
  it('says what follows by the limits as they are now, in its place and with its time', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Hello')
    const soft = 0.25
    const follows = async (spending: Partial<SpendingLimits>) => {
      await limit(spending)
      const messages = await notices()
      expect(messages).toHaveLength(1)
      return messages[0]?.replace(/^This workspace has spent \$0\.25 or more in \w+ \d+\. /, '')
    }
    expect(await follows({ workspace: { soft, hard: null } })).toBe(
      'Claude goes on answering; no limit stops it.',
    )
    const [before] = (await rig.workspace.snapshot([])).workspace.notices
    expect(await follows({ workspace: { soft, hard: 20 } })).toMatch(
      /^At \$20\.00 Claude stops answering until/,
    )
    expect(await follows({ workspace: { soft, hard: 0.0004 } })).toMatch(
      /^Claude does not answer until \w+ 1 \(UTC\),/,
    )
    await rig.reopen()
    expect(await follows({ workspace: { soft: null, hard: 30 } })).toMatch(/^At \$30\.00/)
    const [after] = (await rig.workspace.snapshot([])).workspace.notices
    expect(after).toEqual({ ...before, message: after?.message })
  })

  it('of a person knows of the limit of the whole workspace, and changes when that is reached', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Hello')
    await limit({ person: { soft: 0.25, hard: null }, workspace: { soft: null, hard: 0.75 } })
    expect(await notices()).toEqual([
      expect.stringMatching(/^Alice .* goes on answering until this workspace has spent \$0\.75\.$/),
    ])
    await rig.say(chat, 'Hello again')
    expect(await notices()).toEqual([expect.stringMatching(/^Alice .* Claude does not answer until/)])
  })

  it('does not come back when it was put away', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, 'Hello')
    await limit({ workspace: { soft: 0.25, hard: null } })
    const [notice] = (await rig.workspace.snapshot([])).workspace.notices
    granted(await rig.workspace.perform(ACTIONS.dismissNotice, { notice: notice!.id }))
    await limit({ workspace: { soft: 0.25, hard: 20 } })
    expect(await notices()).toEqual([])
  })
})

describe('a hard limit', () => {
  it('refuses the next message with what was spent, the limit, until when and what to do', async () => {
    await limit({ workspace: { soft: null, hard: 0.25 } })
    const chat = await rig.addChat()
    await rig.say(chat, 'Hello')
    const refused = await speak(chat, 'Bob')
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'spending' } })
    expect(!refused.ok && refused.refusal.message).toMatch(
      /^This workspace has spent \$0\.25 in \w+ \d+, and its limit is \$0\.25\. .* from \w+ 1 \(UTC\) on, .*settings/,
    )
    expect((await rig.workspace.snapshot([])).workspace.chats[chat]?.turns).toBe(1)
    await limit({ workspace: { soft: null, hard: 10 } })
    granted(await speak(chat, 'Bob'))
    await ended(chat)
  })

  it('of a person holds for that person alone, also after a restart', async () => {
    await limit({ person: { soft: null, hard: 0.25 } })
    const chat = await rig.addChat()
    await rig.say(chat, 'Hello')
    await rig.reopen()
    expect(await speak(chat, 'Alice')).toMatchObject({ refusal: { code: 'spending' } })
    granted(await speak(chat, 'Bob'))
    await ended(chat)
  })

  it('gives the same answer to a message that was sent before it was reached', async () => {
    const chat = await rig.addChat()
    const turn = await rig.say(chat, 'Hello')
    await limit({ workspace: { soft: null, hard: 0 } })
    const again = { chat, id: turn, text: 'Hello', speaker: 'Alice' }
    expect(await rig.workspace.perform(ACTIONS.speak, again)).toEqual({ ok: true, value: { turn } })
  })

  it('refuses to continue a turn', async () => {
    const chat = await rig.addChat()
    rig.fault({ kind: 'status', status: 401 })
    const turn = await rig.say(chat, 'Hello')
    rig.fault(null)
    await limit({ workspace: { soft: null, hard: 0 } })
    expect(await rig.workspace.perform(ACTIONS.resume, { chat, turn })).toMatchObject({
      refusal: { code: 'spending' },
    })
  })

  it('ends a running turn before its next step, with words, and what it has said is kept', async () => {
    await limit({ person: { soft: null, hard: 0.25 } })
    const chat = await rig.addChat()
    const turn = await rig.say(chat, REMEMBER)
    const { turns } = (await rig.workspace.snapshot([chat])).chats[chat]!
    expect(turns[0]?.steps).toHaveLength(1)
    expect(turns[0]?.status).toMatchObject({
      outcome: { kind: 'spent', message: expect.stringMatching(/^Alice has spent \$0\.25 .* each person/) },
    })
    await limit({})
    granted(await rig.workspace.perform(ACTIONS.resume, { chat, turn }))
    await ended(chat)
    const after = (await rig.workspace.snapshot([chat])).chats[chat]!.turns[0]!
    expect(after.status).toMatchObject({ outcome: { kind: 'answered' } })
    expect(after.steps.length).toBeGreaterThan(1)
  })
})

describe('a reply', () => {
  it('knows how much of its prompt came from memory', async () => {
    const chat = await rig.addChat()
    await rig.say(chat, REMEMBER)
    await rig.say(chat, 'What is the budget of ACME Corp?')
    const { turns } = (await rig.workspace.snapshot([chat])).chats[chat]!
    const memory = turns.flatMap(({ steps }) => steps.map(({ finished }) => finished?.memoryTokens ?? -1))
    expect(memory[0]).toBe(0)
    expect(memory).toEqual(memory.toSorted((a, b) => a - b))
    expect(memory.at(-1)).toBeGreaterThan(0)
    const { total } = await rig.workspace.spending(ALWAYS)
    expect(total.memoryTokens).toBe(memory.reduce((sum, tokens) => sum + tokens, 0))
  })
})
