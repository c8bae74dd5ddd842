import { describe, expect, it } from 'vitest'
import type { ToolResult } from '../../agent/events.ts'
import { lineCounts, type Phase, phaseOf, readCall, sentence, type ToolBlock } from './tool-call.ts'

const said = (input: unknown, phase: Phase) => sentence(readCall('memory', JSON.stringify(input)), phase)
const block = (progress: ToolBlock['progress']): ToolBlock => ({
  kind: 'tool',
  id: 't',
  name: 'memory',
  input: '',
  progress,
})
const result = (isError: boolean): ToolResult => ({ text: '', isError, seen: [] })

describe('a call in words', () => {
  it.each([
    [{}, 'Reaching for memory', 'Used memory'],
    [{ command: 'view', path: '/memories' }, 'Looking through memory', 'Looked through memory'],
    [{ command: 'view', path: '/memories/people/' }, 'Looking through people', 'Looked through people'],
    [{ command: 'view', path: '/memories/customer.md' }, 'Reading customer.md', 'Read customer.md'],
    [
      { command: 'view', path: '/memories/a.md', view_range: [3, 9] },
      'Reading a.md, lines 3 to 9',
      'Read a.md, lines 3 to 9',
    ],
    [
      { command: 'view', path: '/memories/a.md', view_range: [3, -1] },
      'Reading a.md, from line 3',
      'Read a.md, from line 3',
    ],
    [{ command: 'create', path: '/memories/x/a.md', file_text: 'a' }, 'Writing a.md', 'Wrote a.md'],
    [{ command: 'str_replace', path: '/memories/a.md' }, 'Changing a.md', 'Changed a.md'],
    [{ command: 'insert', path: '/memories/a.md' }, 'Adding to a.md', 'Added to a.md'],
    [{ command: 'delete', path: '/memories/a.md' }, 'Deleting a.md', 'Deleted a.md'],
    [
      { command: 'rename', old_path: '/memories/a.md', new_path: '/memories/b.md' },
      'Moving a.md to b.md',
      'Moved a.md to b.md',
    ],
    [
      { command: 'rename', old_path: '/memories/x/a.md', new_path: '/memories/x/y/a.md' },
      'Moving x/a.md to x/y/a.md',
      'Moved x/a.md to x/y/a.md',
    ],
  ])('says what %j does and did', (input, going, done) => {
    expect(said(input, 'going')).toBe(going)
    expect(said(input, 'done')).toBe(done)
  })

  it('says what could not be done and what was never done', () => {
    const input = { command: 'str_replace', path: '/memories/a.md' }
    expect(said(input, 'failed')).toBe('Could not change a.md')
    expect(said(input, 'dropped')).toBe('Did not change a.md')
  })

  it('names another tool as it is called', () => {
    expect(sentence(readCall('search', '{'), 'going')).toBe('Using search')
  })

  it('tells a growing document from its first letters', () => {
    const call = readCall('memory', '{"command":"create","path":"/memories/a.md","file_text":"one\\ntw')
    expect(call).toEqual({ kind: 'create', path: '/memories/a.md', text: 'one\ntw' })
    expect(lineCounts(call)).toEqual({ added: 2, removed: 0 })
  })

  it('knows no new text of a change before it begins to arrive', () => {
    expect(readCall('memory', '{"command":"str_replace","path":"/memories/a.md","old_str":"x')).toMatchObject(
      { old: 'x', text: null },
    )
  })
})

describe('the phase of a call', () => {
  it('ends with its result, and with the turn when there is none', () => {
    expect(phaseOf(block({ kind: 'arriving' }), false)).toBe('going')
    expect(phaseOf(block({ kind: 'running' }), true)).toBe('dropped')
    expect(phaseOf(block({ kind: 'finished', result: result(false) }), false)).toBe('done')
    expect(phaseOf(block({ kind: 'finished', result: result(true) }), true)).toBe('failed')
  })
})
