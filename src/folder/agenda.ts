import type { RelativePath } from './names.ts'

/** Which files are to be looked at, and when. Earlier wins; a file is on it once. Times are milliseconds of a steady clock. */
export interface Agenda {
  readonly size: number
  add(file: RelativePath, at: number): void
  /** Takes off everything whose time has come. */
  take(now: number): RelativePath[]
  /** Sees to it that `wake` is called when the next time has come. */
  arm(): void
  close(): void
}

/** `wake` is called once when the next time has come, and not again before `arm`, or an earlier `add`. */
export function createAgenda(wake: () => void, now: () => number): Agenda {
  const due = new Map<RelativePath, number>()
  let timer: NodeJS.Timeout | undefined
  let armedFor = Number.POSITIVE_INFINITY

  const armFor = (at: number) => {
    if (at >= armedFor) return
    clearTimeout(timer)
    armedFor = at
    const delay = Math.max(0, at - now())
    timer = setTimeout(() => {
      armedFor = Number.POSITIVE_INFINITY
      wake()
    }, delay)
  }
  return {
    get size() {
      return due.size
    },
    add(file, at) {
      due.set(file, Math.min(at, due.get(file) ?? Number.POSITIVE_INFINITY))
      armFor(at)
    },
    take(time) {
      const files = [...due].filter(([, at]) => at <= time).map(([file]) => file)
      for (const file of files) due.delete(file)
      return files
    },
    arm() {
      let next = Number.POSITIVE_INFINITY
      for (const at of due.values()) next = Math.min(next, at)
      armFor(next)
    },
    close() {
      clearTimeout(timer)
      due.clear()
    },
  }
}
