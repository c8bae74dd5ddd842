import { basename, join } from 'node:path'
import type { MemoryPath } from '../memory/types.ts'
import { lookAt, sha256, textOf } from './look.ts'
import type { RelativePath } from './names.ts'
import { dropKept, type KeptAs, parseKeptName } from './replace.ts'
import { DISK, type LateEdits, type Sides } from './sides.ts'
import { keepText } from './take-in.ts'

/** A file that was replaced: its second name, and whose text it held. */
interface Watched {
  readonly kept: string
  readonly sha256: string
  readonly was: KeptAs
  readonly path: MemoryPath
}

/** `waitMs`: how long a program may go on writing into a file that was replaced under it. */
export function watchLateEdits(waitMs: number, sides: () => Sides): LateEdits {
  const waiting = new Map<string, { readonly watched: Watched; readonly timer: NodeJS.Timeout }>()
  const running = new Set<Promise<void>>()
  const look = (kept: string) => {
    const found = waiting.get(kept)
    if (!found) return
    clearTimeout(found.timer)
    waiting.delete(kept)
    const done = takeLate(sides(), found.watched)
      .catch((error: unknown) => sides().complaints.failed(null, 'Looking at a replaced file', error))
      .then(() => {
        running.delete(done)
      })
    running.add(done)
  }
  return {
    watch(kept, sha256, was, path) {
      const timer = setTimeout(() => look(kept), waitMs)
      waiting.set(kept, { watched: { kept, sha256, was, path }, timer })
    },
    async finish() {
      for (const kept of [...waiting.keys()]) look(kept)
      while (running.size > 0) await Promise.all(running)
    },
  }
}

async function takeLate(sides: Sides, { kept, sha256: expected, was, path }: Watched): Promise<void> {
  const directory = kept.slice(0, -basename(kept).length)
  const look = await lookAt(directory, basename(kept), sides.limit, null)
  if (look.kind === 'file' && look.sha256 !== expected && look.bytes) {
    const text = textOf(look.bytes)
    // Not a text any more, and so not a document's: it stays under its hidden name, and somebody is told.
    if (text === null) return sides.complaints.leftAlone(basename(kept), 'it is not UTF-8 text')
    const refused = await saveLate(sides, was, path, text, look.sha256)
    if (refused) return sides.complaints.leftAlone(basename(kept), refused)
  }
  if (look.kind !== 'moving') dropKept(kept)
}

async function saveLate(
  sides: Sides,
  was: KeptAs,
  path: MemoryPath,
  text: string,
  hash: string,
): Promise<string | null> {
  const outcome =
    was.version > 0
      ? await sides.memory.save(was.document, was.version, text, DISK)
      : { kind: 'conflict' as const }
  if (outcome.kind === 'conflict' || outcome.kind === 'refused') {
    return await keepText(sides, sides.memory.document(was.document)?.path ?? path, text, hash)
  }
  return null
}

/** Takes in what a crash left in the folder: replaced files that had not had their second look, and temporary files. */
export async function recoverLateEdits(sides: Sides, leftovers: readonly RelativePath[]): Promise<void> {
  for (const file of leftovers) {
    const kept = join(sides.folder, file)
    const was = parseKeptName(basename(file))
    if (!was) {
      if (file.endsWith('.tmp')) dropKept(kept)
      continue
    }
    const text = was.version > 0 ? await sides.memory.text(was.document, was.version) : null
    // Its text was erased for ever while it waited for its second look: taken in, it would come back.
    if (was.version > 0 && text === null && sides.memory.versions(was.document).includes(was.version)) {
      dropKept(kept)
      continue
    }
    const path = lastPath(sides, was)
    if (path === null) continue
    await takeLate(sides, { kept, sha256: text === null ? '' : sha256(text), was, path })
  }
}

function lastPath(sides: Sides, was: KeptAs): MemoryPath | null {
  const alive = sides.memory.document(was.document)?.path
  if (alive) return alive
  const [last] = sides.memory.history({ document: was.document, limit: 1 })
  return last?.changes.find((change) => change.document === was.document)?.path ?? null
}
