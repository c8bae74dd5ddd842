/** A key that was typed into the settings: kept in one file of the data folder that only its owner can read. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export const CREDENTIALS_FILE = 'credentials.json'

const FILE = z.object({ anthropic: z.object({ apiKey: z.string().min(1) }) })

export interface Credentials {
  /** null when none was kept, or the file holds something else. */
  anthropicKey(): string | null
  /** Durable when it returns. Throws when the folder takes no files. */
  keepAnthropicKey(apiKey: string): void
}

export function openCredentials(folder: string): Credentials {
  const file = join(folder, CREDENTIALS_FILE)
  return {
    anthropicKey: () => read(file),
    keepAnthropicKey: (apiKey) => write(file, JSON.stringify({ anthropic: { apiKey } })),
  }
}

function read(file: string): string | null {
  try {
    const parsed = FILE.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data.anthropic.apiKey : null
  } catch {
    return null
  }
}

/** Written beside and renamed over, so that a crash leaves the old file or the new one, and never one others can read. */
function write(file: string, text: string): void {
  const beside = `${file}.new`
  rmSync(beside, { force: true })
  const descriptor = openSync(beside, 'wx', 0o600)
  try {
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(beside, file)
}
