import { describe, expect, it } from 'vitest'
import { connectAnthropic } from '../claude/anthropic.ts'
import { capabilitiesOf } from '../claude/models-capabilities.ts'
import type { ChatSettings, StepState } from './events.ts'
import type { OpenHost } from './hosts.ts'
import { answererFor, type HostSource } from './turn-input.ts'

function open(id: string, model: string): OpenHost {
  const connection = {
    ...connectAnthropic({ apiKey: 'sk-ant-test', baseURL: 'http://127.0.0.1:9' }),
    host: id,
  }
  const models = [model, 'claude-haiku-5-5'].map((each) => ({
    id: each,
    name: each,
    capabilities: capabilitiesOf({ kind: 'anthropic', model: each, today: '2026-11-29' }),
  }))
  const state = { id, kind: 'server', name: id, available: true, model, because: 'A test.', models } as const
  return { connection, state }
}

const own = open('anthropic', 'claude-sonnet-5-5')
const other = open('server-lab', 'claude-opus-5-5')
const source: HostSource = { host: () => own, hostNamed: (id) => (id === 'server-lab' ? other : null) }

function answers(
  change: Partial<ChatSettings>,
  turns: { readonly steps: readonly StepState[] }[] = [],
): string {
  const settings = { speaker: 'Alice', systemPrompt: null, model: null, contextEditing: null, ...change }
  const { connection, model } = answererFor(source, { settings }, turns)
  return `${connection.host} ${model}`
}

function switched(because: 'refusal' | 'failure') {
  const to = { host: 'server-lab', model: 'claude-opus-5-5' }
  const from = { host: 'anthropic', model: 'claude-sonnet-5-5' }
  const failure = { kind: 'busy', message: 'Busy.', retryable: true } as const
  const why = because === 'refusal' ? { kind: because } : { kind: because, failure }
  const step = { step: 1, model: to.model, host: to.host, startedAt: '', blocks: [], finished: null }
  return [{ steps: [{ ...step, switched: { from, to, because: why } }] }]
}

describe('who answers in a chat', () => {
  it('is what the workspace is set to, unless the chat has chosen', () => {
    expect(answers({})).toBe('anthropic claude-sonnet-5-5')
    expect(answers({ host: 'anthropic', model: 'claude-haiku-5-5' })).toBe('anthropic claude-haiku-5-5')
    expect(answers({ host: 'server-lab' })).toBe('server-lab claude-opus-5-5')
  })

  it('is the default of the host when it does not offer the model', () => {
    expect(answers({ host: 'server-lab', model: 'gone' })).toBe('server-lab claude-opus-5-5')
  })

  it('is nobody when the host is gone: no other one is asked, and the turn says why', () => {
    const settings = {
      speaker: 'Alice',
      systemPrompt: null,
      model: 'm',
      contextEditing: null,
      host: 'server-gone',
    }
    const { connection, model } = answererFor(source, { settings }, [])
    const request = { model, system: '', messages: [], tools: [] }
    expect(connection.host).toBe('server-gone')
    expect(() => connection.stream(request, new AbortController().signal)).toThrow('is not set up any more')
  })

  it('stays with the fallback after the chosen model declined, until people choose another', () => {
    expect(answers({}, switched('refusal'))).toBe('server-lab claude-opus-5-5')
    expect(answers({}, switched('failure'))).toBe('anthropic claude-sonnet-5-5')
    expect(answers({ model: 'claude-haiku-5-5' }, switched('refusal'))).toBe('anthropic claude-haiku-5-5')
  })
})
