import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder } from './lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function otherProcess() {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  await once(child, 'spawn')
  return {
    pid: child.pid ?? 0,
    async end() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

describe('lockFolder', () => {
  it('refuses a folder whose holder lives, and names it', async () => {
    const other = await otherProcess()
    expect(lockFolder(folder, other.pid).ok).toBe(true)
    expect(lockFolder(folder, process.pid)).toEqual({ ok: false, holder: other.pid })
    await other.end()
  })

  it('takes over from a holder that was killed', async () => {
    const other = await otherProcess()
    expect(lockFolder(folder, other.pid).ok).toBe(true)
    await other.end()
    expect(lockFolder(folder, process.pid).ok).toBe(true)
  })

  it('takes over when the number belongs to a program that started later', () => {
    writeFileSync(join(folder, 'server.lock'), '1 999999999999\n')
    expect(lockFolder(folder, process.pid).ok).toBe(true)
  })

  it('takes over from a lock file that holds nothing readable', () => {
    writeFileSync(join(folder, 'server.lock'), 'what is this')
    expect(lockFolder(folder, process.pid).ok).toBe(true)
  })

  it('leaves nothing behind when released, and never removes the lock of another', async () => {
    const mine = lockFolder(folder, process.pid)
    if (mine.ok) mine.lock.release()
    expect(readdirSync(folder)).toEqual([])
    const other = await otherProcess()
    lockFolder(folder, other.pid)
    if (mine.ok) mine.lock.release()
    expect(readdirSync(folder)).toEqual(['server.lock'])
    await other.end()
  })
})
