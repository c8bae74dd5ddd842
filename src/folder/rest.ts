import type { Print } from './look.ts'
import type { RelativePath } from './names.ts'

/** Tells whether a file is at rest, so that no half-written text is taken in. */
export interface Rest {
  rests(file: RelativePath, print: Print): boolean
  forget(file: RelativePath): void
}

export interface RestPace {
  /** Milliseconds for which a file must not have changed. */
  readonly rest: number
  /** A file that never rests is taken as it is after so many milliseconds. */
  readonly patience: number
}

/** `now` is the time of day, to compare with the file's; `steady` a clock in milliseconds that is never set. */
export function createRest(pace: RestPace, now: () => Date, steady: () => number): Rest {
  const watched = new Map<
    RelativePath,
    { readonly since: number; readonly print: string; readonly printSince: number }
  >()
  return {
    rests(file, print) {
      if (now().getTime() - print.modifiedMs >= pace.rest) {
        watched.delete(file)
        return true
      }
      // A network disk's clock may not be ours: the same print twice, a rest apart, does as well.
      const time = steady()
      const before = watched.get(file)
      const same = before?.print === print.text
      const seen = {
        since: before?.since ?? time,
        print: print.text,
        printSince: same ? before.printSince : time,
      }
      const done = time - seen.printSince >= pace.rest || time - seen.since >= pace.patience
      if (done) watched.delete(file)
      else watched.set(file, seen)
      return done
    },
    forget(file) {
      watched.delete(file)
    },
  }
}
