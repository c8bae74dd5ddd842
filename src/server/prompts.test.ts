import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parsePrompt, readPrompts } from './prompts.ts'

const ROOT = join(import.meta.dirname, '../../prompts')

const file = (head: string, text = 'Hello: there\n---\nand so on\n') => `---\n${head}\n---\n${text}`
const HEAD = 'id: a\ntitle: A: b\nfor: Alice\ngroup: g\norder: 2'

describe('prompt files', () => {
  it('are read with their fields and their text as it stands', () => {
    expect(parsePrompt(file(HEAD), 'g/a.md')).toEqual({
      id: 'a',
      title: 'A: b',
      for: 'Alice',
      group: 'g',
      order: 2,
      teaches: '',
      expects: '',
      best: 'any',
      text: 'Hello: there\n---\nand so on',
    })
  })

  it('may have line ends of Windows', () => {
    expect(parsePrompt(file(HEAD, 'x\n').replaceAll('\n', '\r\n'), 'g/a.md')).toMatchObject({
      for: 'Alice',
      text: 'x',
    })
  })

  it.each([
    ['without its lines', 'Hello'],
    ['without an id', file('title: A\nfor: x\ngroup: g\norder: 1')],
    ['with an order that is no number', file(HEAD.replace('2', 'first'))],
  ])('are refused by name %s', (_, source) => {
    expect(() => parsePrompt(source, 'g/a.md')).toThrow(/^g\/a\.md: /)
  })
})

describe('the prompt library', () => {
  it('opens the example with the first prompt of each person, in the order of the story', () => {
    const { example, prompts } = readPrompts(ROOT)
    expect(example.map((chat) => chat.speaker)).toEqual(['Alice', 'John', 'Sam'])
    for (const chat of example) {
      expect(chat.draft).toBe(prompts.find((prompt) => prompt.for === chat.speaker)?.text)
    }
  })

  it('holds the default system prompt apart from those that people pick', () => {
    const { systemPrompt, prompts } = readPrompts(ROOT)
    expect(systemPrompt).toContain('/memories')
    expect(prompts.map((prompt) => prompt.text)).not.toContain(systemPrompt)
  })

  it('refuses a folder that is not there', () => {
    expect(() => readPrompts(join(ROOT, 'nothing'))).toThrow(/ENOENT/)
  })
})
