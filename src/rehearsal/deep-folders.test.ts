import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openTable, type Table } from '../../test/rehearsal-table.ts'

const DEEP = 'customers/2026/north/acme.md'

/** A table whose memory has documents below the two levels that a listing shows. */
async function deepTable(): Promise<Table> {
  const table = await openTable()
  const documents = [
    [DEEP, '# ACME Corp\n\n## Project\n\n- Budget: $500K\n'],
    ['recipes/sweet/cakes/lemon.md', '# Lemon cake\n\n- Bake for 40 minutes\n'],
    ['readme.md', '# About\n\n- Customers lie in a folder of their own\n'],
  ] as const
  for (const [path, text] of documents) {
    await mkdir(dirname(join(table.folder, path)), { recursive: true })
    await writeFile(join(table.folder, path), text)
  }
  return table
}

test.each([
  ['What do you know about ACME Corp?', '> - Budget: $500K'],
  ['Show me acme.md', '- Budget: $500K'],
  ['How long does the lemon cake bake?', '> - Bake for 40 minutes'],
])('a document below what the listing shows is looked for and found: %s', async (text, line) => {
  const table = await deepTable()
  const { last, calls } = await table.say('Alice', text)
  expect(last).toContain(line)
  expect(calls.every(({ command }) => command === 'view')).toBe(true)
})

test('the folder whose name is spoken of is looked into first', async () => {
  const table = await deepTable()
  const { calls } = await table.say('Alice', 'Show me acme.md of our customers')
  expect(calls.map(({ path }) => path).slice(0, 3)).toEqual([
    '/memories',
    '/memories/customers/2026',
    `/memories/${DEEP}`,
  ])
})

test('all documents are counted, also those that lie deep', async () => {
  const { last } = await (await deepTable()).say('Alice', 'List the documents in memory.')
  expect(last).toContain('The memory holds 3 documents')
  expect(last).toContain(`- \`/memories/${DEEP}\``)
})

test.each([
  ['The budget of ACME Corp is now $650K.', '- Budget: $650K (was $500K'],
  ['Please add to acme.md that Olaf tests it', '- Olaf tests it'],
])('what is told goes into the document that lies deep: %s', async (text, line) => {
  const table = await deepTable()
  await table.say('Alice', text)
  expect(await table.file(DEEP)).toContain(line)
  expect(await table.files()).toHaveLength(3)
})

test('a folder of which the listing shows that it is empty is not looked into', async () => {
  const table = await openTable()
  await mkdir(join(table.folder, 'drafts'))
  const { calls } = await table.say('Alice', 'Hello')
  expect(calls.map(({ path }) => path)).toEqual(['/memories'])
})

test('renames and forgets what lies deep', async () => {
  const table = await deepTable()
  await table.say('Alice', 'rename acme.md to customers/acme.md')
  await table.say('Alice', 'delete lemon.md')
  expect(await table.files()).toEqual(['customers/acme.md', 'readme.md'])
})

test('does not look into folders when what is spoken of lies in sight', async () => {
  const table = await deepTable()
  const { calls } = await table.say('Alice', 'Show me readme.md')
  expect(calls.map(({ path }) => path)).toEqual(['/memories', '/memories/readme.md'])
})

test('of two documents with one name it says which there are', async () => {
  const table = await deepTable()
  await writeFile(join(table.folder, 'acme.md'), '# ACME\n')
  await mkdir(join(table.folder, 'old'))
  await writeFile(join(table.folder, 'old', 'plan.md'), '# A\n')
  await mkdir(join(table.folder, 'new'))
  await writeFile(join(table.folder, 'new', 'plan.md'), '# B\n')
  const { last } = await table.say('Alice', 'Show me plan.md')
  expect(last).toMatch(/`\/memories\/new\/plan\.md` and `\/memories\/old\/plan\.md`/)
})
