import { afterEach, describe, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import { NOTHING, sumOfParts } from '../agent/context-parts.ts'
import { capabilitiesOf } from '../claude/models-capabilities.ts'
import { ACTIONS } from './actions.ts'
import type { ContextReport } from './context-report.ts'
import type { ChatId, WorkspaceSettings } from './events.ts'

let rig: Rig
afterEach(() => rig.close())

const CAN = capabilitiesOf({ kind: 'rehearsal', model: 'rehearsal-1', today: '2026-11-29' })
const REMEMBER = 'Hi, our customer ACME Corp has a budget of $500K. Please remember it.'

const contextOf = async (chat: ChatId) => granted(await rig.workspace.context(chat))
const sumOf = ({ parts }: ContextReport) => sumOfParts(parts)
const set = async (change: Partial<WorkspaceSettings>) =>
  granted(await rig.workspace.perform(ACTIONS.changeSettings, change))
const editing = (change: Partial<WorkspaceSettings['contextEditing']>) => ({
  contextEditing: { ...rig.workspace.settings.contextEditing, enabled: true, ...change },
})

/** A host that counts as it is told to, and notes how often it was asked. */
async function openCounting(tokens: () => Promise<number>, countsTokens = true) {
  const asked: number[] = []
  rig = await openRig({
    capabilities: () => ({ ...CAN, countsTokens }),
    async count(request) {
      asked.push(request.messages.length)
      return { tokens: await tokens(), original: null }
    },
  })
  return asked
}

describe("a chat's context", () => {
  it('is what the host counts, once for each state of the chat', async () => {
    let tokens = 1_000
    const asked = await openCounting(async () => tokens)
    const chat = await rig.addChat()
    expect(await contextOf(chat)).toMatchObject({ used: 1_000, source: 'counted', canCompact: false })
    await rig.say(chat, REMEMBER)
    tokens = 5_000
    const report = await contextOf(chat)
    expect(report).toMatchObject({
      used: 5_000,
      source: 'counted',
      window: CAN.contextWindow,
      canCompact: true,
    })
    expect(sumOf(report)).toBe(5_000)
    await contextOf(chat)
    expect(asked).toHaveLength(2)
    await set({ systemPrompt: 'Another one.' })
    await contextOf(chat)
    expect(asked).toHaveLength(3)
  })

  it('is taken from the newest reply where the host does not count, cannot, or takes too long', async () => {
    await openCounting(async () => 1, false)
    const chat = await rig.addChat()
    const empty = await contextOf(chat)
    expect(empty.source).toBe('estimated')
    expect(sumOf(empty)).toBe(empty.used)
    await rig.say(chat, REMEMBER)
    const report = await contextOf(chat)
    const { turns } = (await rig.workspace.snapshot([chat])).chats[chat]!
    const { usage } = turns[0]!.steps.at(-1)!.finished!
    const prompt = usage.input + usage.cacheRead + usage.cacheWrite
    expect(report.source).toBe('reported')
    expect(report.used).toBeGreaterThan(prompt)
    expect(report.used).toBeLessThan(prompt + 400)
    expect(report.parts.memory).toBeGreaterThan(0)
    await rig.close()
    await openCounting(() => Promise.reject(new Error('No.')))
    const other = await rig.addChat()
    await rig.say(other, 'Hello')
    expect((await contextOf(other)).source).toBe('reported')
  })

  it('begins with the summary after one was made', async () => {
    await openCounting(async () => 1, false)
    const chat = await rig.addChat()
    for (const text of [REMEMBER, 'What is the budget of ACME Corp?']) await rig.say(chat, text)
    const before = await contextOf(chat)
    granted(await rig.workspace.perform(ACTIONS.compact, { chat, id: 'turn_sums_up', speaker: 'Alice' }))
    const tab = await rig.tab([chat])
    await tab.until((state) => state.workspace.chats[chat]?.running === null)
    const after = await contextOf(chat)
    expect(after).toMatchObject({ source: 'estimated', canCompact: false, parts: { memory: 0 } })
    expect(after.parts.summary).toBeGreaterThan(0)
    expect(after.used).toBeLessThan(before.used)
  })

  it('says where clearing begins and about how many turns it takes until then', async () => {
    await openCounting(async () => 10_000)
    const chat = await rig.addChat()
    expect(await contextOf(chat)).toMatchObject({ clearing: 'off', trigger: null, turnsLeft: null })
    await rig.say(chat, 'Hello')
    await set(editing({ trigger: { kind: 'input_tokens', value: 10_000 } }))
    expect(await contextOf(chat)).toMatchObject({ clearing: 'host', trigger: 10_000, turnsLeft: 0 })
    await set(editing({ trigger: { kind: 'input_tokens', value: 100_000 } }))
    expect((await contextOf(chat)).turnsLeft).toBeGreaterThan(10)
    await set(editing({ trigger: { kind: 'tool_uses', value: 4 } }))
    expect(await contextOf(chat)).toMatchObject({ trigger: null, toolUsesLeft: 3, turnsLeft: 3 })
    await set({ compaction: { enabled: true, trigger: 60_000, instructions: '' } })
    expect((await contextOf(chat)).compaction).toBe(60_000)
  })

  it.each(['host', 'agent'] as const)(
    'says what the %s clears, which the model does not see',
    async (clearing) => {
      rig = await openRig({ capabilities: () => ({ ...CAN, clearing }) })
      const chat = await rig.addChat()
      for (const text of [REMEMBER, 'What is the budget of ACME Corp?', 'Show me what you know.'])
        await rig.say(chat, text)
      const above = (value: number) =>
        editing({ trigger: { kind: 'input_tokens', value }, keep: 0, clearAtLeast: 0 })
      await set(above(100_000))
      const whole = await contextOf(chat)
      expect(sumOfParts(whole.cleared)).toBe(0)
      await set(above(1_000))
      const { used, parts, cleared } = await contextOf(chat)
      expect([used, parts]).toEqual([whole.used, whole.parts])
      expect(cleared).toEqual({ ...NOTHING, memory: expect.any(Number) })
      await rig.say(chat, 'Hello')
      const { turns } = (await rig.workspace.snapshot([chat])).chats[chat]!
      const { usage, clearings } = turns.at(-1)!.steps[0]!.finished!
      const [taken] = clearings
      // What a host leaves in the place of a result is shorter than what we do.
      const notes = clearing === 'host' ? 15 * (taken?.count ?? 0) : 0
      expect(Math.abs((taken?.tokens ?? 0) - notes - cleared.memory)).toBeLessThan(25)
      const sent = usage.input + usage.cacheRead + usage.cacheWrite
      expect(Math.abs(sent + notes - (used - cleared.memory))).toBeLessThan(used / 10)
    },
  )

  it('tells that we clear where the host does not', async () => {
    rig = await openRig({
      capabilities: () => ({ ...CAN, countsTokens: false, clearing: 'agent', clearsThinking: false }),
    })
    const chat = await rig.addChat()
    await set(editing({}))
    expect((await contextOf(chat)).clearing).toBe('agent')
  })

  it('is not there for a chat that is not there', async () => {
    rig = await openRig()
    expect(await rig.workspace.context('chat_none')).toMatchObject({ refusal: { code: 'not_found' } })
  })
})

describe('a preview of clearing', () => {
  it('tells where settings would have struck, and changes nothing', async () => {
    rig = await openRig()
    const chat = await rig.addChat()
    for (const text of [REMEMBER, 'Hello', 'What is the budget of ACME Corp?', 'Hello again'])
      await rig.say(chat, text)
    const { contextEditing } = editing({ trigger: { kind: 'tool_uses', value: 2 }, keep: 1 })
    const preview = granted(await rig.workspace.previewClearing(chat, contextEditing))
    const { info, turns } = await (async () => {
      const state = await rig.workspace.snapshot([chat])
      return { info: state.workspace.chats[chat]!, turns: state.chats[chat]!.turns }
    })()
    expect(preview.requests).toBe(info.totals.replies)
    expect(preview.strikes.length).toBeGreaterThan(0)
    expect(turns.map(({ id }) => id)).toContain(preview.strikes[0]?.turn)
    expect(preview.after).toBeLessThan(preview.before)
    expect(rig.workspace.settings.contextEditing.enabled).toBe(false)
  })
})
