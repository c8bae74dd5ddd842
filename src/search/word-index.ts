/**
 * The index: which words stand in which document, in SQLite's FTS5. It holds no texts, only words and where they stand.
 * Everything in it can be made again from the memory, so a file that is of another format is begun anew.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { DocumentId, MemoryPath } from '../memory/types.ts'
import { expressionOf } from './expression.ts'
import { type Term, wholeWords } from './term.ts'
import { tokensOf } from './tokens.ts'

/** Which of the terms a document has to hold: all; any of those that not most documents hold; any. */
export type Match = 'all' | 'telling' | 'any'

/** What the index holds of a document. */
export interface Standing {
  readonly version: number
  readonly path: MemoryPath
}

export interface IndexedDocument extends Standing {
  readonly document: DocumentId
  readonly text: string
}

export interface WordIndex {
  /** What it holds now. The map is its own: read it, do not keep it over a change. */
  readonly standing: ReadonlyMap<DocumentId, Standing>
  /** Puts documents in the place of what was there of them, and takes others out; all or none. */
  change(put: readonly IndexedDocument[], remove: readonly DocumentId[]): void
  /**
   * The documents that hold the terms, with how well: more is better. Where there are many documents, a word that most of
   * them hold does not also stand for the longer words that begin with it.
   */
  find(terms: readonly Term[], match: Match): ReadonlyMap<DocumentId, number>
  /** Does a part of taking out of the file what was removed from the index; false when nothing is left to do. */
  purge(): boolean
  close(): void
}

/** Of an index file, in its header: "CmPx". A file with another one is not ours and is left alone. */
const APPLICATION_ID = 0x436d5078
/** Changes with whatever changes what is indexed; an index of another format is begun anew. */
const FORMAT = 1
/** Pages that one step of `purge` merges. */
const PURGE_PAGES = 50
/** With fewer documents everything can be looked for and ranked by, as cheap as it is. */
const WORTH_SPARING = 1_000
/** Counts remembered between two changes. */
const MOST_COUNTS = 10_000
/** How much more a word counts in the path or a heading, and how much less when it is only another way to write it. */
const WEIGHTS = 'bm25(3.0, 1.0, 0.5)'

/** Opens the index in a file, or in memory when no file is named. Throws when the file is another program's or in use. */
export function openWordIndex(file?: string): WordIndex {
  const database = new DatabaseSync(file ?? ':memory:')
  try {
    prepare(database, file)
    return new FtsIndex(database, file !== undefined)
  } catch (error) {
    database.close()
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(
      `The search index ${file ?? ''} cannot be opened: ${why}. It can be deleted; it is made again.`,
      { cause: error },
    )
  }
}

function prepare(database: DatabaseSync, file: string | undefined): void {
  database.exec('PRAGMA secure_delete = ON')
  if (file !== undefined)
    database.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 1000',
    )
  const found = Number(database.prepare('PRAGMA application_id').get()?.application_id)
  const tables = Number(database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.count)
  if (found !== APPLICATION_ID && tables > 0) throw new Error('it is not a search index')
  const format = Number(database.prepare('PRAGMA user_version').get()?.user_version)
  if (format === FORMAT) return
  database.exec(`
    BEGIN IMMEDIATE;
    DROP TABLE IF EXISTS fts;
    DROP TABLE IF EXISTS document;
    CREATE TABLE document (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, path TEXT NOT NULL);
    CREATE VIRTUAL TABLE fts USING fts5(title, words, parts, tokenize = 'ascii', content = '', contentless_delete = 1);
    INSERT INTO fts(fts, rank) VALUES ('rank', '${WEIGHTS}');
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${FORMAT};
    COMMIT`)
}

class FtsIndex implements WordIndex {
  readonly standing = new Map<DocumentId, Standing>()
  readonly #database: DatabaseSync
  readonly #durable: boolean
  readonly #rows = new Map<DocumentId, number>()
  readonly #ids = new Map<number, DocumentId>()
  readonly #statements: Statements
  #purging = false
  /** How many documents hold what was asked for since the last change. */
  readonly #counts = new Map<string, number>()
  /** Never one that was used before, as long as it is open. */
  #nextRow = 1

  constructor(database: DatabaseSync, durable: boolean) {
    this.#database = database
    this.#durable = durable
    this.#statements = statementsOf(database)
    for (const { row, id, version, path } of database.prepare('SELECT * FROM document').all())
      this.#note(Number(row), String(id), { version: Number(version), path: String(path) })
  }

  change(put: readonly IndexedDocument[], remove: readonly DocumentId[]): void {
    const { putDocument, putWords, removeDocument, removeWords } = this.#statements
    const rows: number[] = []
    this.#counts.clear()
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      for (const id of [...remove, ...put.map(({ document }) => document)]) {
        const row = this.#rows.get(id)
        if (row === undefined) continue
        removeDocument.run(row)
        removeWords.run(row)
      }
      for (const { document, version, path, text } of put) {
        const row = this.#nextRow++
        putDocument.run(row, document, version, path)
        const { title, words, parts } = columnsOf(path, text)
        putWords.run(row, title, words, parts)
        rows.push(row)
      }
      this.#database.exec('COMMIT')
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
    for (const id of [...remove, ...put.map(({ document }) => document)]) this.#forget(id)
    for (const [i, { document, version, path }] of put.entries())
      this.#note(rows[i] ?? 0, document, { version, path })
  }

  find(terms: readonly Term[], match: Match): ReadonlyMap<DocumentId, number> {
    if (match === 'telling')
      return this.#ranked(
        expressionOf(
          terms.filter((term) => !this.#isCommon(term)),
          'any',
        ),
      )
    if (this.standing.size < WORTH_SPARING) return this.#ranked(expressionOf(terms, match))
    const spared = terms.map((term) => (this.#isCommon(term) ? wholeWords(term) : term))
    const expression = expressionOf(spared, match)
    if (!spared.every((term, i) => term !== terms[i])) return this.#ranked(expression)
    const found = this.#unranked(expression)
    for (const [id, score] of this.#ranked(expressionOf(terms, match, 'title'))) found.set(id, score)
    return found
  }

  /** In more than half of the documents as it stands. FTS5 gives such a word no weight, so ranking by it is for nothing. */
  #isCommon(term: Term): boolean {
    const expression = expressionOf([wholeWords(term)], 'any') ?? ''
    const count = this.#counts.get(expression) ?? Number(this.#statements.count.get(expression)?.count)
    if (this.#counts.size >= MOST_COUNTS) this.#counts.clear()
    this.#counts.set(expression, count)
    return count * 2 > this.standing.size
  }

  #ranked(expression: string | undefined): Map<DocumentId, number> {
    return this.#scored(expression === undefined ? [] : rowsOf(this.#statements.find.all(expression)))
  }

  #unranked(expression: string | undefined): Map<DocumentId, number> {
    return this.#scored(expression === undefined ? [] : rowsOf(this.#statements.findUnranked.all(expression)))
  }

  #scored(rows: readonly (readonly [row: number, rank: number])[]): Map<DocumentId, number> {
    const scores = new Map<DocumentId, number>()
    for (const [row, rank] of rows) {
      const id = this.#ids.get(row)
      if (id !== undefined) scores.set(id, -rank)
    }
    return scores
  }

  purge(): boolean {
    if (!this.#durable) return false
    const before = this.#changes()
    // FTS5 takes a negative number as the beginning of a merge of everything, and a positive one as its going on.
    this.#statements.merge.run(this.#purging ? PURGE_PAGES : -PURGE_PAGES)
    this.#purging = this.#changes() - before >= 2
    if (!this.#purging) this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    return this.#purging
  }

  close(): void {
    this.#database.close()
  }

  #changes(): number {
    return Number(this.#statements.changes.get()?.changes)
  }

  #note(row: number, id: DocumentId, standing: Standing): void {
    this.standing.set(id, standing)
    this.#rows.set(id, row)
    this.#ids.set(row, id)
    this.#nextRow = Math.max(this.#nextRow, row + 1)
  }

  #forget(id: DocumentId): void {
    const row = this.#rows.get(id)
    if (row !== undefined) this.#ids.delete(row)
    this.#rows.delete(id)
    this.standing.delete(id)
  }
}

type Statements = Readonly<Record<keyof typeof SQL, StatementSync>>

const SQL = {
  putDocument: 'INSERT INTO document (row, id, version, path) VALUES (?, ?, ?, ?)',
  putWords: 'INSERT INTO fts (rowid, title, words, parts) VALUES (?, ?, ?, ?)',
  removeDocument: 'DELETE FROM document WHERE row = ?',
  removeWords: 'DELETE FROM fts WHERE rowid = ?',
  find: 'SELECT rowid AS row, rank FROM fts WHERE fts MATCH ?',
  findUnranked: 'SELECT rowid AS row, 0 AS rank FROM fts WHERE fts MATCH ?',
  count: 'SELECT count(*) AS count FROM fts WHERE fts MATCH ?',
  merge: "INSERT INTO fts(fts, rank) VALUES ('merge', ?)",
  changes: 'SELECT total_changes() AS changes',
}

function statementsOf(database: DatabaseSync): Statements {
  const prepared = (name: keyof typeof SQL) => {
    const statement = database.prepare(SQL[name])
    // What FTS5 writes for itself has row numbers that a JavaScript number cannot hold, and `run` answers the last one.
    if (WRITES.has(name)) statement.setReadBigInts(true)
    if (name.startsWith('find')) statement.setReturnArrays(true)
    return statement
  }
  return {
    putDocument: prepared('putDocument'),
    putWords: prepared('putWords'),
    removeDocument: prepared('removeDocument'),
    removeWords: prepared('removeWords'),
    find: prepared('find'),
    findUnranked: prepared('findUnranked'),
    count: prepared('count'),
    merge: prepared('merge'),
    changes: prepared('changes'),
  }
}

/** What `find` answers, which may be ten thousand rows: an array for each is half the work of an object. */
function rowsOf(rows: unknown): readonly (readonly [row: number, rank: number])[] {
  return rows as readonly (readonly [row: number, rank: number])[]
}

const WRITES: ReadonlySet<string> = new Set([
  'putDocument',
  'putWords',
  'removeDocument',
  'removeWords',
  'merge',
])

const HEADING = /^#{1,6}\s+.*$/gm

/** What is given to FTS5, whose own tokenizer then only has to part it at the spaces. */
function columnsOf(path: MemoryPath, text: string) {
  const title = tokensOf([path.replace(/^\/memories\//, ''), ...(text.match(HEADING) ?? [])].join('\n'))
  const { words, parts } = tokensOf(text)
  const joined = (tokens: typeof words) => tokens.map(({ word }) => word).join(' ')
  return { title: joined([...title.words, ...title.parts]), words: joined(words), parts: joined(parts) }
}
