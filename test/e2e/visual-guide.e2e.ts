/** The pictures of `docs/visual-guide.md`: every screen that they show is still there, and the page shows each of them. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { SHOTS, THEMES, takePictures } from '../pictures.ts'

const docs = join(import.meta.dirname, '../../docs')
const guide = readFileSync(join(docs, 'visual-guide.md'), 'utf8')
const names = SHOTS.flatMap(({ name }) => THEMES.map((theme) => `${name}-${theme}.jpg`))
const folder = mkdtempSync(join(tmpdir(), 'commonplace-pictures-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the visual guide', () => {
  it('can be illustrated anew: each of its screens is reached, in both themes', {
    timeout: 300_000,
  }, async () => {
    const taken: string[] = []
    await takePictures(folder, (file) => taken.push(file))
    expect(taken.toSorted()).toEqual(names.toSorted())
  })

  it('shows every picture, and each lies beside it', () => {
    for (const name of names) {
      expect(guide).toContain(`images/${name}`)
      expect(existsSync(join(docs, 'images', name)), `${name}: run "npm run pictures"`).toBe(true)
    }
  })
})
