import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const SERVER = 'http://127.0.0.1:8501'

/** Builds the web app to `dist/web`; `vite` alone serves it with hot reload in front of a running server. */
export default defineConfig({
  root: 'src/web',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
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
