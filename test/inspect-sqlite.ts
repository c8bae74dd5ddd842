import { existsSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** Throws when SQLite finds the file damaged, or when words that were erased can be found in the bytes of its files. */
export function inspectSqlite(file: string, erased: readonly string[]): void {
  check(file)
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    if (!existsSync(path)) continue
    const bytes = readFileSync(path)
    for (const words of erased)
      if (bytes.includes(words)) throw new Error(`“${words}” was erased, and is in ${path}.`)
  }
}

function check(file: string): void {
  const database = new DatabaseSync(file)
  try {
    const integrity = database.prepare('PRAGMA integrity_check').all()
    if (integrity[0]?.integrity_check !== 'ok') throw new Error(`SQLite says: ${JSON.stringify(integrity)}`)
    const left = database.prepare('SELECT count(*) AS n FROM memory_erasure').get()
    if (left?.n !== 0)
      throw new Error('An erasure is still noted as not completed, though the log was opened.')
  } finally {
    database.close()
  }
}
