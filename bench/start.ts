/** From the start of the process to the first answered request, on new folders and on used ones. */
import { startServer } from '../test/server.ts'
import { median, ms, print, timed } from './measure.ts'
import { call } from './processes.ts'

const RUNS = 7

export async function run(): Promise<void> {
  const fresh: number[] = []
  const again: number[] = []
  for (let i = 0; i < RUNS; i++) {
    let server: Awaited<ReturnType<typeof startServer>> | undefined
    fresh.push(
      await timed(async () => {
        server = await startServer()
        await call(server.url, 'GET', '/api/state')
      }),
    )
    if (!server) return
    const running = server
    await running.stop()
    again.push(
      await timed(async () => {
        await running.restart()
        await call(running.url, 'GET', '/api/state')
      }),
    )
    await running.close()
  }
  print({
    title: 'Start',
    method: `From spawning the process to the first answer of /api/state, the web app being built. Medians of ${RUNS}.`,
    columns: ['new folders', 'used folders'],
    rows: [[ms(median(fresh)), ms(median(again))]],
  })
}
