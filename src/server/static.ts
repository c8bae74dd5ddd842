/** The web app as it was built: read once, compressed once, served from memory. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
}

/** Vite puts the hash of what a file holds into its name, so such a file never changes. */
const HASHED = /^\/assets\/.+-[\w-]{8}\.\w+$/
const COMPRESSIBLE = /^(text\/|application\/(json|manifest)|image\/svg)/
const SMALLEST_COMPRESSED = 1_000

interface WebFile {
  readonly plain: Buffer
  readonly type: string
  readonly etag: string
  readonly cache: string
  /** Made when first asked for. */
  brotli?: Buffer
  gzip?: Buffer
}

export type WebApp = (request: Request) => Response

/**
 * Serves what lies in `folder`, by exact name: no path of a request ever reaches the disk. Paths without an
 * extension get `index.html`. While nothing is built, every page says so.
 */
export function createWebApp(folder: string): WebApp {
  let files = readAll(folder)
  return (request) => {
    if (!files.has('/index.html')) files = readAll(folder)
    const { pathname } = new URL(request.url)
    const page = extname(pathname) === '' ? '/index.html' : pathname
    const file = files.get(page)
    if (file) return answer(request, file)
    if (page === '/index.html')
      return new Response(NOT_BUILT, { status: 503, headers: { 'content-type': HTML } })
    return new Response('Not found.\n', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
  }
}

const HTML = 'text/html; charset=utf-8'
const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Commonplace</title>
<h1>The web app is not built yet</h1>
<p>Start Commonplace with <code>npm start</code>, which builds it, or run <code>npm run dev</code>. Then reload this page.</p>
<p>The HTTP interface under <code>/api</code> works already.</p></html>
`

function readAll(folder: string): Map<string, WebFile> {
  const files = new Map<string, WebFile>()
  for (const name of listed(folder)) {
    const plain = readFileSync(join(folder, name))
    const path = `/${name.split(sep).join('/')}`
    files.set(path, {
      plain,
      type: TYPES[extname(path)] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      cache: HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
  }
  return files
}

function listed(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  } catch {
    return []
  }
}

function answer(request: Request, file: WebFile): Response {
  const headers = new Headers({ etag: file.etag, 'cache-control': file.cache, vary: 'accept-encoding' })
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers })
  headers.set('content-type', file.type)
  const { encoding, bytes } = encoded(request.headers.get('accept-encoding') ?? '', file)
  if (encoding) headers.set('content-encoding', encoding)
  headers.set('content-length', String(bytes.length))
  return new Response(new Uint8Array(bytes), { headers })
}

function encoded(
  accepted: string,
  file: WebFile,
): { readonly encoding: string | null; readonly bytes: Buffer } {
  const worth = COMPRESSIBLE.test(file.type) && file.plain.length >= SMALLEST_COMPRESSED
  if (worth && /\bbr\b/.test(accepted)) {
    // Quality 9: nearly as small as 11 at a tenth of the time; each file is compressed once.
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
    file.brotli ??= brotliCompressSync(file.plain, { params })
    return { encoding: 'br', bytes: file.brotli }
  }
  if (worth && /\bgzip\b/.test(accepted)) {
    file.gzip ??= gzipSync(file.plain)
    return { encoding: 'gzip', bytes: file.gzip }
  }
  return { encoding: null, bytes: file.plain }
}
