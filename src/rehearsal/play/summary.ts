import type { Block, Message } from '../wire.ts'
import { lastText, readSpeeches, SELF, type Speech } from './scene.ts'

/** Sayings that a summary keeps, newest last, and how long each may be. The one that is still to be answered is kept longer. */
const MOST_SAYINGS = 30
const LONGEST_SAYING = 400
const LONGEST_TASK = 4_000
const LONGEST_ANSWER = 600

const WRITTEN = 'Documents written: '
const READ = 'Documents read: '
const ANSWER = 'My last answer:'
const OPEN = 'Still to be answered: '
const NOBODY = 'Somebody'

/**
 * A conversation in short, by rules: who said what, which documents were written and read, and what is still to be
 * answered. Markdown for people, and enough for the rules to go on from: what goes on over lines is indented or quoted, so
 * that no line of it begins like one of the summary's own.
 */
export function summarise(messages: readonly Message[], instructions: string): string {
  const speeches = readSpeeches(messages)
  const open = messages.at(-1)?.role === 'assistant' ? undefined : speeches.at(-1)
  const sayings = open === undefined ? speeches : speeches.slice(0, -1)
  const { written, read } = documents(messages)
  const answer = lastText(messages)
  return [
    'Summary of the conversation so far, made by rules.',
    ...(instructions === '' ? [] : [`I was asked to: ${indented(instructions, LONGEST_SAYING)}`]),
    '',
    'What people said:',
    ...sayings.slice(-MOST_SAYINGS).map((saying) => `- ${line(saying, LONGEST_SAYING)}`),
    ...(written.length === 0 ? [] : ['', `${WRITTEN}${written.join(', ')}`]),
    ...(read.length === 0 ? [] : ['', `${READ}${read.join(', ')}`]),
    '',
    ANSWER,
    '',
    shortened(answer, LONGEST_ANSWER).replaceAll(/^/gm, '> '),
    ...(open === undefined ? [] : ['', `${OPEN}${line(open, LONGEST_TASK)}`]),
  ].join('\n')
}

/** What the rules read in place of a summary: what it says was said and done, as messages. */
export function recall(summary: string): readonly Message[] {
  const lines = summary.split('\n')
  const after = (label: string) => lines.find((one) => one.startsWith(label))?.slice(label.length) ?? ''
  const paths = (label: string) =>
    after(label)
      .split(', ')
      .filter((path) => path !== '')
  const sayings = lines.flatMap((one, at) => (one.startsWith('- ') ? [spoken(entry(lines, at, 2))] : []))
  const calls = [
    ...paths(READ).map((path) => call('view', path)),
    ...paths(WRITTEN).map((path) => call('create', path)),
  ]
  const openAt = lines.findIndex((one) => one.startsWith(OPEN))
  const open = openAt < 0 ? '' : entry(lines, openAt, OPEN.length)
  return [
    ...sayings,
    { role: 'assistant', content: [text(`${SELF}. ${answerIn(lines)}`), ...calls] },
    ...(open === '' ? [] : [spoken(open)]),
  ]
}

function line({ speaker, text }: Speech, longest: number): string {
  return `${speaker ?? NOBODY}: ${indented(text, longest)}`
}

function spoken(saying: string): Message {
  const [, who = NOBODY, words = saying] = /^(.*?): (.*)$/s.exec(saying) ?? []
  const speaker = who === NOBODY ? [] : [text(`<speaker>${who}</speaker>`)]
  return { role: 'user', content: [...speaker, text(words)] }
}

function shortened(words: string, longest: number): string {
  const lines = words.replaceAll('\r\n', '\n')
  return lines.length > longest ? `${lines.slice(0, longest)}…` : lines
}

/** Over several lines, all but the first below it. */
function indented(words: string, longest: number): string {
  return shortened(words, longest).replaceAll(/\n(?=.)/g, '\n  ')
}

/** What begins in a line, after its first `mark` signs, with the lines that belong to it. */
function entry(lines: readonly string[], at: number, mark: number): string {
  const rest = lines.slice(at + 1)
  const end = rest.findIndex((one) => one !== '' && !one.startsWith('  '))
  const below = rest.slice(0, end < 0 ? undefined : end).map((one) => one.slice(2))
  return [lines[at]?.slice(mark), ...below].join('\n').trimEnd()
}

function answerIn(lines: readonly string[]): string {
  const at = lines.indexOf(ANSWER)
  const quoted = lines.slice(at + 1).flatMap((one) => /^> ?(.*)$/.exec(one)?.[1] ?? [])
  return quoted.join('\n')
}

function documents(messages: readonly Message[]): { written: readonly string[]; read: readonly string[] } {
  const written = new Set<string>()
  const read = new Set<string>()
  for (const { content } of messages) {
    for (const block of content) {
      if (block.type !== 'tool_use') continue
      const { command, path, new_path: to } = block.input
      for (const one of [path, to]) {
        if (typeof one !== 'string' || !one.endsWith('.md') || one.includes(', ')) continue
        if (command === 'view') read.add(one)
        else written.add(one)
      }
    }
  }
  return { written: [...written].slice(-40), read: [...read].filter((path) => !written.has(path)).slice(-40) }
}

/** Recalled blocks were never sent, so nothing is bound to them. */
function text(words: string): Block {
  return { type: 'text', text: words, print: '' }
}

function call(command: string, path: string): Block {
  return { type: 'tool_use', id: '', name: 'memory', input: { command, path }, print: '' }
}
