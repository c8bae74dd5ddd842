import type { MemoryLog } from '../memory/log.ts'

/** Something opened that holds the logs of several memories, such as a database. */
interface Opened {
  logOf(memory: string): MemoryLog
  /** The ids of all memories that have a commit, in order. */
  memories(): Promise<readonly string[]>
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

  /** Opens it when it is not open; the last who leaves closes it. */
  const enter = async () => {
    opening ??= open()
    const mine = opening
    logs++
    const opened = await mine.catch((error: unknown) => {
      if (opening === mine) opening = undefined
      logs--
      throw error
    })
    let left = false
    const leave = async () => {
      if (left) return
      left = true
      if (opening === mine && --logs === 0) await closePlace()
    }
    return { opened, leave }
  }

  return {
    async log(memory: string): Promise<MemoryLog> {
      const { opened, leave } = await enter()
      return { ...opened.logOf(memory), close: leave }
    },
    async memories(): Promise<readonly string[]> {
      const { opened, leave } = await enter()
      return await opened.memories().finally(leave)
    },
    close: closePlace,
  }
}
