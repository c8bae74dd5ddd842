/** Requests open at once while many objects are read or rewritten. */
const AT_ONCE = 16

/**
 * Runs `work` on all items, a bounded number at once; the results are in the order of the items. Once one has failed no other is
 * begun; it rejects, with the first failure, when nothing runs any more.
 */
export async function several<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const failures: unknown[] = []
  let next = 0
  const worker = async () => {
    while (next < items.length && failures.length === 0) {
      const at = next++
      const item = items[at]
      if (item === undefined) continue
      await work(item).then(
        (result) => {
          results[at] = result
        },
        (error: unknown) => failures.push(error),
      )
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker))
  if (failures.length > 0) throw failures[0]
  return results
}

/** Whoever asks gets a run that begins after the asking; those who wait for one share it. Runs never overlap. */
export function joined(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let waiting: Promise<void> | undefined
  return () => {
    waiting ??= running
      .catch(() => {})
      .then(() => {
        waiting = undefined
        running = work()
        return running
      })
    return waiting
  }
}
