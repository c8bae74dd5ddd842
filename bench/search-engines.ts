/** What a search can be made of: ours, and what one would pick instead, each as simply as its makers show it. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openMemory } from '../src/memory/memory.ts'
import { openSearch } from '../src/search/search.ts'
import { inProcessLog } from '../src/storage/in-process.ts'
import { timed } from './measure.ts'

export interface Engine {
  /** Takes documents by path. Answers how many milliseconds indexing took, without storing the texts. */
  add(documents: ReadonlyMap<string, string>): Promise<number>
  /** The paths of the ten best hits, with whatever else the engine answers by itself. */
  find(query: string): Promise<readonly string[]>
  /** Bytes of the index, where they can be told. */
  size?(): number
  close(): Promise<void>
}

export const ENGINES = {
  ours: ourSearch,
  'ours, in a file': ourSearchInAFile,
  'FTS5 unicode61': () => ftsEngine("tokenize = 'unicode61 remove_diacritics 2'"),
  'FTS5 trigram': () => ftsEngine("tokenize = 'trigram remove_diacritics 1'"),
  'grep -r': grep,
} as const satisfies Record<string, () => Promise<Engine>>

/** The whole of it: rights asked, filters, ranking, texts read, lines with context. */
async function ourSearch(file?: string): Promise<Engine> {
  const memory = await openMemory(inProcessLog(), { cacheSize: 0 })
  let search = openSearch({ memory, file })
  const by = { actor: { kind: 'person', name: 'Alice' }, reader: 'bench' } as const
  return {
    async add(documents) {
      await search.close()
      for (const [path, text] of documents) await memory.create(path, text, by)
      return await timed(async () => {
        search = openSearch({ memory, file })
        await search.caughtUp()
      })
    },
    async find(query) {
      const answer = await search.search({ query })
      return answer.kind === 'found' ? answer.hits.map(({ path }) => path) : []
    },
    async close() {
      await search.close()
      await memory.close()
    },
  }
}

async function ourSearchInAFile(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
  const engine = await ourSearch(join(folder, 'search.db'))
  return {
    ...engine,
    size: () => statSync(join(folder, 'search.db')).size,
    async close() {
      await engine.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** FTS5's own tokenizers; each word as a beginning, all of them wanted, or any when no document has all. Answers paths alone. */
async function ftsEngine(options: string): Promise<Engine> {
  const database = new DatabaseSync(':memory:')
  database.exec(`CREATE VIRTUAL TABLE fts USING fts5(path, text, ${options})`)
  const insert = database.prepare('INSERT INTO fts (path, text) VALUES (?, ?)')
  const select = database.prepare('SELECT path FROM fts WHERE fts MATCH ? ORDER BY rank LIMIT 10')
  return {
    async add(documents) {
      return await timed(async () => {
        database.exec('BEGIN')
        for (const [path, text] of documents) insert.run(path, text)
        database.exec('COMMIT')
      })
    },
    async find(query) {
      const all = select.all(expression(query, ' AND '))
      const rows = all.length > 0 ? all : select.all(expression(query, ' OR '))
      return rows.map(({ path }) => String(path))
    },
    size: () => Number(database.prepare('SELECT sum(pgsize) AS size FROM dbstat').get()?.size),
    async close() {
      database.close()
    },
  }
}

function expression(query: string, join: string): string {
  const pieces = query.match(/"[^"]+"|[^\s"]+/g) ?? []
  return pieces.map((piece) => (piece.startsWith('"') ? piece : `"${piece.replace(/\*$/, '')}" *`)).join(join)
}

/** A folder of files, as the working copy is: case does not matter, the words as they were typed, no ranking. */
async function grep(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
  return {
    async add(documents) {
      for (const [path, text] of documents) {
        const file = join(folder, path)
        if (!statSync(dirname(file), { throwIfNoEntry: false })) mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, text)
      }
      return 0
    },
    async find(query) {
      const words = query.match(/"[^"]+"|[^\s"]+/g) ?? []
      let files: readonly string[] = ['.']
      for (const word of words) files = grepOnce(folder, word.replaceAll(/["*]/g, ''), files)
      return files.map((file) => file.replace(/^\./, ''))
    },
    async close() {
      rmSync(folder, { recursive: true })
    },
  }
}

function grepOnce(folder: string, word: string, within: readonly string[]): readonly string[] {
  if (within.length === 0) return []
  try {
    const found = execFileSync('grep', ['-rliF', '--', word, ...within.slice(0, 5_000)], {
      cwd: folder,
      maxBuffer: 2 ** 26,
    })
    return found.toString('utf8').trim().split('\n')
  } catch {
    // grep ends with 1 when there is nothing.
    return []
  }
}
