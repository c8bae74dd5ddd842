import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import type { Surroundings } from '../claude/discover.ts'
import type { Environment } from './config.ts'

/** Where hosts are looked for: what this process was started with, and files of whoever started it. A file that cannot be read is none. */
export function surroundingsOf(environment: Environment): Surroundings {
  return { env: environment, home: homedir(), readFile }
}

function readFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
