/**
 * Preloaded by `npm start` (`node --import`), so that building and serving are one process, to start and to stop:
 * builds the web app and the documentation if they are stale, and ends the server when npm, which does not hand its SIGTERM on, is gone.
 */
import { isMainThread } from 'node:worker_threads'
import { buildDocsIfStale } from './docs-build.ts'
import { buildWebIfStale } from './web-build.ts'

/** Milliseconds between looks at whether npm is still there. */
const LOOK = 500

if (isMainThread) {
  try {
    buildWebIfStale()
    await buildDocsIfStale()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, LOOK)
  timer.unref()
}
