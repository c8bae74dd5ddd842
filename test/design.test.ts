import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const files = globSync('src/web/**/*.{ts,tsx,css}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.includes('.test.') && path !== 'src/web/style/tokens.css')
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

/** Sizes of letters, weights and times that are written where they are used. */
const LITERAL_CLASS = /\b(?:text-\[[\d.]+(?:px|rem)\]|font-\[\d+\]|tracking-\[[^\]]+\]|duration-\[[^\]]+\])/g
/** A size of letters in a style, where it is no share of the letters around it. */
const LITERAL_SIZE = /\bfont(?:-size|Size)?: ?['"`]?[\d.]+(?:px|rem)/g
/** A mask is no colour: black is where all is shown. */
const LITERAL_COLOUR =
  /(?<!mask-image: linear-gradient\([^;]*)#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3})\b(?![\w-])/gi

function found(pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([what]) => `${path} has ${what}`))
}

describe('the look of the interface', () => {
  it('has its sizes, weights and times in the tokens', () => {
    expect(found(LITERAL_CLASS)).toEqual([])
    expect(found(LITERAL_SIZE)).toEqual([])
  })

  it('has its colours in the tokens', () => {
    expect(found(LITERAL_COLOUR)).toEqual([])
  })
})
