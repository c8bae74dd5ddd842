import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldCase, isUnder, nameOf, parentOf, parseMemoryPath, printable } from './path.ts'

describe('parseMemoryPath', () => {
  it.each(['/memories', '/memories/', '/memories/.', '/memories/./'])('reads %j as the root', (raw) => {
    expect(parseMemoryPath(raw)).toEqual({ ok: true, path: '/memories', isRoot: true })
  })

  it.each([
    ['/memories/a.md', '/memories/a.md'],
    ['/memories/a/', '/memories/a'],
    ['/memories/team/Kündigung 2026.md', '/memories/team/Kündigung 2026.md'],
    ['/memories/メモ.md', '/memories/メモ.md'],
    ['/memories/__proto__', '/memories/__proto__'],
    ['/memories/constructor', '/memories/constructor'],
    ['/memories/100%.md', '/memories/100%.md'],
    ['/memories/\u2764\ufe0f.md', '/memories/\u2764\ufe0f.md'],
  ])('takes %j', (raw, path) => {
    expect(parseMemoryPath(raw)).toEqual({ ok: true, path, isRoot: false })
  })

  it.each([
    '',
    '/',
    'memories/a',
    '..',
    '/memories/../x',
    '/memories/\u3164',
    '/memories/\u2800.md',
    '/memories/a\ufe0f.md',
    '/memories/a\u034f.md',
    '/memories/1\ufe0f',
    '/memories/a/../../x',
    '/memories/a/..',
    '/memories/%2e%2e/x',
    '%252e%252e%252f',
    '/memories/%252e%252e%252fx',
    '..%2f',
    '..\\x',
    '/memories\\..\\x',
    '/memories//..//x',
    '/memories//x',
    '/memories/./../x',
    '/memories/./x',
    '/memoriesfoo',
    '/memoriesX/a.md',
    '/memories-evil/x',
    '/MEMORIES/x',
    '/memories/ /../x',
    '/memories/ ',
    '/memories/.. /x',
    '/memories/a\0b',
    `/memories/${'a'.repeat(256)}`,
    `/memories/${'a/'.repeat(1000)}b`,
    `/memories/${'x'.repeat(65_536)}`,
    'C:\\x',
    '\\\\host\\share',
    '/proc/self/environ',
    '/dev/zero',
    '/memories/CON',
    '/memories/con.md',
    '/memories/x.',
    '/memories/x ',
    '/memories/ x',
    '/memories/a\nb',
    '/memories/a\tb',
    '/memories/a\r',
    '/memories/note.md\u202e',
    '/memories/a\u200bb',
    '/memories/\ufeffa',
    '/memories/a\u2028b',
    '/memories/a∕b',
    '/memories/a／b',
    '/memories/‥/x',
    '/memories/..;/x',
    '/memories/\ud800',
    '/memories/cafe\u0301.md',
    '/memories/.hidden',
    '/memories/a/.tmp-1',
    '/memories/node_modules/x',
    '/memories/a:b',
    '/memories/a|b',
    'file:///memories/a',
    '~/memories',
  ])('refuses %j with words', (raw) => {
    const parsed = parseMemoryPath(raw)
    expect(parsed.ok).toBe(false)
    if (!parsed.ok) {
      expect(parsed.message).toMatch(/^The path .* is not valid: .+\.$/u)
      expect(parsed.message.split('\n')).toHaveLength(1)
      expect(parsed.message.length).toBeLessThan(2000)
    }
  })

  it('never throws, and what it takes is already in its final form', () => {
    const nasty = fc.constantFrom(
      '/',
      '.',
      '..',
      '%2e',
      '\\',
      ' ',
      '\0',
      '\u202e',
      'a',
      'é',
      'CON',
      '\ud800',
      '~',
      ':',
    )
    const raw = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(nasty).map((parts) => `/memories/${parts.join('')}`),
    )
    fc.assert(
      fc.property(raw, (text) => {
        const parsed = parseMemoryPath(text)
        if (!parsed.ok) return
        expect(parseMemoryPath(parsed.path)).toEqual(parsed)
        expect(parsed.isRoot || isUnder(parsed.path, '/memories')).toBe(true)
        expect(parsed.path.split('/').slice(2)).not.toContain('..')
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the parts of a path', () => {
  it('names the parent and the last name', () => {
    expect(parentOf('/memories/a/b.md')).toBe('/memories/a')
    expect(parentOf('/memories')).toBe('/memories')
    expect(nameOf('/memories/a/b.md')).toBe('b.md')
  })

  it('does not take a common beginning for a directory', () => {
    expect(isUnder('/memories/ab', '/memories/a')).toBe(false)
    expect(isUnder('/memories/a/b', '/memories/a')).toBe(true)
  })

  it('folds names together that one disk would hold as one', () => {
    expect(foldCase('/memories/Straße.md')).toBe(foldCase('/memories/STRASSE.md'))
    expect(foldCase('/memories/a.md')).not.toBe(foldCase('/memories/b.md'))
  })

  it('writes out what could forge a line', () => {
    expect(printable('a\nb\u202e')).toBe('a\\u{a}b\\u{202e}')
  })
})
