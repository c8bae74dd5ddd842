/** One server for one data folder: two would not hear of each other's events. */
import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const FILE = 'server.lock'

export interface Lock {
  release(): void
}

export type LockAnswer =
  | { readonly ok: true; readonly lock: Lock }
  | { readonly ok: false; readonly holder: number }

/**
 * Takes the folder for this process. A lock whose holder does not live any more is taken over.
 * The kernel's start time of the holder is compared where /proc tells it, so that a number used again by another
 * program is no obstacle. Throws when the folder takes no files.
 */
export function lockFolder(folder: string, pid: number): LockAnswer {
  const file = join(folder, FILE)
  for (let attempt = 0; attempt < 3; attempt++) {
    if (write(file, pid)) return { ok: true, lock: { release: () => release(file, pid) } }
    const holder = read(file)
    if (holder && lives(holder) && holder.pid !== pid) return { ok: false, holder: holder.pid }
    remove(file)
  }
  throw new Error(`The lock ${file} could not be taken: another program keeps making it anew.`)
}

interface Holder {
  readonly pid: number
  readonly started: string
}

function write(file: string, pid: number): boolean {
  try {
    const descriptor = openSync(file, 'wx', 0o600)
    writeSync(descriptor, `${pid} ${startOf(pid)}\n`)
    closeSync(descriptor)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function read(file: string): Holder | null {
  try {
    const [pid, started] = readFileSync(file, 'utf8').trim().split(' ')
    return pid && /^\d{1,10}$/.test(pid) ? { pid: Number(pid), started: started ?? '' } : null
  } catch {
    return null
  }
}

function lives({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Alive, and somebody else's.
    return codeOf(error) === 'EPERM'
  }
  const now = startOf(pid)
  return started === '' || now === '' || started === now
}

/** When the process started, in ticks since the machine did; empty where /proc does not say. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The program's name, in brackets, may hold spaces; start time is field 22, the 20th after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function release(file: string, pid: number): void {
  if (read(file)?.pid === pid) remove(file)
}

function remove(file: string): void {
  try {
    unlinkSync(file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
