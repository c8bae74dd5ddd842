/** A search of its own, not the product's: every file below the folders, as bytes, for any of the strings. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files that hold any of the strings, each with the first it holds. Names of files count too. */
export function grepFiles(folders: readonly string[], strings: readonly string[]): readonly string[] {
  const hits: string[] = []
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const bytes = entry.isFile() ? readFileSync(path) : Buffer.alloc(0)
      const hit = strings.find((each) => bytes.includes(each) || path.slice(folder.length).includes(each))
      if (hit !== undefined) hits.push(`${path}: ${hit}`)
    }
  }
  return hits
}
