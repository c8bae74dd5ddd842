import { type Span, segmentName } from './formats.ts'
import { completeErasure, type Keeping, missingSegments, rewriteSegment, writeSegment } from './keep.ts'
import type { Loaded } from './load.ts'
import { joined } from './several.ts'

export interface Housekeeping {
  /** After a load: what it found undone, and how far segments reach. */
  begin(loaded: Loaded): void
  /** Carries the erasure by commit `at` through. Rejects when that was cut off; the next run tries it again. */
  erase(at: number): Promise<void>
  /** Does what is due, if anything is, beside other work. What fails is due again next time. */
  later(): void
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>
}

export function housekeeping(keeping: Keeping): Housekeeping {
  const written: Record<1 | 2, number> = { 1: 0, 2: 0 }
  const erasures = new Set<number>()
  const stale = new Set<Span>()
  let running: Promise<void> = Promise.resolve()

  const run = joined(async () => {
    for (const at of erasures) {
      await completeErasure(keeping, at)
      erasures.delete(at)
    }
    for (const span of stale) {
      for (const level of [1, 2] as const) await rewriteSegment(keeping, segmentName(level, span))
      stale.delete(span)
    }
    for (const { level, span } of missingSegments(keeping, written)) {
      await writeSegment(keeping, level, span)
      written[level] = span.last
    }
  })
  const start = () => {
    const started = run()
    running = started.catch(() => {})
    return started
  }
  const isDue = () => erasures.size > 0 || stale.size > 0 || missingSegments(keeping, written).length > 0

  return {
    begin(loaded) {
      for (const level of [1, 2] as const) written[level] = loaded.segmentsTo[level]
      for (const at of loaded.erasures) erasures.add(at)
      for (const span of loaded.stale) stale.add(span)
    },
    async erase(at) {
      erasures.add(at)
      await start().catch((error: unknown) => {
        if (erasures.has(at)) throw error
      })
    },
    later() {
      if (isDue()) void start().catch(() => {})
    },
    idle: () => running,
  }
}
