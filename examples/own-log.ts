import { DatabaseSync } from 'node:sqlite'
import { type Entry, type Gone, HeadMoved, type MemoryLog, type SealedCommit } from 'commonplace/memory'

const TABLES = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS entry (number INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS body (document TEXT, version INTEGER, text TEXT, PRIMARY KEY (document, version));`

/** A log in two tables of its own. */
export function ownLog(file: string): MemoryLog {
  const db = new DatabaseSync(file, { timeout: 5000 })
  db.exec(TABLES)
  const heads = db.prepare('SELECT coalesce(max(number), 0) AS head FROM entry')
  const page = db.prepare('SELECT number, body FROM entry WHERE number > ? ORDER BY number LIMIT 500')
  const textOf = db.prepare('SELECT text FROM body WHERE document = ? AND version = ?')
  const putCommit = db.prepare('INSERT OR REPLACE INTO entry VALUES (?, ?)')
  const putText = db.prepare('INSERT INTO body VALUES (?, ?, ?)')
  const dropText = db.prepare('DELETE FROM body WHERE document = ? AND version = ?')
  const head = () => Number(heads.get()?.head)
  const put = (commit: SealedCommit) => putCommit.run(commit.number, JSON.stringify(commit))

  // The one hard thing: all or none, and only if the head is where the writer believes it to be.
  const write = (expected: number, entries: readonly Entry[], gone?: Gone) => {
    db.exec('BEGIN IMMEDIATE')
    try {
      if (head() !== expected) throw new HeadMoved(expected, head())
      for (const { commit, texts } of entries) {
        put(commit)
        for (const { document, text } of texts) putText.run(document, commit.number, text)
      }
      for (const commit of gone?.commits ?? []) put(commit)
      for (const { document, version } of gone?.texts ?? []) dropText.run(document, version)
      db.exec('COMMIT')
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    }
  }

  return {
    head: async () => head(),
    append: async (expected, entries) => write(expected, entries),
    async erase(expected, entry, gone) {
      write(expected, [entry], gone)
      db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)')
    },
    async *read(after) {
      for (let rows = page.all(after); rows.length > 0; rows = page.all(Number(rows.at(-1)?.number)))
        for (const { body } of rows) yield JSON.parse(String(body)) as SealedCommit
    },
    async text(document, version) {
      const text = textOf.get(document, version)?.text
      return text === undefined ? null : String(text)
    },
    close: async () => db.close(),
  }
}
