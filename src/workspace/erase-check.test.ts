import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { searchFiles } from './erase-check.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-check-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('searching the files', () => {
  it('finds words in any file below, as they are and as JSON writes them', async () => {
    mkdirSync(join(folder, 'a/.hidden'), { recursive: true })
    writeFileSync(
      join(folder, 'a/.hidden/x.bin'),
      Buffer.concat([Buffer.alloc(100), Buffer.from('say "héron" now')]),
    )
    writeFileSync(join(folder, 'b'), JSON.stringify({ inner: JSON.stringify({ text: 'say "héron" twice' }) }))
    writeFileSync(join(folder, 'c'), 'nothing')
    const check = await searchFiles([folder, join(folder, 'not there')], ['say "héron"'])
    expect(check.files).toBe(3)
    expect(check.found.map(({ file, count }) => [file.slice(basename(folder).length), count])).toEqual([
      ['/a/.hidden/x.bin', 1],
      ['/b', 1],
    ])
  })

  it('finds words that lie across two pieces, once each', async () => {
    const piece = 1 << 20
    const body = Buffer.alloc(3 * piece, 0x2e)
    const places = [0, piece - 3, 2 * piece - 1, 2 * piece + 50, 3 * piece - 6]
    for (const at of places) body.write('heron!', at)
    writeFileSync(join(folder, 'big'), body)
    const check = await searchFiles([join(folder, 'big')], ['heron!'])
    expect(check).toMatchObject({ files: 1, bytes: 3 * piece, found: [{ count: places.length }] })
  })
})
