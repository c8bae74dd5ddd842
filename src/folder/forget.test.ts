/** What the working copy keeps of texts that were erased for ever: nothing. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ALICE, desk } from '../../test/working-copy-desk.ts'
import { OWN_PREFIX } from './names.ts'

const PATH = '/memories/a.md'
const SECRET = 'the password is heron-42\n'

function everythingBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .map((path) => `${path}\n${statSync(path).isFile() ? readFileSync(path, 'utf8') : ''}`)
    .join('\n')
}

describe('after an erasure', () => {
  it('has neither the old text nor its name nor its hash, in no file of its own', async () => {
    const d = await desk()
    const root = join(d.folder, '..')
    await d.memory.create(PATH, SECRET, ALICE)
    await d.copy.settled(1)
    const { document, sha256 } = d.memory.at(PATH) ?? { document: '', sha256: '-' }
    expect(everythingBelow(root)).toContain('heron-42')
    expect(everythingBelow(root)).toContain(sha256)
    await d.memory.erase({ erase: [{ document, versions: 'all' }] }, ALICE)
    await d.copy.settled(d.memory.head)
    await d.copy.forget()
    const all = everythingBelow(root)
    for (const trace of ['heron-42', sha256, 'a.md']) expect(all).not.toContain(trace)
  })

  it('does not take a replaced file in again that a crash has left', async () => {
    const d = await desk()
    await d.memory.create(PATH, SECRET, ALICE)
    const { document } = d.memory.at(PATH) ?? { document: '' }
    await d.memory.save(document, 1, 'open\n', ALICE)
    await d.copy.settled(2)
    await d.away(async () => {
      writeFileSync(join(d.folder, `${OWN_PREFIX}${document}-1-x.kept`), SECRET)
      await d.memory.erase({ erase: [{ document, versions: [1] }] }, ALICE)
    })
    expect(d.paths()).toEqual([PATH])
    expect(everythingBelow(d.folder)).not.toContain('heron-42')
  })
})
