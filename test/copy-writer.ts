/**
 * A process that writes documents to a memory in SQLite that has a working copy: `node test/copy-writer.ts <folder> <name> <count>`. Prints the path of each,
 * and what its text is made of, as soon as Claude would be told that it was written. Edits some of them later.
 */
import { join } from 'node:path'
import { openDatabase } from '../src/database/open.ts'
import { openWorkingCopy } from '../src/folder/working-copy.ts'
import { openMemory } from '../src/memory/memory.ts'
import { sqliteLog } from '../src/storage/sqlite.ts'
import { writtenText } from './written-text.ts'

const [folder = '', name = 'w', count = '1'] = process.argv.slice(2)
const memory = await openMemory(sqliteLog(await openDatabase(join(folder, 'a.db'))))
let ids = 0
const copy = await openWorkingCopy({
  memory,
  folder: join(folder, 'memories'),
  state: join(folder, 'working-copy.jsonl'),
  now: () => new Date(),
  newId: () => `${name}${++ids}`,
  notify: () => {},
})
for (let i = 0; i < Number(count); i++) {
  // Every third is an edit of the one before.
  const which = i % 3 === 2 ? i - 1 : i
  const path = `/memories/${name}/d${which}.md`
  const made = `${name}_${i}`
  const by = { actor: { kind: 'claude', onBehalfOf: 'Alice' }, reader: `chat:${name}` } as const
  const { isError, commit = 0 } = await memory.run(
    { command: 'create', path, file_text: writtenText(made) },
    by,
  )
  if (isError) throw new Error(`${path} was refused.`)
  await copy.settled(commit)
  process.stdout.write(`${JSON.stringify({ path, made })}\n`)
}
await copy.close()
await memory.close()
