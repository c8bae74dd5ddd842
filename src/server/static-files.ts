/** The built web app and documentation, served out of memory: only files that were there at start exist, so no path can lead elsewhere. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { contentPolicy } from './guard.ts'

export interface StaticFiles {
  /** Whether a web app has been built. */
  readonly built: boolean
  /** The answer for a path of a URL; null when there is no such file. */
  answer(path: string, headers: StaticRequest): Response | null
}

/** The same, read when it is first asked for and there: most who start the server never open the documentation. */
export function readStaticFilesLater(folder: string): StaticFiles {
  let read: StaticFiles | null = null
  const files = () => {
    if (!read?.built) read = readStaticFiles(folder)
    return read
  }
  return {
    get built() {
      return files().built
    },
    answer: (path, request) => files().answer(path, request),
  }
}

/** The documentation, below `/docs/`. `/docs` alone leads there; a folder is its index, a page needs no `.html`, and one that is not there is said to be missing, on a page like the others. */
export function docsAnswer(files: StaticFiles, path: string, request: StaticRequest): Response | null {
  if (path === '/docs') return new Response(null, { status: 308, headers: { location: '/docs/' } })
  const inside = path.slice('/docs'.length)
  if (files.built) {
    const file = inside.endsWith('/') ? `${inside}index.html` : inside
    return files.answer(file, request) ?? files.answer(`${file}.html`, request) ?? missing(files, request)
  }
  const text = 'The documentation has not been built yet. Run "npm start", or read the files in docs/.\n'
  return new Response(text, { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

function missing(files: StaticFiles, { accept }: StaticRequest): Response | null {
  const page = files.answer('/missing.html', { accept, ifNoneMatch: '' })
  return page && new Response(page.body, { status: 404, headers: page.headers })
}

export interface StaticRequest {
  readonly accept: string
  readonly ifNoneMatch: string
}

interface File {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly tag: string
  readonly hashed: boolean
  /** Of the scripts that stand in a page itself, as a content security policy names them. */
  readonly scripts: readonly string[]
  /** Compressed forms, made when first asked for. */
  readonly packed: Map<Encoding, Uint8Array<ArrayBuffer>>
}

type Encoding = 'br' | 'gzip'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}
const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt'])

/** Vite writes the hash of a file's content into the names under `assets/`; those never change. */
const HASHED = /^\/assets\/.+-[\w-]{8,}\.\w+$/

/** Reads the folder that the build made; without it, every page says how to make it. */
export function readStaticFiles(folder: string): StaticFiles {
  const files = new Map(listFiles(folder).map((file) => [urlOf(folder, file), readFile(folder, file)]))
  const built = files.has('/index.html')
  return {
    built,
    answer(path, request) {
      if (!built) return path === '/' ? notBuilt() : null
      const file = files.get(path === '/' ? '/index.html' : path)
      return file ? answerFile(file, request) : null
    },
  }
}

function listFiles(folder: string): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function urlOf(folder: string, file: string): string {
  return `/${relative(folder, file).split(sep).join('/')}`
}

function readFile(folder: string, path: string): File {
  const bytes = new Uint8Array(readFileSync(path))
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  return {
    bytes,
    type,
    scripts: type === TYPES['.html'] ? scriptsIn(Buffer.from(bytes).toString('utf8')) : [],
    tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    hashed: HASHED.test(urlOf(folder, path)),
    packed: new Map(),
  }
}

/** A browser runs what stands in a page only when its policy names it; it hashes the text as it stands, ends of lines as LF. */
function scriptsIn(page: string): readonly string[] {
  return [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script = '']) => {
    return `sha256-${createHash('sha256').update(script.replaceAll('\r\n', '\n')).digest('base64')}`
  })
}

function answerFile(file: File, { accept, ifNoneMatch }: StaticRequest): Response {
  const headers: Record<string, string> = {
    'content-type': file.type,
    'cache-control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.tag,
    vary: 'accept-encoding',
  }
  if (file.scripts.length > 0) headers['content-security-policy'] = contentPolicy(file.scripts)
  if (ifNoneMatch === file.tag) return new Response(null, { status: 304, headers })
  const encoding = encodingFor(file, accept)
  if (!encoding) return new Response(file.bytes, { headers })
  return new Response(pack(file, encoding), { headers: { ...headers, 'content-encoding': encoding } })
}

function encodingFor(file: File, accept: string): Encoding | null {
  const extension = Object.keys(TYPES).find((key) => TYPES[key] === file.type)
  if (extension === undefined || !COMPRESSIBLE.has(extension)) return null
  const accepted = accept.split(',').map((part) => part.trim().split(';')[0])
  if (accepted.includes('br')) return 'br'
  return accepted.includes('gzip') ? 'gzip' : null
}

function pack(file: File, encoding: Encoding): Uint8Array<ArrayBuffer> {
  const known = file.packed.get(encoding)
  if (known) return known
  const made = new Uint8Array(
    encoding === 'br'
      ? brotliCompressSync(file.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
      : gzipSync(file.bytes, { level: 9 }),
  )
  file.packed.set(encoding, made)
  return made
}

function notBuilt(): Response {
  const text =
    'Commonplace is running, but its web app has not been built yet.\n\nRun "npm start", or "npx vite build", and start the server again.\n'
  return new Response(text, { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
