import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Lock, lockFolder } from './lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const HOLDER = { pid: 7, address: 'http://localhost:8501' }

function taken(): Lock {
  const lock = lockFolder(folder)
  if ('heldBy' in lock) throw new Error('Expected the folder to be free.')
  return lock
}

/** Another process that holds the folder until it is killed. */
async function otherHolder() {
  const file = JSON.stringify(join(import.meta.dirname, 'lock.ts'))
  const script = `const { lockFolder } = await import(${file})
    const lock = lockFolder(${JSON.stringify(folder)})
    lock.describe(${JSON.stringify(HOLDER)})
    console.log('held')
    process.stdin.resume()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return {
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

describe('lockFolder', () => {
  it('refuses a folder that another process holds, and says who; takes it over when that was killed', async () => {
    const other = await otherHolder()
    expect(lockFolder(folder)).toEqual({ heldBy: HOLDER })
    await other.kill()
    taken().release()
  })

  it('refuses a folder that this process holds already', () => {
    const lock = taken()
    expect(lockFolder(folder)).toEqual({ heldBy: null })
    lock.release()
    taken().release()
  })

  it('leaves no note behind when released', () => {
    const lock = taken()
    lock.describe(HOLDER)
    lock.release()
    expect(readdirSync(folder)).not.toContain('server.json')
  })

  it('throws when the folder takes no files', () => {
    expect(() => lockFolder(join(folder, 'not there'))).toThrow()
  })
})
