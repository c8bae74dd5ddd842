import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partialInput } from './partial-input.ts'

describe('partialInput', () => {
  it('shows a text while it arrives', () => {
    expect(partialInput('{"command":"create","path":"/memories/a.md","file_text":"# Ali').fields).toEqual({
      command: 'create',
      path: '/memories/a.md',
      file_text: '# Ali',
    })
  })

  it.each([
    ['{"a":"x\\', 'x'],
    ['{"a":"x\\u12', 'x'],
    ['{"a":"x\\ud83d', 'x'],
    ['{"a":"x\\ud83d\\ude', 'x'],
    ['{"a":"x\\ud83d\\ude00', 'x😀'],
    ['{"a":"x\\n', 'x\n'],
    ['{"a":"x\\q', 'x'],
  ])('leaves out what dangles at the end of %j', (raw, text) => {
    expect(partialInput(raw).fields.a).toBe(text)
  })

  it('takes a number, a word and a range only when they are whole', () => {
    expect(partialInput('{"insert_line":1').fields).toEqual({})
    expect(partialInput('{"insert_line":12,').fields).toEqual({ insert_line: 12 })
    expect(partialInput('{"a":tru').fields).toEqual({})
    expect(partialInput('{"view_range":[1,2').fields).toEqual({ view_range: [1] })
    expect(partialInput('{"view_range":[1,20]').fields).toEqual({ view_range: [1, 20] })
  })

  it.each(['', ' ', '[', '"x', 'null', 'hello', '{', '{"a', '{"a"', '{"a":', '{,'])(
    'reads nothing from %j',
    (raw) => {
      expect(partialInput(raw)).toEqual({ fields: {}, complete: false })
    },
  )

  it('keeps what came before a break', () => {
    expect(partialInput('{"a":"x","b":nonsense,"c":"y"}')).toEqual({ fields: { a: 'x' }, complete: false })
    expect(partialInput('{"a":"x"} and more').complete).toBe(false)
  })

  it('survives deep nesting and a name that prototypes know', () => {
    expect(partialInput(`{"a":${'['.repeat(100_000)}`).complete).toBe(false)
    const { fields } = partialInput('{"__proto__":"x","constructor":"y"}')
    expect(Object.keys(fields)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype)
  })

  it('equals JSON.parse on a whole object', () => {
    fc.assert(
      fc.property(object(), fc.boolean(), (value, pretty) => {
        const raw = JSON.stringify(value, null, pretty ? 2 : 0)
        expect(partialInput(raw)).toEqual({ fields: JSON.parse(raw), complete: true })
      }),
    )
  })

  it('gives beginnings of the real texts for every beginning of the JSON, and they only grow', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), (value) => {
        const raw = JSON.stringify(value)
        const longest = new Map<string, number>()
        for (let length = 0; length <= raw.length; length++) {
          const { fields, complete } = partialInput(raw.slice(0, length))
          expect(complete).toBe(length === raw.length)
          for (const [name, text] of Object.entries(fields)) {
            if (typeof text !== 'string') throw new Error(`${name} is no text`)
            expect(value[name]?.startsWith(text)).toBe(true)
            expect(text.length).toBeGreaterThanOrEqual(longest.get(name) ?? 0)
            longest.set(name, text.length)
          }
        }
      }),
    )
  })

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.string(), (raw) => void partialInput(`{"a":${raw}`)))
  })
})

function object() {
  return fc.dictionary(
    fc.string({ unit: 'binary' }),
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.integer(), { maxLength: 3 }),
    ),
  )
}
