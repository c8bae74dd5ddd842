import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const SERVER = 'http://127.0.0.1:8501'

/** Builds the web app to `dist/web`; `vite` alone serves it with hot reload in front of a running server. */
export default defineConfig({
  root: 'src/web',
  plugins: [react(), tailwindcss(), fetchAppEarly(), compileAtOnce(), themeInPage()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Three files come first, and each takes along all that it needs: what asks for the state, what draws, and what shows
    // the state. Then, in one file too, what shows turns and how full they make a context.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Beside it stands what joins files, 0.7 KB: rolldown keeps that in a file of its own, whatever a group says.
            { name: 'first', test: /\/web\/main\.ts$/, priority: 3 },
            { name: 'react-dom', test: /\/node_modules\/(react-dom|scheduler)\//, priority: 2 },
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

/** Names in the page what `main.ts` asks for next, so that a browser fetches all of it at once. */
function fetchAppEarly(): Plugin {
  return {
    name: 'fetch-app-early',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const files = Object.values(bundle ?? {})
        const app = files.find((file) => file.type === 'chunk' && file.moduleIds.some(isShow))
        if (app?.type !== 'chunk') return []
        return [app.fileName, ...app.imports]
          .filter((name) => !html.includes(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
            injectTo: 'head' as const,
          }))
      },
    },
  }
}

function isShow(module: string): boolean {
  return module.endsWith('/web/show.tsx')
}

/** What nearly all of is called before one sees anything. */
const AT_ONCE = /\/(?:first|react-dom|app)-/

/** Has Chromium compile all functions of a file while it reads it, beside the page, not each at its first call, within it. */
function compileAtOnce(): Plugin {
  return {
    name: 'compile-at-once',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle))
          if (file.type === 'chunk' && AT_ONCE.test(file.fileName))
            file.code = `//# allFunctionsCalledOnLoad\n${file.code}`
      },
    },
  }
}

const THEME = '<script src="/theme.js"></script>'

/** Writes `theme.js` into the page itself: a browser reads no further, and runs nothing else, until it has that. */
function themeInPage(): Plugin {
  return {
    name: 'theme-in-page',
    apply: 'build',
    transformIndexHtml(html) {
      if (!html.includes(THEME)) throw new Error(`Expected ${THEME} in index.html.`)
      const script = readFileSync(join(import.meta.dirname, 'src/web/public/theme.js'), 'utf8')
      return html.replace(THEME, () => `<script>\n${script}</script>`)
    },
  }
}
