/**
 * A disk on which the k-th call fails, for a process of its own: a small library that is compiled once and loaded before the C library
 * (`faulty-disk.c`). `runOnFaultyDisk` starts such a process; the other functions are for the program that runs in it.
 */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** `EIO`: a broken disk; `ENOSPC`: a full one. `once`: only that call; `on`: every later one too, until `mend`. */
export interface Fault {
  readonly code: 'EIO' | 'ENOSPC'
  readonly how: 'once' | 'on'
}

/** Whether there is a compiler and a C library that can be preceded. When not, that is said; with CI=true it is an error. */
export function canBreakDisks(): boolean {
  if (process.platform === 'linux' && spawnSync('cc', ['--version']).status === 0) return true
  const message =
    'No disk can be made to fail: Linux and a C compiler (cc) are needed. The tests that let the k-th call fail are left out.'
  if (process.env.CI === 'true') throw new Error(message)
  console.warn(message)
  return false
}

/** Runs a program with Node on a disk that can fail, and gives what it prints. Rejects, with what it said, when it does not end well. */
export async function runOnFaultyDisk(program: string, args: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-faulty-'))
  try {
    const library = join(folder, 'faulty-disk.so')
    const source = join(import.meta.dirname, 'faulty-disk.c')
    const run = promisify(execFile)
    await run('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl', '-lpthread'])
    const { stdout } = await run(process.execPath, [program, join(folder, 'disk'), ...args], {
      env: { ...process.env, LD_PRELOAD: library },
    })
    return stdout
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** From now on the k-th call below the folder fails. */
export function breakAt(k: number, { code, how }: Fault, folder: string): void {
  tell(`arm/${k}/${constants.errno[code]}/${how}${folder}`)
}

export function mend(): void {
  tell('disarm')
}

/** Whether a call was made to fail since `breakAt`. */
export function wasBroken(): boolean {
  return tell('reached') === 'EEXIST'
}

/** What `work` does at once neither fails nor counts: it is somebody else's doing. */
export function besides(work: () => void): void {
  tell('pause')
  try {
    work()
  } finally {
    tell('resume')
  }
}

function tell(order: string): string {
  try {
    openSync(`/faulty-disk/${order}`, 'r')
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : ''
  }
  throw new Error('The library of the faulty disk was to be loaded.')
}
