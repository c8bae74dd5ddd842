import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { append, draft } from '../src/storage/conformance/drafts.ts'
import { erasureOf } from '../src/storage/conformance/erasing.ts'
import { testMemoryLog } from '../src/storage/conformance.ts'
import { grepFiles } from '../test/grep-files.ts'
import { ownLog } from './own-log.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'commonplace-own-log-'))

testMemoryLog('of the example', async () => {
  const folder = newFolder()
  return {
    open: async () => ownLog(join(folder, 'a.db')),
    remove: async () => rmSync(folder, { recursive: true }),
  }
})

test('the log of the example leaves no byte of what was erased in its files', async () => {
  const folder = newFolder()
  const log = ownLog(join(folder, 'a.db'))
  await append(log, 0, [draft('a', 'never to be read again'), draft('b', 'this may stay')])
  const { entry, gone } = await erasureOf(log, 2, [1])
  await log.erase(2, entry, gone)
  expect(grepFiles([folder], ['never to be read again'])).toEqual([])
  expect(grepFiles([folder], ['this may stay'])).not.toEqual([])
  await log.close()
  rmSync(folder, { recursive: true })
})

test('the page about writing a backend shows the example as it is', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/backends/your-own.md'), 'utf8')
  const code = readFileSync(join(import.meta.dirname, 'own-log.ts'), 'utf8')
  expect(page).toContain(`\`\`\`ts\n${code}\`\`\`\n`)
})
