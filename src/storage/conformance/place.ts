import type { MemoryLog } from '../../memory/log.ts'

/** One empty place for a log. Each test gets its own. */
export interface LogPlace {
  /** Opens the log that lies there; a backend that keeps nothing after closing returns the same log again. */
  open(): Promise<MemoryLog>
  remove(): Promise<void>
}

/** How a test of the suite gets at logs. Whatever it opens is closed, and every place removed, after it. */
export interface Places {
  newPlace(): Promise<LogPlace>
  openAt(place: LogPlace): Promise<MemoryLog>
  /** A log in a place of its own. */
  fresh(): Promise<MemoryLog>
}
