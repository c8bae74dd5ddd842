/** What a browser loads before it shows anything, counted in a real one. */
import { startBrowser } from '../test/chromium.ts'
import { startServer } from '../test/server.ts'
import { print } from './measure.ts'

export async function run(): Promise<void> {
  const server = await startServer()
  const browser = await startBrowser()
  const page = await browser.open('about:blank')
  const sizes = new Map<string, number>()
  page.on('response', async (response) => {
    if (response.url().includes('/api/')) return
    const { responseBodySize } = await response.request().sizes()
    const kind = response.request().resourceType()
    sizes.set(kind, (sizes.get(kind) ?? 0) + responseBodySize)
  })
  await page.goto(server.url, { waitUntil: 'networkidle' })
  await browser.close()
  await server.close()
  const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
  const total = [...sizes.values()].reduce((a, b) => a + b, 0)
  const rows = [...sizes].map(([kind, bytes]) => [kind, kb(bytes)])
  print({
    title: 'First load of the web app',
    method: 'Bytes over the wire, compressed as the server sends them to Chromium.',
    columns: ['kind', 'size'],
    rows: [...rows, ['**all**', kb(total)]],
  })
}
