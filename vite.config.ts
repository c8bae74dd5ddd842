import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const SERVER = 'http://127.0.0.1:8501'

/** Builds the web app to `dist/web`; `vite` alone serves it with hot reload in front of a running server. */
export default defineConfig({
  root: 'src/web',
  plugins: [react(), tailwindcss(), fetchAppEarly()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Two files come first, and each takes along all that it needs: what asks for the state, and what shows it. Then, in
    // one file too, what shows turns and how full they make a context.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', test: /\/web\/main\.ts$/, priority: 2 },
            { name: 'app', test: /\/web\/show\.tsx$/, priority: 1 },
            { name: 'turns', test: /\/web\/(chat\/turns|context\/meter)\.tsx$/ },
          ],
        },
      },
    },
    // The editor is loaded when somebody edits; the first load has its own, gzipped, budget.
    chunkSizeWarningLimit: 600,
  },
  server: {
    host: '127.0.0.1',
    // Only what is below /api/: our own api.ts is no call of the server's interface.
    // The server takes writes only from its own pages, and these come from Vite's address.
    proxy: { '^/api/': { target: SERVER, changeOrigin: true, headers: { origin: SERVER } } },
  },
})

/** Names in the page what `main.ts` asks for next, so that a browser fetches both files at once. */
function fetchAppEarly(): Plugin {
  return {
    name: 'fetch-app-early',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const files = Object.values(bundle ?? {})
        const app = files.find((file) => file.type === 'chunk' && file.moduleIds.some(isShow))
        if (!app) return []
        const attrs = { rel: 'modulepreload', crossorigin: true, href: `/${app.fileName}` }
        return [{ tag: 'link', attrs, injectTo: 'head' }]
      },
    },
  }
}

function isShow(module: string): boolean {
  return module.endsWith('/web/show.tsx')
}
