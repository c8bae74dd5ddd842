import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds between two attempts; together long enough for a server that is restarted. */
const WAITS = [50, 100, 200, 400, 800, 1600, 3200] as const

/** Does again, for some seconds, what failed because the connection did. Only for what may be done twice. */
export async function patiently<T>(query: () => Promise<T>): Promise<T> {
  for (const pause of WAITS) {
    try {
      return await query()
    } catch (error) {
      if (!isLost(error)) throw error
      await wait(pause)
    }
  }
  return await query()
}

/** The connection was lost or could not be made; the server itself refused nothing. */
function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // Class 08: connection exceptions; 57P01 to 57P03: shut down, crashed, starting up.
  if (/^(08|57P0[123])/.test(code) || SOCKET.has(code)) return true
  return /^Connection terminated|^Client has encountered a connection error/.test(error.message)
}

const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT'])
