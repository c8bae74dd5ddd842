/** What goes to each kind of host, whole: the flags, every field of the body, each tool, and where the marks of its cache stand. */
import { expect, it } from 'vitest'
import { betasOf } from '../../test/hosts/server.ts'
import { ask, everything, only, open, TYPED, WAYS } from '../../test/hosts/ways.ts'

const EDITS = [
  'context-management-2025-06-27',
  'compact-2026-01-12',
  'fine-grained-tool-streaming-2025-05-14',
]
const DROP = 'thinking-binding-controls-2026-08-01'
const ADAPTIVE = { type: 'adaptive', display: 'summarized' }
const DROPPING = { ...ADAPTIVE, block_binding: { prefix_mismatch_behavior: 'drop_block' } }
const HOUR = { type: 'ephemeral', ttl: '1h' }
const MINUTES = { type: 'ephemeral' }
const SCHEMA = { type: 'object', properties: {} }
const LONG = { max_tokens: 64_000, output_config: { effort: 'max' }, stream: true }
const CLEARING = {
  context_management: {
    edits: [
      { type: 'clear_thinking_20251015', keep: { type: 'thinking_turns', value: 2 } },
      { type: 'clear_tool_uses_20250919', keep: { type: 'tool_uses', value: 3 } },
      {
        type: 'compact_20260112',
        trigger: { type: 'input_tokens', value: 50_000 },
        instructions: 'Short.',
      },
    ],
  },
}

const search = (more: object) => ({ name: 'search', description: 'Looks.', input_schema: SCHEMA, ...more })
/** As hosts of Claude get it: tools and the system prompt with the mark. */
const claude = (mark: object, more: object = { eager_input_streaming: true }) => ({
  ...LONG,
  ...CLEARING,
  tools: [TYPED, search({ ...more, cache_control: mark })],
  system: [{ type: 'text', text: 'Be kind.', cache_control: mark }],
})
const local = {
  max_tokens: 8_192,
  stream: true,
  tools: [{ ...search({}), name: 'memory' }, search({})],
  system: [{ type: 'text', text: 'Be kind.' }],
}
/** Marks at blocks: the end of the request before, and the end of this one. */
const BOTH = [0, 2]

type Row = readonly [keyof typeof WAYS, string, readonly string[], object, readonly number[]]
const rows: readonly Row[] = [
  [
    'anthropic',
    'claude-sonnet-5-5',
    [...EDITS, DROP],
    {
      ...claude(HOUR),
      model: 'claude-sonnet-5-5',
      thinking: DROPPING,
      cache_control: HOUR,
      diagnostics: { previous_message_id: 'msg_0' },
    },
    [0],
  ],
  [
    'aws',
    'claude-sonnet-5-5',
    [...EDITS, DROP],
    { ...claude(HOUR), model: 'claude-sonnet-5-5', thinking: DROPPING, cache_control: HOUR },
    [0],
  ],
  [
    'mantle',
    'anthropic.claude-sonnet-5-5',
    EDITS,
    { ...claude(HOUR), model: 'anthropic.claude-sonnet-5-5', thinking: ADAPTIVE },
    BOTH,
  ],
  [
    'invoke',
    'global.anthropic.claude-sonnet-4-6',
    EDITS,
    {
      ...claude(MINUTES, {}),
      stream: undefined,
      thinking: ADAPTIVE,
      anthropic_version: expect.any(String),
      anthropic_beta: expect.any(Array),
    },
    BOTH,
  ],
  [
    'vertex',
    'claude-opus-5-5',
    EDITS,
    { ...claude(HOUR), thinking: ADAPTIVE, anthropic_version: expect.any(String) },
    BOTH,
  ],
  [
    'foundry',
    'claude-sonnet-5-5',
    [...EDITS, DROP],
    { ...claude(HOUR), model: 'claude-sonnet-5-5', thinking: DROPPING },
    BOTH,
  ],
  ['ollama', 'qwen3', [], { ...local, model: 'qwen3' }, []],
  ['vllm', 'qwen3', [], { ...local, model: 'qwen3' }, []],
  ['llamaCpp', 'local.gguf', [], { ...local, model: 'local.gguf' }, []],
]

it.each(rows)(
  '%s is asked for everything at once with exactly this',
  async (way, model, betas, body, marks) => {
    const { host, connection } = await open(WAYS[way])
    await using _ = host
    const request = everything(connection, model)
    await ask(connection, request)
    const asked = only(host)
    expect([...betasOf(asked)].sort()).toEqual([...betas].sort())
    const { messages, ...rest } = asked.body
    // Undefined where a field must not be: what came is JSON, which holds none.
    expect(rest).toEqual(body)
    expect(messages.flatMap(markedIn)).toEqual(marks)
    expect(JSON.parse(JSON.stringify(messages, withoutMarks))).toEqual(request.messages)
  },
)

function markedIn({ content }: { content: object[] }, i: number): readonly number[] {
  return content.some((block) => 'cache_control' in block) ? [i] : []
}

function withoutMarks(name: string, value: unknown): unknown {
  return name === 'cache_control' ? undefined : value
}
