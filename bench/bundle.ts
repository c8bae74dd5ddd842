/** A page of a bench as one script, built as the app is. */
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

export async function bundle(page: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: join(import.meta.dirname, '..'),
    logLevel: 'error',
    plugins: [react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: join(import.meta.dirname, page), formats: ['iife'], name: 'page' },
    },
  })
  const [result] = Array.isArray(built) ? built : [built]
  const chunk = result && 'output' in result ? result.output.find((each) => each.type === 'chunk') : undefined
  if (!chunk) throw new Error('Expected Vite to build one script.')
  return chunk.code
}
