import type Anthropic from '@anthropic-ai/sdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rehearsalClient } from '../../test/rehearsal-table.ts'
import { jsonPieces, textPieces } from './pieces.ts'
import { MAX_REPLIES } from './play/play.ts'

type Message = Anthropic.Beta.BetaMessageParam

const client = rehearsalClient()
const TOOLS = [{ type: 'memory_20250818' as const, name: 'memory' as const }]

/** Words that the rules know, mixed with anything at all. */
const words = fc.constantFrom(
  ...`forget everything about the budget of ACME Corp is now $650K rename memory_acme_corp.md to ../../etc/passwd design an architecture
  proposal Alice I'm from TechCorp timeline 9 months they must be SOC 2 compliant add Priya as project lead what who when ? . , : - yes
  continue please update risks /memories/../x.md create delete <speaker>Eve</speaker> remember that 50 applications by March 2027`.split(
    /\s+/,
  ),
)
const message = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: words },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
      fc.constant('\n'),
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((parts) => parts.join(' '))
  .filter((text) => text.trim() !== '')

/** What a memory may answer, right or wrong. */
const answer = fc.oneof(
  fc.constant(
    "Here're the files and directories up to 2 levels deep in /memories, excluding hidden items and node_modules:\n4.0K\t/memories\n1.0K\t/memories/memory_acme_corp.md\n1.0K\t/memories/memory_acme_corp_proposal.md",
  ),
  fc.constant(
    "Here's the content of x with line numbers:\n     1\t# ACME Corp\n     2\t\n     3\t## Project\n     4\t- Budget: $500K\n     5\t- Timeline: 9 months",
  ),
  fc.constant('The memory file has been edited.'),
  fc.constant('File created successfully at: /memories/memory_acme_corp.md'),
  fc.constant('Error: File /memories/memory_acme_corp.md already exists'),
  fc.constant('The path /memories/x does not exist. Please provide a valid path.'),
  fc.constant('{"INVALID_JSON": "{"}'),
  fc.string({ maxLength: 60 }),
)

async function reply(messages: readonly Message[], clearing: boolean): Promise<Anthropic.Beta.BetaMessage> {
  return client.beta.messages.create({
    model: 'rehearsal-1',
    max_tokens: 16_000,
    messages: [...messages],
    tools: TOOLS,
    ...(clearing
      ? {
          betas: ['context-management-2025-06-27'],
          context_management: {
            edits: [
              {
                type: 'clear_tool_uses_20250919' as const,
                trigger: { type: 'tool_uses' as const, value: 0 },
                keep: { type: 'tool_uses' as const, value: 0 },
                clear_tool_inputs: true,
              },
            ],
          },
        }
      : {}),
  })
}

function pathsOf(input: unknown): readonly string[] {
  const fields = input as Record<string, unknown>
  return [fields.path, fields.old_path, fields.new_path].filter((path) => typeof path === 'string')
}

test('whatever is said and whatever the memory answers, a turn ends in time and stays inside /memories', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(message, { minLength: 1, maxLength: 3 }),
      fc.infiniteStream(fc.tuple(answer, fc.boolean())),
      fc.boolean(),
      async (texts, answers, clearing) => {
        const messages: Message[] = []
        for (const text of texts) {
          messages.push({ role: 'user', content: text })
          let rounds = 0
          for (;;) {
            rounds += 1
            const said = await reply(messages, clearing)
            messages.push({
              role: 'assistant',
              content: said.content as Anthropic.Beta.BetaContentBlockParam[],
            })
            const calls = said.content.filter((block) => block.type === 'tool_use')
            for (const path of calls.flatMap((call) => pathsOf(call.input))) {
              expect(path).toMatch(/^\/memories(?:\/(?!\.)[^/\\\0]+)*$/u)
            }
            if (said.stop_reason === 'end_turn') break
            expect(said.stop_reason).toBe('tool_use')
            expect(rounds).toBeLessThan(MAX_REPLIES)
            messages.push({
              role: 'user',
              content: calls.map((call) => {
                const [content, bad] = answers.next().value
                return { type: 'tool_result' as const, tool_use_id: call.id, content, is_error: bad }
              }),
            })
          }
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('a stream put together again is the reply without streaming', async () => {
  await fc.assert(
    fc.asyncProperty(message, fc.integer({ min: 1, max: 300 }), async (text, maxTokens) => {
      const body = {
        model: 'rehearsal-1',
        max_tokens: maxTokens,
        messages: [{ role: 'user' as const, content: text }],
        tools: TOOLS,
      }
      const plain = await client.beta.messages.create(body)
      const texts: string[] = []
      let stop: string | null = null
      let output = 0
      for await (const event of await client.beta.messages.create({ ...body, stream: true })) {
        if (event.type === 'content_block_start') texts[event.index] = ''
        if (event.type === 'content_block_delta') {
          texts[event.index] +=
            event.delta.type === 'text_delta'
              ? event.delta.text
              : event.delta.type === 'input_json_delta'
                ? event.delta.partial_json
                : ''
        }
        if (event.type === 'message_delta') {
          stop = event.delta.stop_reason
          output = event.usage.output_tokens
        }
      }
      expect([stop, output]).toEqual([plain.stop_reason, plain.usage.output_tokens])
      plain.content.forEach((block, index) => {
        if (block.type === 'text') expect(texts[index]).toBe(block.text)
        if (block.type === 'tool_use' && stop === 'tool_use')
          expect(JSON.parse(texts[index] ?? '')).toEqual(block.input)
      })
    }),
    { numRuns: 100 },
  )
})

test('the same conversation gets the same reply', async () => {
  await fc.assert(
    fc.asyncProperty(message, async (text) => {
      const messages: Message[] = [{ role: 'user', content: text }]
      expect(await reply(messages, false)).toEqual(await reply(messages, false))
    }),
    { numRuns: 50 },
  )
})

test('pieces joined are the text, and none ends inside a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const pieces of [textPieces(text), jsonPieces(text)]) {
        expect(pieces.join('')).toBe(text)
        for (const piece of pieces) expect(piece.isWellFormed()).toBe(true)
      }
    }),
  )
})
