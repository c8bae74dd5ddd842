/** A chat whose host clears, and what we would have told of the same requests had we cleared: statistics add both up as one. */
import { describe, expect, it } from 'vitest'
import { ask } from '../agent/asking.ts'
import type { Clearing, ContextEditing } from '../agent/events.ts'
import { memoryTool } from '../agent/memory-tool.ts'
import { runTurn } from '../agent/run-turn.ts'
import { instantClock, OFF } from '../agent/turn-for-tests.ts'
import { connectRehearsal } from '../claude/rehearsal.ts'
import { openMemory } from '../memory/memory.ts'
import { createRehearsal } from '../rehearsal/rehearsal.ts'
import { inProcessLog } from '../storage/in-process.ts'
import type { TurnState } from './events.ts'
import { reduceTurn } from './reduce-turn.ts'

const AT = '2026-11-23T10:00:00Z'

/** Four turns, each of which uses the memory; what was told of each step's clearing by the host, and what we would have told. */
async function chat(contextEditing: ContextEditing) {
  const memory = await openMemory(inProcessLog())
  const connection = connectRehearsal(createRehearsal({ pace: () => 0, now: () => new Date(AT) }))
  const can = { ...connection.capabilities('rehearsal-1'), clearing: 'agent', memoryTool: 'custom' } as const
  const lesser = { ...connection, capabilities: () => ({ ...can, clearsThinking: false }) }
  const turns: TurnState[] = []
  const told: { readonly host: readonly Clearing[]; readonly agent: readonly Clearing[] }[] = []
  for (let number = 1; number <= 4; number++) {
    const begun = { id: `t${number}`, number, speaker: 'Alice', at: AT, toolUsesBefore: 0, steps: [] }
    const text = `I am Alice. Please remember that project number ${number} has a budget of $${number}00K.`
    let turn: TurnState = { ...begun, text, status: { kind: 'running' }, finishedAt: null }
    const settings = {
      systemPrompt: 'Be kind.',
      tools: [memoryTool(memory, { chat: 'c', turn: turn.id, speaker: 'Alice' })],
      contextEditing,
    }
    const running = { connection, model: 'rehearsal-1', firstStep: 1, pending: [], known: {} }
    const around = { signal: new AbortController().signal, clock: instantClock() }
    for await (const event of runTurn({ ...settings, ...running, ...around, turns: [...turns, turn] }))
      turn = reduceTurn(turn, event, AT)
    for (const [i, { finished }] of turn.steps.entries()) {
      const then = { ...turn, steps: turn.steps.slice(0, i), status: { kind: 'running' } } as const
      const by = { connection: lesser, model: 'rehearsal-1' }
      const ours = ask(settings, by, [...turns, then], 'kept')
      expect(ours.request.contextManagement).toBeUndefined()
      expect(ours.request.tools[0]).toHaveProperty('input_schema')
      told.push({ host: finished?.clearings ?? [], agent: ours.clearings })
    }
    turns.push(turn)
  }
  return told
}

const counts = (clearings: readonly Clearing[]) => clearings.map(({ kind, count }) => [kind, count])

describe('clearing by the agent, with a tool of our own', () => {
  it.each<[string, Partial<ContextEditing>]>([
    ['by number', { trigger: { kind: 'tool_uses', value: 3 } }],
    ['keeping more', { trigger: { kind: 'tool_uses', value: 4 }, keep: 3 }],
    ['keeping none', { trigger: { kind: 'tool_uses', value: 2 }, keep: 0 }],
    ['inputs too', { trigger: { kind: 'tool_uses', value: 2 }, clearToolInputs: true }],
  ])('is told as the host tells its own, request by request (%s)', async (_, change) => {
    const told = await chat({ ...OFF, enabled: true, keep: 1, ...change })
    for (const { host, agent } of told) expect(counts(agent)).toEqual(counts(host))
    expect(told.flatMap(({ host }) => host).length).toBeGreaterThan(3)
    // Only who did it differs, and that is told.
    expect(new Set(told.flatMap(({ agent }) => agent.map(({ by }) => by)))).toEqual(new Set(['agent']))
    expect(told.flatMap(({ host }) => host.map(({ by }) => by))).not.toContain('agent')
  })

  it('clears nothing of an excluded tool, as the host', async () => {
    const told = await chat({
      ...OFF,
      enabled: true,
      trigger: { kind: 'tool_uses', value: 1 },
      excludeTools: ['memory'],
    })
    expect(told.flatMap(({ host, agent }) => [...host, ...agent])).toEqual([])
  })
})
