import type { MemoryLog } from '../memory/log.ts'

/** Something opened that holds the logs of several memories, such as a database. */
interface Opened {
  logOf(memory: string): MemoryLog
  close(): Promise<void>
}

/** Opens the place for its first log and closes it after its last one. A place that could not be opened is tried again. */
export function sharedPlace({ open }: { open(): Promise<Opened> }) {
  let opening: Promise<Opened> | undefined
  let logs = 0

  const closePlace = async () => {
    const opened = opening
    opening = undefined
    logs = 0
    await (await opened?.catch(() => undefined))?.close()
  }

  return {
    async log(memory: string): Promise<MemoryLog> {
      opening ??= open()
      const mine = opening
      logs++
      const opened = await mine.catch((error: unknown) => {
        if (opening === mine) opening = undefined
        logs--
        throw error
      })
      let closed = false
      const close = async () => {
        if (closed) return
        closed = true
        if (opening === mine && --logs === 0) await closePlace()
      }
      return { ...opened.logOf(memory), close }
    },
    close: closePlace,
  }
}
