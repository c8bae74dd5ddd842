/** `npm run dev`: the server, started again when its files change, and Vite with hot reload in front of it. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const children = [
  ['--watch', '--watch-preserve-output', 'src/cli/main.ts', 'serve', ...process.argv.slice(2)],
  ['node_modules/vite/bin/vite.js', '--open', 'false'],
].map((args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }))

const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
for (const child of children) child.once('exit', stop)
