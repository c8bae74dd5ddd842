import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { docsAnswer, readStaticFiles, readStaticFilesLater } from './static-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-static-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const SCRIPT = 'export const x = 1\n'.repeat(200)

function build(): string {
  const web = join(folder, 'web')
  mkdirSync(join(web, 'assets'), { recursive: true })
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Commonplace</title>')
  writeFileSync(join(web, 'theme.js'), SCRIPT)
  writeFileSync(join(web, 'assets/index-Ab3_x9Zq.js'), SCRIPT)
  writeFileSync(join(web, 'assets/inter-Ab3_x9Zq.woff2'), 'font')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  symlinkSync(join(folder, 'secret.txt'), join(web, 'link.txt'))
  return web
}

const plain = { accept: '', ifNoneMatch: '' }

describe('the built web app', () => {
  it('keeps hashed files for good and asks about the others each time', () => {
    const files = readStaticFiles(build())
    expect(files.answer('/assets/index-Ab3_x9Zq.js', plain)?.headers.get('cache-control')).toMatch(
      /immutable/,
    )
    expect(files.answer('/theme.js', plain)?.headers.get('cache-control')).toBe('no-cache')
    expect(files.answer('/', plain)?.headers.get('cache-control')).toBe('no-cache')
  })

  it('is found when it is built after the server was started', () => {
    const files = readStaticFilesLater(join(folder, 'web'))
    expect(files.built).toBe(false)
    build()
    expect(files.answer('/theme.js', plain)?.status).toBe(200)
  })

  it('gives the page at the root, with its type', async () => {
    const page = readStaticFiles(build()).answer('/', plain)
    expect(page?.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await page?.text()).toContain('<title>Commonplace</title>')
  })

  it('names in the policy of a page what stands in that page, and nothing in that of others', () => {
    const web = build()
    const inline = '\n  first()\n'
    writeFileSync(
      join(web, 'with.html'),
      `<script>${inline}</script><script src="/theme.js"></script><script>b</script>`,
    )
    const files = readStaticFiles(web)
    const policy = files.answer('/with.html', plain)?.headers.get('content-security-policy')
    const hashes = [inline, 'b'].map(
      (script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    )
    expect(policy).toContain(`script-src 'self' ${hashes.join(' ')};`)
    expect(files.answer('/', plain)?.headers.has('content-security-policy')).toBe(false)
  })

  it('compresses what can be compressed, as the browser takes it', async () => {
    const files = readStaticFiles(build())
    const packed = async (accept: string) => {
      const answer = files.answer('/theme.js', { ...plain, accept })
      return {
        encoding: answer?.headers.get('content-encoding'),
        bytes: Buffer.from(await answer!.arrayBuffer()),
      }
    }
    const brotli = await packed('gzip, deflate, br, zstd')
    expect(brotli.encoding).toBe('br')
    expect(brotliDecompressSync(brotli.bytes).toString()).toBe(SCRIPT)
    const gzip = await packed('gzip')
    expect(gunzipSync(gzip.bytes).toString()).toBe(SCRIPT)
    expect((await packed('')).bytes.toString()).toBe(SCRIPT)
    const font = files.answer('/assets/inter-Ab3_x9Zq.woff2', { ...plain, accept: 'br' })
    expect(font?.headers.get('content-encoding')).toBeNull()
  })

  it('answers 304 to a browser that has the same bytes', () => {
    const files = readStaticFiles(build())
    const tag = files.answer('/theme.js', plain)?.headers.get('etag') ?? ''
    expect(files.answer('/theme.js', { ...plain, ifNoneMatch: tag })?.status).toBe(304)
    expect(files.answer('/theme.js', { ...plain, ifNoneMatch: '"other"' })?.status).toBe(200)
  })

  it.each([
    '/secret.txt',
    '/../secret.txt',
    '/link.txt',
    '/assets',
    '/assets/',
    '//theme.js',
    '/THEME.js',
    '/constructor',
  ])('has nothing at %s', (path) => {
    expect(readStaticFiles(build()).answer(path, plain)).toBeNull()
  })

  it('says how to build it when it is not there', async () => {
    const files = readStaticFiles(join(folder, 'nothing'))
    expect(files.built).toBe(false)
    const page = files.answer('/', plain)
    expect(page?.status).toBe(503)
    expect(await page?.text()).toContain('npm start')
  })
})

describe('the built documentation', () => {
  const page = async (path: string, folder: string) => {
    const answer = docsAnswer(readStaticFilesLater(folder), path, plain)
    return answer && { status: answer.status, to: answer.headers.get('location'), text: await answer.text() }
  }

  it('lies below /docs/, where a folder is its index', async () => {
    const docs = build()
    mkdirSync(join(docs, 'backends'))
    writeFileSync(join(docs, 'backends/index.html'), 'Backends')
    expect(await page('/docs', docs)).toMatchObject({ status: 308, to: '/docs/' })
    expect((await page('/docs/', docs))?.text).toContain('<title>Commonplace</title>')
    expect((await page('/docs/backends/', docs))?.text).toBe('Backends')
    expect(await page('/docs/backends', docs)).toBeNull()
    writeFileSync(join(docs, 'tutorial.html'), 'Tutorial')
    expect((await page('/docs/tutorial', docs))?.text).toBe('Tutorial')
    expect(await page('/docs/../secret.txt', docs)).toBeNull()
    writeFileSync(join(docs, 'missing.html'), 'Not here')
    expect(await page('/docs/nothing', docs)).toMatchObject({ status: 404, text: 'Not here' })
  })

  it('says how to build it when it is not there', async () => {
    expect(await page('/docs/', join(folder, 'nothing'))).toMatchObject({ status: 503 })
  })
})
