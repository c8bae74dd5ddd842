import type { Client } from 'pg'

/** One connection that hears what is notified in a PostgreSQL database, for everybody in this process. */
export interface Listener {
  /**
   * Calls `heard` with the payload of each notification, and with null when some may have been missed: at first, after each
   * lost connection, and every few seconds. Returns the way to stop. `channel`: small letters, digits and _.
   */
  listen(channel: string, heard: (payload: string | null) => void): () => void
  close(): Promise<void>
}

/** Milliseconds: the net under lost notifications, and between two attempts to connect. */
const LOOK_EVERY = 5000
const RETRY_FIRST = 50
const RETRY_MOST = 5000

/** Connects when somebody first listens, and again whenever the line is lost. The connection keeps the process alive until `close`. */
export function createListener(url: string): Listener {
  const ears = new Map<string, Set<(payload: string | null) => void>>()
  let state: 'idle' | 'connecting' | 'connected' | 'closed' = 'idle'
  let client: Client | undefined
  let delay = RETRY_FIRST
  let retry: NodeJS.Timeout | undefined
  let net: NodeJS.Timeout | undefined

  const tellAll = () => {
    for (const channel of ears.values()) for (const heard of channel) heard(null)
  }

  const lost = (one: Client) => {
    if (client !== one || state === 'closed') return
    client = undefined
    state = 'connecting'
    one.end().catch(() => {})
    retry = setTimeout(() => void connect(), delay).unref()
    delay = Math.min(delay * 2, RETRY_MOST)
  }

  const connect = async () => {
    const { Client } = await import('pg')
    if (isClosed()) return
    const one = new Client({
      connectionString: url,
      connectionTimeoutMillis: RETRY_MOST,
      keepAlive: true,
      application_name: 'commonplace listener',
    })
    client = one
    one.on('error', () => lost(one))
    one.on('end', () => lost(one))
    one.on('notification', ({ channel, payload }) => {
      for (const heard of ears.get(channel) ?? []) heard(payload ?? null)
    })
    try {
      await one.connect()
      for (const channel of ears.keys()) await one.query(`LISTEN ${channel}`)
      if (client !== one) return
      state = 'connected'
      delay = RETRY_FIRST
      // Channels that were asked for while those were being listened to.
      for (const channel of ears.keys()) await one.query(`LISTEN ${channel}`)
      tellAll()
    } catch {
      lost(one)
    }
  }

  // A function, so that the compiler knows that it may have changed while we waited.
  const isClosed = () => state === 'closed'

  return {
    listen(channel, heard) {
      if (!/^[a-z0-9_]{1,63}$/.test(channel))
        throw new Error(`The name of a channel was expected; "${channel}" came.`)
      const own = ears.get(channel) ?? new Set()
      ears.set(channel, own.add(heard))
      net ??= setInterval(tellAll, LOOK_EVERY).unref()
      if (state === 'idle') {
        state = 'connecting'
        void connect()
      } else if (state === 'connected' && client) {
        const one = client
        one.query(`LISTEN ${channel}`).then(
          () => heard(null),
          () => lost(one),
        )
      }
      return () => void own.delete(heard)
    },
    async close() {
      state = 'closed'
      clearTimeout(retry)
      clearInterval(net)
      ears.clear()
      const last = client
      client = undefined
      await last?.end().catch(() => {})
    },
  }
}
