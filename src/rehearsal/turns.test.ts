import type Anthropic from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { rehearsalClient } from '../../test/rehearsal-table.ts'

type Body = Anthropic.Beta.MessageCreateParamsNonStreaming

const MEMORY = { type: 'memory_20250818', name: 'memory' } as const

function ask(text: string, more: Partial<Body> = {}): Body {
  return {
    model: 'rehearsal-1',
    max_tokens: 1_000,
    messages: [{ role: 'user', content: text }],
    tools: [MEMORY],
    ...more,
  }
}

function textOf(message: Anthropic.Beta.BetaMessage): string {
  return message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('')
}

test('goes on where a cut answer ended', async () => {
  const client = rehearsalClient()
  const whole = textOf(await client.beta.messages.create(ask('Who are you?')))
  const cut = textOf(await client.beta.messages.create(ask('Who are you?', { max_tokens: 60 })))
  const rest = await client.beta.messages.create(
    ask('', {
      messages: [
        { role: 'user', content: 'Who are you?' },
        { role: 'assistant', content: cut },
        {
          role: 'user',
          content: `Your answer was cut off. It ended with:\n\n“${cut.slice(-120)}”\n\nPlease continue from there.`,
        },
      ],
    }),
  )
  expect(`${cut}${textOf(rest)}`.replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''))
})

test('goes on after the workspace’s own note that an answer was interrupted', async () => {
  const whole = textOf(await rehearsalClient().beta.messages.create(ask('Who are you?')))
  const part = whole.slice(0, 150)
  const rest = await rehearsalClient().beta.messages.create(
    ask('', {
      messages: [
        { role: 'user', content: 'Who are you?' },
        { role: 'assistant', content: `${part}\n\n(The answer was interrupted here.)` },
        { role: 'user', content: '(Please go on exactly where your answer was cut off.)' },
      ],
    }),
  )
  expect(`${part}${textOf(rest)}`.replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''))
})

test('says what it is once in a conversation, also when another model spoke before', async () => {
  const says = async (before: string) =>
    textOf(
      await rehearsalClient().beta.messages.create(
        ask('', {
          messages: [
            { role: 'user', content: 'Hello' },
            { role: 'assistant', content: before },
            { role: 'user', content: 'Hello again' },
          ],
        }),
      ),
    )
  expect(await says('Hello, I am Claude.')).toContain('not a language model')
  expect(await says('I am the rehearsal model: a program.')).not.toContain('not a language model')
})

test('looks again after a refusal, and then tries again', async () => {
  const view = (text: string) => `Here's the content of x with line numbers:\n${text}`
  const steps: Anthropic.Beta.BetaMessageParam[] = [
    { role: 'user', content: 'The budget of ACME Corp is now $650K.' },
  ]
  const commands: unknown[] = []
  for (const [content, isError] of [
    [
      "Here're the files and directories up to 2 levels deep in /memories:\n1.0K\t/memories\n1.0K\t/memories/memory_acme_corp.md",
      false,
    ],
    [view('     1\t# ACME Corp\n     2\t- Budget: $500K'), false],
    ['Error: The file /memories/memory_acme_corp.md was changed by Bob, after you last looked at it.', true],
    [view('     1\t# ACME Corp\n     2\t- Motto: faster\n     3\t- Budget: $550K'), false],
    ['The memory file has been edited.', false],
  ] as const) {
    const reply = await rehearsalClient().beta.messages.create(ask('', { messages: steps }))
    const call = reply.content.find((block) => block.type === 'tool_use')
    commands.push(call?.input)
    steps.push(
      { role: 'assistant', content: reply.content as Anthropic.Beta.BetaContentBlockParam[] },
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: call?.id ?? '', content, is_error: isError }],
      },
    )
  }
  expect(commands.map((command) => (command as { command: string }).command)).toEqual([
    'view',
    'view',
    'str_replace',
    'view',
    'str_replace',
  ])
  expect(commands.at(-1)).toMatchObject({ old_str: '- Budget: $550K' })
  const end = await rehearsalClient().beta.messages.create(ask('', { messages: steps }))
  expect(textOf(end)).toContain('was $550K')
})

test('says what the memory refused for good', async () => {
  const steps: Anthropic.Beta.BetaMessageParam[] = [
    { role: 'user', content: 'Our customer is Globex GmbH, budget is $1M.' },
  ]
  for (;;) {
    const reply = await rehearsalClient().beta.messages.create(ask('', { messages: steps }))
    const calls = reply.content.filter((block) => block.type === 'tool_use')
    if (calls.length === 0) {
      expect(textOf(reply)).toContain('Error: the disk is full')
      return
    }
    steps.push(
      { role: 'assistant', content: reply.content as Anthropic.Beta.BetaContentBlockParam[] },
      {
        role: 'user',
        content: calls.map((call) => ({
          type: 'tool_result',
          tool_use_id: call.id,
          content: 'Error: the disk is full',
          is_error: true,
        })),
      },
    )
  }
})
