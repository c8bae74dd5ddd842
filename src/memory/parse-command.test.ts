import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMemoryCommand } from './parse-command.ts'

function message(input: unknown): string {
  const parsed = parseMemoryCommand(input)
  if (parsed.ok) throw new Error(`It was taken: ${JSON.stringify(parsed.command)}`)
  return parsed.message
}

describe('parseMemoryCommand', () => {
  it.each([
    { command: 'view', path: '/memories' },
    { command: 'view', path: '/memories/a', view_range: [1, -1] },
    { command: 'create', path: '/memories/a', file_text: '' },
    { command: 'str_replace', path: '/memories/a', old_str: 'a', new_str: 'b' },
    { command: 'insert', path: '/memories/a', insert_line: 0, insert_text: 'x' },
    { command: 'delete', path: '/memories/a' },
    { command: 'rename', old_path: '/memories/a', new_path: '/memories/b' },
  ])('takes %j as it is', (input) => {
    expect(parseMemoryCommand(input)).toEqual({ ok: true, command: input })
  })

  it('takes a str_replace without new_str as a deletion, as documented', () => {
    expect(parseMemoryCommand({ command: 'str_replace', path: '/memories/a', old_str: 'x' })).toEqual({
      ok: true,
      command: { command: 'str_replace', path: '/memories/a', old_str: 'x', new_str: '' },
    })
  })

  it.each([undefined, null, 'view', 7, [], [{ command: 'view' }]])(
    'refuses %j, which is no object',
    (input) => {
      expect(message(input)).toContain('expected an object')
    },
  )

  it.each([undefined, 'VIEW', 'undo_edit', '', 1, 'constructor', '__proto__'])(
    'refuses the command %j and names those that there are',
    (command) => {
      expect(message({ command, path: '/memories' })).toContain(
        'one of view, create, str_replace, insert, delete, rename',
      )
    },
  )

  it('names every field that is missing or wrong at once', () => {
    const text = message({ command: 'insert', insert_line: '2', insert_text: 3, path: undefined, line: 1 })
    for (const field of ['`path` is missing', '`insert_line`', '`insert_text`', '`line`']) {
      expect(text).toContain(field)
    }
    expect(text).toContain('"2"')
  })

  it.each([0.5, '2', true, [], {}, Number.NaN])('refuses the line %j', (insert_line) => {
    expect(message({ command: 'insert', path: '/memories/a', insert_line, insert_text: '' })).toContain(
      '`insert_line` should be a whole number',
    )
  })

  it.each([[[1]], [[1, 2, 3]], [['1', '2']], ['1-2'], [[1.5, 2]], [5], [{}]])(
    'refuses the range %j',
    (view_range) => {
      expect(message({ command: 'view', path: '/memories/a', view_range })).toContain('two whole numbers')
    },
  )

  it.each([
    ['half of a character', '\ud800'],
    ['NUL', 'a\0b'],
  ])('refuses a text with %s', (words, file_text) => {
    expect(message({ command: 'create', path: '/memories/a', file_text })).toContain(words)
  })

  it('is not misled by fields that every object inherits', () => {
    const input: unknown = JSON.parse('{"command":"delete","path":"/memories/a","__proto__":{"path":"/x"}}')
    expect(message(input)).toContain('__proto__')
    expect(message(JSON.parse('{"command":"delete","__proto__":{"path":"/memories/a"}}'))).toContain(
      '`path` is missing',
    )
  })

  it('never throws, and answers in few words', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        const parsed = parseMemoryCommand(input)
        if (!parsed.ok) expect(parsed.message.length).toBeLessThan(2000)
      }),
    )
    const fields = fc.dictionary(
      fc.constantFrom('path', 'view_range', 'old_str', 'insert_line', 'file_text', 'x'),
      fc.anything(),
    )
    fc.assert(
      fc.property(fields, fc.constantFrom('view', 'create', 'insert', 'rename'), (input, command) => {
        expect(parseMemoryCommand({ ...input, command })).toHaveProperty('ok')
      }),
    )
  })
})
