/** Notices a host that has stopped talking without closing the line. */
import type { TurnClock } from './turn.ts'

/**
 * Milliseconds without one event of a reply after which the host counts as gone. Pings do not count, the SDK keeps
 * them to itself; with tool input and thinking streamed, no healthy reply is silent for so long.
 */
export const LONGEST_SILENCE = 5 * 60_000

export interface SilenceWatch {
  /** Aborted when a person stops the turn, or by the watch. */
  readonly signal: AbortSignal
  /** Whether it was the silence that ended the request. */
  expired(): boolean
  heard(): void
  /** Ends the request as the silence would. */
  hangUp(): void
  /** Stops watching. The request goes on. */
  end(): void
}

/** Watches one request until `end` is called. One timer at a time, however many events come. */
export function watchSilence(clock: TurnClock, stop: AbortSignal): SilenceWatch {
  const silence = new AbortController()
  const over = new AbortController()
  let last = clock.now().getTime()
  const hangUp = () => silence.abort(new Error('The host was silent for too long.'))
  const watch = async () => {
    for (;;) {
      const left = last + LONGEST_SILENCE - clock.now().getTime()
      if (left <= 0) return hangUp()
      await clock.sleep(left, over.signal)
    }
  }
  watch().catch(() => {
    // The only way out of a sleep before its time is `end`.
  })
  return {
    signal: AbortSignal.any([stop, silence.signal]),
    expired: () => silence.signal.aborted,
    heard() {
      last = clock.now().getTime()
    },
    hangUp,
    end: () => over.abort(),
  }
}
