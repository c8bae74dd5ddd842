/** Hearing of other writers by asking, for stores that do not call. */

interface Looking {
  /** Milliseconds between the end of one look and the next. */
  readonly every: number
  catchUp(): Promise<void>
  head(): number
}

/** One round of looks serves all who watch; it keeps no process alive. A look that fails is made good by the next. */
export function looking({ every, catchUp, head }: Looking) {
  const watchers = new Map<object, () => void>()
  let timer: NodeJS.Timeout | undefined
  let told = 0

  const tell = () => {
    for (const moved of [...watchers.values()]) moved()
  }
  const look = async () => {
    await catchUp().catch(() => {})
    if (head() > told) {
      told = head()
      tell()
    }
    lookLater()
  }
  const lookLater = () => {
    clearTimeout(timer)
    if (watchers.size > 0) timer = setTimeout(() => void look(), every).unref()
  }

  return {
    watch(moved: () => void): () => void {
      const watcher = {}
      watchers.set(watcher, moved)
      // What was appended before the watching began may be news to the watcher.
      queueMicrotask(() => watchers.get(watcher)?.())
      if (watchers.size === 1) lookLater()
      return () => {
        watchers.delete(watcher)
        if (watchers.size === 0) clearTimeout(timer)
      }
    },
    stop() {
      watchers.clear()
      clearTimeout(timer)
    },
  }
}
