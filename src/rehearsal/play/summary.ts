import type { Block, Message } from '../wire.ts'
import { lastText, readSpeeches, SELF, type Speech } from './scene.ts'

/** Sayings that a summary keeps, newest last, and how long each may be. The one that is still to be answered is kept longer. */
const MOST_SAYINGS = 30
const LONGEST_SAYING = 400
const LONGEST_TASK = 4_000
const LONGEST_ANSWER = 600

const WRITTEN = 'Documents written: '
const READ = 'Documents read: '
const ANSWER = 'My last answer: '
const OPEN = 'Still to be answered: '
const NOBODY = 'Somebody'

/**
 * A conversation in short, by rules: who said what, which documents were written and read, and what is still to be
 * answered. Plain text for people, and enough for the rules to go on from.
 */
export function summarise(messages: readonly Message[], instructions: string): string {
  const speeches = readSpeeches(messages)
  const open = messages.at(-1)?.role === 'assistant' ? undefined : speeches.at(-1)
  const sayings = open === undefined ? speeches : speeches.slice(0, -1)
  const { written, read } = documents(messages)
  const answer = lastText(messages)
  return [
    'Summary of the conversation so far, made by rules.',
    ...(instructions === '' ? [] : [`I was asked to: ${oneLine(instructions, LONGEST_SAYING)}`]),
    '',
    'What people said:',
    ...sayings.slice(-MOST_SAYINGS).map((saying) => `- ${line(saying, LONGEST_SAYING)}`),
    '',
    `${WRITTEN}${written.join(', ')}`,
    `${READ}${read.join(', ')}`,
    `${ANSWER}${oneLine(answer, LONGEST_ANSWER)}`,
    ...(open === undefined ? [] : [`${OPEN}${line(open, LONGEST_TASK)}`]),
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
  const sayings = lines.filter((one) => one.startsWith('- ')).map((one) => spoken(one.slice(2)))
  const calls = [
    ...paths(READ).map((path) => call('view', path)),
    ...paths(WRITTEN).map((path) => call('create', path)),
  ]
  const open = after(OPEN)
  return [
    ...sayings,
    { role: 'assistant', content: [text(`${SELF}. ${whole(after(ANSWER))}`), ...calls] },
    ...(open === '' ? [] : [spoken(open)]),
  ]
}

function line({ speaker, text }: Speech, longest: number): string {
  return `${speaker ?? NOBODY}: ${oneLine(text, longest)}`
}

function spoken(saying: string): Message {
  const [, who = NOBODY, words = saying] = /^(.*?): (.*)$/.exec(saying) ?? []
  const speaker = who === NOBODY ? [] : [text(`<speaker>${who}</speaker>`)]
  return { role: 'user', content: [...speaker, text(whole(words))] }
}

function oneLine(words: string, longest: number): string {
  const short = words.length > longest ? `${words.slice(0, longest)}…` : words
  return short.replace(/\r?\n/g, ' ⏎ ')
}

function whole(words: string): string {
  return words.replaceAll(' ⏎ ', '\n')
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
