import { describe, expect, it } from 'vitest'
import { createReplyReader, type Reply } from './reply.ts'
import { type Content, hello, reply, replyEvents, run } from './turn-for-tests.ts'

/** Reads the events as one reply. */
function read(events: readonly unknown[], summing = false): Reply {
  const reader = createReplyReader(1, new Set(), summing)
  for (const event of events) reader.take(event)
  const end = reader.end()
  if (end.kind !== 'whole') throw new Error(`Expected a whole reply, got ${JSON.stringify(end)}.`)
  return end.reply
}

/** The same reply, with more in its first event. */
function starting(
  more: object,
  content: readonly Content[] = [hello],
  last: object = {},
): readonly unknown[] {
  const [start, ...rest] = replyEvents(content, 'end_turn', last)
  return [{ ...start, message: { ...(start?.message as object), ...more } }, ...rest]
}

describe('thinking in a reply', () => {
  it('is kept with its signature, also when nothing of it is shown', async () => {
    const hidden: Content = { type: 'thinking', thinking: '', signature: 'sig' }
    expect(read(replyEvents([hidden, hello])).blocks[0]).toEqual({
      kind: 'thinking',
      text: '',
      signature: 'sig',
    })
    const { events } = await run({ answers: [reply([hidden, hello])] })
    expect(events.find(({ type }) => type === 'block.finished')).toMatchObject({ signature: 'sig' })
  })

  it('may come whole, and counts as one with what is redacted', () => {
    const whole = { type: 'thinking', thinking: 'Hm.', signature: 'sig' }
    const redacted = { type: 'redacted_thinking', data: 'x' }
    const events = [
      { type: 'content_block_start', index: 0, content_block: whole },
      { type: 'content_block_stop', index: 0 },
      { type: 'content_block_start', index: 1, content_block: redacted },
      { type: 'content_block_stop', index: 1 },
      ...replyEvents([]).slice(-2),
    ]
    expect(read(events).blocks).toEqual([
      { kind: 'thinking', text: 'Hm.', signature: 'sig' },
      { kind: 'opaque', raw: redacted },
    ])
  })
})

describe('a summary in a reply', () => {
  it('comes in one piece by threshold, with what seals it', () => {
    const summary: Content = { type: 'compaction', content: 'All of it.', encrypted_content: 'enc' }
    const [first] = read(replyEvents([summary, hello])).blocks
    expect(first).toEqual({ kind: 'compaction', text: 'All of it.', raw: summary })
  })

  it('comes whole on demand, signed', () => {
    const block = { type: 'compaction', content: 'All of it.', encrypted_content: null, signature: 'sig' }
    const events = [
      { type: 'content_block_start', index: 0, content_block: block },
      { type: 'content_block_stop', index: 0 },
      ...replyEvents([], 'compaction').slice(-2),
    ]
    expect(read(events)).toMatchObject({
      stop: 'compaction',
      blocks: [{ kind: 'compaction', text: 'All of it.', raw: block }],
    })
  })

  it('may have failed, which is no summary', () => {
    const failed: Content = { type: 'compaction', content: null, encrypted_content: null }
    expect(read(replyEvents([failed, hello])).blocks[0]).toMatchObject({ kind: 'compaction', text: '' })
  })

  it('is what is said when it was asked for in words', () => {
    expect(read(replyEvents([hello]), true).blocks).toEqual([
      { kind: 'compaction', text: hello.text, raw: null },
    ])
  })
})

describe('what a host says beside the words', () => {
  it('holds thinking, the hour of the cache, and the passes that summed up, which are paid for', () => {
    const pass = (type: string, input: number, output: number) => ({
      type,
      input_tokens: input,
      output_tokens: output,
      cache_read_input_tokens: 1_000,
      cache_creation_input_tokens: 500,
      cache_creation: { ephemeral_1h_input_tokens: 500, ephemeral_5m_input_tokens: 0 },
    })
    const usage = {
      ...pass('', 23_000, 1_000),
      output_tokens_details: { thinking_tokens: 700 },
      iterations: [pass('compaction', 180_000, 3_500), pass('message', 23_000, 1_000)],
    }
    expect(read(starting({ usage }, [hello], { usage: { output_tokens: 1_000 } })).usage).toEqual({
      input: 203_000,
      output: 4_500,
      cacheRead: 2_000,
      cacheWrite: 1_000,
      cacheWriteHour: 1_000,
      thinking: 700,
      compaction: { input: 181_500, output: 3_500 },
      context: 24_500,
    })
  })

  it.each([
    [
      { type: 'system_changed', cache_missed_input_tokens: 900 },
      { kind: 'system', tokens: 900 },
    ],
    [
      { type: 'messages_changed', cache_missed_input_tokens: 1 },
      { kind: 'messages', tokens: 1 },
    ],
    [{ type: 'unavailable' }, { kind: 'unknown', tokens: null }],
    [null, undefined],
  ])('tells why the cache was missed: %j', (cache_miss_reason, expected) => {
    expect(read(starting({ diagnostics: { cache_miss_reason } })).cacheMiss).toEqual(expected)
  })

  it('counts the thinking that was left out, as the last event has it', () => {
    const dropped = {
      type: 'thinking_dropped',
      path: 'messages.1.content.0',
      reason: 'prefix_binding_mismatch',
    }
    const allowed = { ...dropped, type: 'thinking_mismatch_allowed' }
    expect(read(starting({ input_transformations: [dropped, allowed, dropped] })).thinkingDropped).toBe(2)
    expect(
      read(starting({ input_transformations: [dropped] }, [hello], { input_transformations: [] }))
        .thinkingDropped,
    ).toBe(0)
    expect(read(starting({}))).not.toHaveProperty('thinkingDropped')
  })
})
