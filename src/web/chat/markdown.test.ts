import fc from 'fast-check'
import { lexer } from 'marked'
import { describe, expect, it } from 'vitest'
import type { BlockState, TurnState } from '../../workspace/events.ts'
import { answerOf, chatMarkdown, joined, quoted } from './markdown.ts'

const text = (words: string): BlockState => ({ kind: 'text', text: words, done: true })
const write: BlockState = {
  kind: 'tool',
  id: 'w',
  name: 'memory',
  input: '{"command":"create","path":"/memories/a.md","file_text":"a"}',
  progress: { kind: 'finished', result: { text: 'ok', isError: false, seen: [] } },
}
const turn: TurnState = {
  id: 't',
  number: 1,
  speaker: 'Alice',
  text: 'Keep *this*.',
  at: '2026-11-23T08:00:00.000Z',
  toolUsesBefore: 0,
  steps: [
    { step: 1, model: 'm', startedAt: '', blocks: [text('One moment.\n'), write], finished: null },
    { step: 2, model: 'm', startedAt: '', blocks: [text(''), text('Kept.')], finished: null },
  ],
  status: { kind: 'finished', outcome: { kind: 'answered' } },
  finishedAt: '',
}

describe('a quote', () => {
  it('is one block of Markdown, whatever is in it', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '#', '-', '*', '1', '.', '`') })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const words = lines.join('\n')
        fc.pre(words.trim() !== '')
        const blocks = lexer(quoted(words)).filter(({ type }) => type !== 'space')
        expect(blocks.map(({ type }) => type)).toEqual(['blockquote'])
      }),
    )
  })

  it('leaves the line on which one goes on, after what was there', () => {
    expect(joined('', quoted('a\n\nb'))).toBe('> a\n>\n> b\n\n')
    expect(joined('Well: ', quoted('a'))).toBe('Well:\n\n> a\n\n')
  })
})

describe('what was said', () => {
  it('is the answer as Claude wrote it, without what it did', () => {
    expect(answerOf(turn)).toBe('One moment.\n\nKept.')
  })

  it('is the whole chat with who spoke, and what Claude did', () => {
    const whole = chatMarkdown('Discovery', [turn, { ...turn, purpose: 'compaction', steps: [] }])
    expect(whole).toMatch(/^# Discovery\n\n## Alice, Nov 23, 2026/)
    expect(whole).toContain('Keep *this*.\n\n## Claude\n\nOne moment.\n\n*Wrote a.md*\n\nKept.')
    expect(whole).toMatch(/\n\n\*Alice had the conversation summed up, Nov 23, 2026[^*]*\*\n$/)
  })
})
