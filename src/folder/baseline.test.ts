import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBaseline } from './baseline.ts'

const entry = (sha256: string, version = 1) => ({ document: 'doc_1', version, sha256 })

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-baseline-'))
  path = join(folder, 'data', 'working-copy.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the baseline', () => {
  it('is there again when it is opened again, changes and deletions included', () => {
    const first = openBaseline(path, '/m')
    first.set('a.md', entry('one'))
    first.set('a.md', entry('two', 2), 'print')
    first.set('b.md', entry('one'))
    first.delete('b.md')
    const again = openBaseline(path, '/m')
    expect([...again.files()]).toEqual(['a.md'])
    expect(again.get('a.md')).toEqual({ document: 'doc_1', version: 2, sha256: 'two', print: 'print' })
  })

  it('finds files by text, as the texts are now', () => {
    const baseline = openBaseline(path, '/m')
    baseline.set('a.md', entry('one'))
    baseline.set('b.md', entry('one'))
    baseline.set('a.md', entry('two', 2))
    expect(baseline.withText('one')).toEqual(['b.md'])
    expect(baseline.withText('two')).toEqual(['a.md'])
    baseline.delete('b.md')
    expect(baseline.withText('one')).toEqual([])
  })

  it('of another folder counts as none', () => {
    openBaseline(path, '/m').set('a.md', entry('one'))
    expect(openBaseline(path, '/elsewhere').size).toBe(0)
  })

  it('is read as far as it goes when a crash has cut its last line', () => {
    openBaseline(path, '/m').set('a.md', entry('one'))
    appendFileSync(path, '{"file":"b.md","ba')
    expect([...openBaseline(path, '/m').files()]).toEqual(['a.md'])
  })

  it('does not grow without end, and writes nothing when nothing changed', () => {
    const baseline = openBaseline(path, '/m')
    for (let version = 1; version <= 5000; version++) baseline.set('a.md', entry('one', version))
    const lines = () => readFileSync(path, 'utf8').split('\n').length
    const before = lines()
    expect(before).toBeLessThan(1100)
    baseline.set('a.md', entry('one', 5000))
    expect(lines()).toBe(before)
  })
})
