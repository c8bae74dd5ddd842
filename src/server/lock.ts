/**
 * One server for one data folder. The lock is SQLite's own on a small file of its own: the system gives it back when
 * the holder ends, however it ends, so that no dead holder has to be told from a living one.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

export interface Lock {
  /** Notes for whoever finds the folder locked. */
  describe(holder: Holder): void
  release(): void
}

export interface Holder {
  readonly pid: number
  readonly address: string
}

const HOLDER = z.object({ pid: z.number(), address: z.string() })

/**
 * Takes the lock of a folder; the holder's own words, where there are any, when another process has it. `name` begins the
 * names of the two files that this needs in the folder.
 */
export function lockFolder(folder: string, name = 'server'): Lock | { readonly heldBy: Holder | null } {
  const note = join(folder, `${name}.json`)
  const database = new DatabaseSync(join(folder, `${name}.lock`))
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (error instanceof Error && /locked|busy/i.test(error.message)) return { heldBy: readHolder(note) }
    throw error
  }
  return {
    describe: (holder) => writeFileSync(note, JSON.stringify(holder), { mode: 0o600 }),
    release() {
      rmSync(note, { force: true })
      database.close()
    },
  }
}

function readHolder(note: string): Holder | null {
  try {
    return HOLDER.parse(JSON.parse(readFileSync(note, 'utf8')))
  } catch {
    return null
  }
}
