/**
 * Keys that people type into the settings. They stand in one file that only its owner can read, and go nowhere else:
 * not into events, not into the state, not into logs or answers.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

export interface Credentials {
  anthropicKey(): string | null
  /** Durable and whole when it returns, or it throws and the old file stands. */
  saveAnthropicKey(key: string): void
}

const FILE = z.object({ anthropic: z.object({ apiKey: z.string().min(1) }).optional() })
type Kept = z.infer<typeof FILE>

/** Credentials kept in `<folder>/credentials.json`. Throws when the file is there and is not what we wrote. */
export function openCredentials(folder: string): Credentials {
  const file = join(folder, 'credentials.json')
  let kept = read(file)
  return {
    anthropicKey: () => kept.anthropic?.apiKey ?? null,
    saveAnthropicKey(apiKey) {
      const next = { ...kept, anthropic: { apiKey } }
      writeWhole(file, JSON.stringify(next))
      kept = next
    },
  }
}

function read(file: string): Kept {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
  try {
    return FILE.parse(JSON.parse(text))
  } catch {
    // The parser's own words could quote the key.
    throw new Error(`Expected ${file} to hold keys as Commonplace wrote them. Mend it or move it away.`)
  }
}

function writeWhole(file: string, text: string): void {
  const temporary = `${file}.new`
  rmSync(temporary, { force: true })
  const handle = openSync(temporary, 'wx', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(temporary, file)
  const directory = openSync(dirname(file), 'r')
  fsyncSync(directory)
  closeSync(directory)
}
