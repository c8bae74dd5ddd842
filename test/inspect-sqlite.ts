import { existsSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { writtenText } from './written-text.ts'

/** Throws when SQLite finds the file damaged, or when a text that was erased can be found in the bytes of its files. */
export async function inspectSqlite(file: string): Promise<void> {
  const erased = check(file)
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    if (!existsSync(path)) continue
    const bytes = readFileSync(path)
    for (const document of erased) {
      const words = writtenText(document).split('\n')[0] ?? ''
      if (bytes.includes(words)) throw new Error(`What ${document} said was erased, and is in ${path}.`)
    }
  }
}

/** The documents of which something was erased. */
function check(file: string): readonly string[] {
  const database = new DatabaseSync(file)
  try {
    const integrity = database.prepare('PRAGMA integrity_check').all()
    if (integrity[0]?.integrity_check !== 'ok') throw new Error(`SQLite says: ${JSON.stringify(integrity)}`)
    const left = database.prepare('SELECT count(*) AS n FROM memory_erasure').get()
    if (left?.n !== 0)
      throw new Error('An erasure is still noted as not completed, though the log was opened.')
    const rows = database
      .prepare('SELECT changes FROM memory_commit WHERE erased_by IS NOT NULL')
      .all()
      .map(({ changes }): readonly { readonly document: string }[] => JSON.parse(String(changes)))
    return rows.flatMap((changes) => changes.map(({ document }) => document))
  } finally {
    database.close()
  }
}
