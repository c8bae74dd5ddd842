import { relative, sep } from 'node:path'
import { watch } from 'chokidar'
import { isHidden, type RelativePath } from './names.ts'

export interface FolderEvents {
  /** Something happened to a file, or nothing: look. */
  changed(file: RelativePath): void
  /** Look at everything: the net under the watcher. Resolves when done; never rejects. */
  rescan(): Promise<void>
  failed(error: unknown): void
}

export interface FolderWatch {
  /** Resolves when changes are noticed from now on. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/** `pace.scan`: milliseconds between full looks; `pace.blindScan` the same once the watcher has failed. */
export function watchFolder(
  folder: string,
  pace: { readonly scan: number; readonly blindScan: number },
  events: FolderEvents,
): FolderWatch {
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let blind = false
  const inside = (path: string): RelativePath => relative(folder, path).split(sep).join('/')

  const watcher = watch(folder, {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    ignored: (path) =>
      inside(path)
        .split('/')
        .some((name) => name !== '..' && isHidden(name)),
  })
  watcher.on('all', (event, path) => {
    if (event !== 'addDir' && event !== 'unlinkDir') events.changed(inside(path))
  })
  watcher.on('error', (error) => {
    blind = true
    events.failed(error)
    later()
  })
  const ready = new Promise<void>((resolve) => {
    watcher.once('ready', () => {
      // What changed between the first look and now was seen by nobody.
      void events.rescan().then(resolve)
    })
  })

  function later(): void {
    clearTimeout(timer)
    if (!closed)
      timer = setTimeout(() => void events.rescan().finally(later), blind ? pace.blindScan : pace.scan)
  }
  later()

  return {
    ready,
    async close() {
      closed = true
      clearTimeout(timer)
      await watcher.close()
    },
  }
}
