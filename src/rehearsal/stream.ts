import type { Act } from './fault-events.ts'

/** Characters handed over at once when nothing slows the stream down. */
const BATCH = 16_384

/** setTimeout's longest wait; asked for more, a wait lasts until somebody aborts. */
const LONGEST_WAIT = 2_147_483_647

/**
 * Server-sent events of one reply as a body. Each delta waits `pace()` milliseconds first (0: no waiting at all).
 * Ends with an error when the request is aborted or the reply is to break off; stops working when nobody reads.
 * The request is held, not its signal alone: Node forgets with a request that its signal follows the caller's.
 */
export function eventStream(
  acts: Iterator<Act>,
  pace: () => number,
  request: Pick<Request, 'signal'>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const cancelled = new AbortController()
  const gone = AbortSignal.any([request.signal, cancelled.signal])
  const next = batches(acts, pace, gone)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const text = await next()
          if (text === null) controller.close()
          else controller.enqueue(encoder.encode(text))
        } catch (error) {
          controller.error(request.signal.aborted ? request.signal.reason : error)
        }
      },
      cancel() {
        cancelled.abort()
      },
    },
    // Nothing is made ahead of the reader: an error drops what still waits in the queue.
    { highWaterMark: 0 },
  )
}

/** Gives the next text to send, null at the end. */
function batches(acts: Iterator<Act>, pace: () => number, gone: AbortSignal): () => Promise<string | null> {
  let held: Act | null = null
  return async () => {
    let text = ''
    while (text.length < BATCH) {
      gone.throwIfAborted()
      const act: Act | null = held ?? nextAct(acts)
      held = null
      if (act === null) return text === '' ? null : text
      if (act.kind === 'raw') {
        text += act.text
        continue
      }
      if (act.kind !== 'event' || slow(act, pace)) {
        if (text !== '') {
          held = act
          return text
        }
        await endure(act, pace, gone)
      }
      if (act.kind === 'event') {
        text += `event: ${act.event.type}\ndata: ${JSON.stringify(act.event)}\n\n`
      }
    }
    return text
  }
}

function nextAct(acts: Iterator<Act>): Act | null {
  const next = acts.next()
  return next.done === true ? null : next.value
}

function slow(act: Act, pace: () => number): boolean {
  return act.kind === 'event' && act.event.type === 'content_block_delta' && pace() > 0
}

async function endure(
  act: Exclude<Act, { kind: 'raw' }>,
  pace: () => number,
  gone: AbortSignal,
): Promise<void> {
  switch (act.kind) {
    case 'event':
      return pause(pace(), gone)
    case 'silence':
      return pause(act.ms, gone)
    case 'cut':
      throw new TypeError('terminated: the connection was cut')
    default:
      act satisfies never
  }
}

/** Waits; rejects with the signal's reason as soon as it aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', stop)
        resolve()
      },
      Math.min(Math.max(0, ms), LONGEST_WAIT),
    )
    signal.addEventListener('abort', stop, { once: true })
  })
}
