import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTick } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { printOf } from './look.ts'
import { replaceFile } from './replace.ts'

const printAt = (path: string) => printOf(lstatSync(path, { bigint: true }))

/** Replaces `a.md` by "ours"; `meanwhile` runs as soon as the new text can be read, before the call has ended. */
async function replaced(before: string | null, meanwhile: (path: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-replace-'))
  const path = join(folder, 'a.md')
  if (before !== null) writeFileSync(path, before)
  let ids = 0
  let ended = false
  const call = replaceFile(
    folder,
    'a.md',
    before === null ? null : printAt(path),
    'ours',
    { document: 'doc', version: 1 },
    () => `id${++ids}`,
  ).finally(() => {
    ended = true
  })
  while (!existsSync(path) || readFileSync(path, 'utf8') !== 'ours') await nextTick()
  expect(ended).toBe(false)
  meanwhile(path)
  const outcome = await call
  const print = printAt(path)
  rmSync(folder, { recursive: true })
  return { outcome, print }
}

describe('a file put in the place of another', () => {
  it.each([
    ['of a file', 'theirs'],
    ['of nothing', null],
  ])('has its own print, in the place %s', async (_, before) => {
    const { outcome, print } = await replaced(before, () => {})
    expect(outcome).toMatchObject({ kind: 'done', print })
  })

  it.each([
    ['of a file', 'theirs'],
    ['of nothing', null],
  ])('is not taken for what somebody wrote into it at once, in the place %s', async (_, before) => {
    const { outcome, print } = await replaced(before, (path) => appendFileSync(path, ' and theirs'))
    expect(outcome.kind).toBe('done')
    expect(outcome.kind === 'done' && outcome.print?.text).not.toBe(print.text)
  })
})
