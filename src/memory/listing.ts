/** What `view` answers for a directory. Pure; costs as much as it shows, however large the memory is. */
import type { Tree } from './tree.ts'
import type { DocumentInfo, MemoryPath } from './types.ts'

/** Characters of a whole listing; longer ones are cut with counts and a note how to go on. */
export const LISTING_LIMIT = 16_000
/** Room for the closing note. */
const NOTE_ROOM = 400

export interface Listing {
  readonly text: string
  /** The documents whose line is shown: the reader now knows of these versions. */
  readonly shown: readonly DocumentInfo[]
}

/** Lists a directory up to two levels deep, names in order, itself first. The directory must exist. */
export function listDirectory(tree: Tree, path: MemoryPath): Listing {
  const page = new Page(tree, path)
  page.fill()
  return page.listing()
}

class Page {
  readonly #tree: Tree
  readonly #path: MemoryPath
  readonly #lines: string[] = []
  readonly #shown: DocumentInfo[] = []
  #used = 0
  #left = 0

  constructor(tree: Tree, path: MemoryPath) {
    this.#tree = tree
    this.#path = path
    this.#line(
      `Here're the files and directories up to 2 levels deep in ${path}, excluding hidden items and node_modules:`,
    )
    this.#line(`${humanSize(tree.directory(path)?.size ?? 0)}\t${path}`)
  }

  fill(): void {
    const names = this.#tree.directory(this.#path)?.names ?? []
    for (const [i, name] of names.entries()) {
      if (!this.#entry(`${this.#path}/${name}`, true)) {
        this.#left += names.length - i
        return
      }
    }
  }

  listing(): Listing {
    if (this.#left === 0) return { text: this.#lines.join('\n'), shown: this.#shown }
    const total = this.#tree.directory(this.#path)?.documents ?? 0
    const note = `[Cut: ${this.#shown.length} of ${total} files are shown, in order of name; ${this.#left} more entries are not. View a directory of the list to see what it holds, or a file by its path.]`
    return { text: [...this.#lines, note].join('\n'), shown: this.#shown }
  }

  /** Adds one entry and, at the first level, what a directory holds. False when there was no room for it. */
  #entry(path: MemoryPath, first: boolean): boolean {
    const info = this.#tree.at(path)
    if (info) {
      if (!this.#line(`${humanSize(info.size)}\t${path}`)) return false
      this.#shown.push(info)
      return true
    }
    const directory = this.#tree.directory(path)
    if (!directory) return true
    if (!this.#line(`${humanSize(directory.size)}\t${path}/`)) return false
    if (first) this.#children(path, directory.names)
    return true
  }

  #children(path: MemoryPath, names: readonly string[]): void {
    for (const [i, name] of names.entries()) {
      if (!this.#entry(`${path}/${name}`, false)) {
        this.#left += names.length - i
        return
      }
    }
  }

  #line(text: string): boolean {
    if (this.#used + text.length + 1 > LISTING_LIMIT - NOTE_ROOM) return false
    this.#lines.push(text)
    this.#used += text.length + 1
    return true
  }
}

const UNITS = ['', 'K', 'M', 'G'] as const

/** Bytes for people and for Claude, as `du -h` writes them: `0`, `512`, `1.5K`, `1.2M`. */
export function humanSize(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  return unit === 0 ? `${value}B` : `${value.toFixed(1)}${UNITS[unit]}`
}
