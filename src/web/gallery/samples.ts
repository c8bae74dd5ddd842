/** What the page of components shows: made up, and in English, since only those who build the interface see it. */
import type { Failure, Outcome } from '../../agent/events.ts'
import type { TurnState } from '../../workspace/events.ts'
import type { ToolBlock } from '../chat/tool-call.ts'

const create = {
  command: 'create',
  path: '/memories/acme/plan.md',
  file_text: '# Plan\n\n- Budget: **$500K**\n- Nine months\n',
}
const replace = {
  command: 'str_replace',
  path: '/memories/acme/plan.md',
  old_str: '- Nine months',
  new_str: '- Twelve months\n- SOC 2',
}

function tool(id: string, input: object, progress: ToolBlock['progress']): ToolBlock {
  return { kind: 'tool', id, name: 'memory', input: JSON.stringify(input), progress }
}

const done = (text: string, isError = false): ToolBlock['progress'] => ({
  kind: 'finished',
  result: { text, isError, seen: [] },
})

/** A card in each state, with what state it is. */
export const TOOLS: readonly {
  readonly state: string
  readonly tool: ToolBlock
  readonly over: boolean
  readonly cleared: boolean
}[] = [
  {
    state: 'input arriving',
    over: false,
    cleared: false,
    tool: { ...tool('t1', create, { kind: 'arriving' }), input: JSON.stringify(create).slice(0, 92) },
  },
  { state: 'running', over: false, cleared: false, tool: tool('t2', replace, { kind: 'running' }) },
  {
    state: 'done',
    over: true,
    cleared: false,
    tool: tool('t3', create, done('File created successfully at: /memories/acme/plan.md')),
  },
  {
    state: 'failed',
    over: true,
    cleared: false,
    tool: tool('t4', replace, done('The text was not found in /memories/acme/plan.md.', true)),
  },
  { state: 'never carried out', over: true, cleared: false, tool: tool('t5', replace, { kind: 'ready' }) },
  {
    state: 'result cleared',
    over: true,
    cleared: true,
    tool: tool('t6', { command: 'view', path: '/memories/acme/plan.md' }, done('1 # Plan')),
  },
  {
    state: 'delete, done',
    over: true,
    cleared: false,
    tool: tool('t7', { command: 'delete', path: '/memories/acme/old.md' }, done('Deleted.')),
  },
  {
    state: 'rename, done',
    over: true,
    cleared: false,
    tool: tool(
      't8',
      { command: 'rename', old_path: '/memories/a.md', new_path: '/memories/b.md' },
      done('Renamed.'),
    ),
  },
]

export const TURN: TurnState = {
  id: 'turn_sample',
  number: 1,
  speaker: 'Alice',
  text: 'Hello',
  at: '2026-01-01T10:00:00.000Z',
  toolUsesBefore: 0,
  steps: [],
  status: { kind: 'running' },
  finishedAt: null,
}

/** Ways in which an answer ends otherwise than answered, beside the failures. */
export const ENDINGS: readonly Outcome[] = [
  { kind: 'stopped' },
  { kind: 'interrupted' },
  { kind: 'rounds', rounds: 30 },
  { kind: 'cut', by: 'max_tokens' },
  { kind: 'refused', category: 'cyber' },
  { kind: 'spent', message: 'The workspace may spend $20 a month.' },
]

export function failure(kind: Failure['kind']): Outcome {
  return {
    kind: 'failed',
    failure: { kind, message: 'What the host said of it.', retryable: false, requestId: 'req_sample' },
  }
}

export const MARKDOWN = `# A heading that may well be longer than one line

A paragraph with **strong**, *emphasised* and \`code\`, and [a link](https://example.com/).

## A second heading

- one thing
- another, with [ ] no task
  1. and a list in it

> What somebody said.

| Item | Share | Amount |
|---|---:|---:|
| Moving | 40 % | $200K |
| Reserve | 15 % | $75K |

\`\`\`ts
export const answer = 42
\`\`\`

- [x] done
- [ ] to do
`

export const DIFF = [
  { kind: 'same', text: '# Plan' },
  { kind: 'gap', text: '3 lines as before' },
  { kind: 'gone', text: '- Nine months' },
  { kind: 'new', text: '- Twelve months' },
] as const

export const COLOURS =
  'ground paper page sunken line line-strong ink ink-soft ink-faint accent accent-ink kraft manilla fresh good bad strong'.split(
    ' ',
  )
