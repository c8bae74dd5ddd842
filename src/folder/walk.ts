import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MAX_DEPTH } from '../memory/path.ts'
import { codeOf } from './look.ts'
import { isHidden, isPassing, OWN_PREFIX, type RelativePath } from './names.ts'

export interface Walk {
  /** Everything that is neither a directory nor passing; symbolic links and special files included. */
  readonly files: readonly RelativePath[]
  /** What this room left behind in a crash. */
  readonly leftovers: readonly RelativePath[]
}

/** Lists a working copy, without what lies under the names of others. Never follows a link, never goes deeper than a document path can be. */
export async function walk(folder: string, foreign: (name: string) => boolean = () => false): Promise<Walk> {
  const files: RelativePath[] = []
  const leftovers: RelativePath[] = []
  const visit = async (directory: RelativePath, depth: number): Promise<void> => {
    const entries = await list(join(folder, directory))
    for (const entry of entries) {
      const file = directory === '' ? entry.name : `${directory}/${entry.name}`
      if (directory === '' && foreign(entry.name)) continue
      if (entry.name.startsWith(OWN_PREFIX)) leftovers.push(file)
      else if (entry.isDirectory()) {
        if (!isHidden(entry.name) && depth < MAX_DEPTH) await visit(file, depth + 1)
      } else if (!isPassing(file)) files.push(file)
    }
  }
  await visit('', 1)
  return { files, leftovers }
}

async function list(directory: string): Promise<Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true })
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(codeOf(error))) return []
    throw error
  }
}
