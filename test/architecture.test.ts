import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { violations } from './architecture.ts'
import { parseSourceFile, readSourceFiles } from './source-files.ts'

const root = join(import.meta.dirname, '..')
const house = (sources: Readonly<Record<string, string>>) =>
  violations(Object.entries(sources).map(([path, text]) => parseSourceFile(path, text)))

describe('the house', () => {
  it('keeps its own rules', () => {
    const files = ['src', 'test', 'scripts', 'bench', 'examples'].flatMap((folder) =>
      existsSync(join(root, folder)) ? readSourceFiles(root, folder) : [],
    )
    expect(files.length).toBeGreaterThan(20)
    expect(violations(files)).toEqual([])
  })

  it('resolves every relative import to a file that exists', () => {
    const missing = readSourceFiles(root, 'src').flatMap((file) =>
      file.imports
        .filter((each) => each.kind === 'file' && !existsSync(join(root, each.target)))
        .map((each) => `${file.path} imports ${each.target}`),
    )
    expect(missing).toEqual([])
  })

  it('is described room by room in ARCHITECTURE.md', () => {
    const map = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
    const rooms = readdirSync(join(root, 'src'))
    expect(rooms.filter((room) => !map.includes(`${room}/`))).toEqual([])
  })
})

describe('the rules', () => {
  it('refuse an arrow upwards, also for types, exports and import()', () => {
    const wrong = ['src/memory/a.ts imports src/agent/b.ts; memory may not import agent.']
    expect(house({ 'src/memory/a.ts': "import { b } from '../agent/b.ts'" })).toEqual(wrong)
    expect(house({ 'src/memory/a.ts': "import type { B } from '../agent/b.ts'" })).toEqual(wrong)
    expect(house({ 'src/memory/a.ts': "export * from '../agent/b.ts'" })).toEqual(wrong)
    expect(house({ 'src/memory/a.ts': "export type B = import('../agent/b.ts').B" })).toEqual(wrong)
    expect(house({ 'src/memory/a.ts': "export const b = () => import('../agent/b.ts')" })).toEqual(wrong)
  })

  it('let an arrow downwards, and a test that needs another room', () => {
    expect(house({ 'src/agent/b.ts': "import { a } from '../memory/a.ts'" })).toEqual([])
    expect(house({ 'src/memory/a.test.ts': "import { b } from '../storage/b.ts'" })).toEqual([])
  })

  it('refuse a cycle, and tell it once', () => {
    expect(
      house({
        'src/memory/c.ts': "import './a.ts'",
        'src/memory/a.ts': "import './b.ts'",
        'src/memory/b.ts': "import './c.ts'",
      }),
    ).toEqual(['Cycle: src/memory/a.ts → src/memory/b.ts → src/memory/c.ts → src/memory/a.ts.'])
  })

  it('refuse a Node module in what a browser loads, however far away', () => {
    const sources = {
      'src/web/app.tsx': "import { reduce } from '../workspace/reduce.ts'",
      'src/workspace/reduce.ts': "import { hash } from './hash.ts'",
      'src/workspace/hash.ts': "import { createHash } from 'node:crypto'",
    }
    expect(house(sources)).toEqual([
      'src/workspace/hash.ts is loaded by the browser and imports node:crypto.',
    ])
    expect(
      house({ ...sources, 'src/web/app.tsx': "import type { R } from '../workspace/reduce.ts'" }),
    ).toEqual([])
  })

  it('refuse the environment outside the one file that reads it', () => {
    const wrong = ['src/server/app.ts reads the environment; only src/server/config.ts does.']
    expect(house({ 'src/server/app.ts': 'export const key = process.env.KEY' })).toEqual(wrong)
    expect(house({ 'src/server/app.ts': "export const key = process['env'].KEY" })).toEqual(wrong)
    expect(house({ 'src/server/app.ts': "import { env } from 'node:process'" })).toEqual(wrong)
    expect(house({ 'src/server/config.ts': 'export const key = process.env.KEY' })).toEqual([])
  })

  it('refuse a package of another room, a default export, a dumping ground and a very long file', () => {
    expect(house({ 'src/agent/a.ts': "import Anthropic from '@anthropic-ai/sdk'" })).toEqual([
      'src/agent/a.ts imports @anthropic-ai/sdk; only claude may.',
    ])
    expect(house({ 'src/agent/a.ts': 'export default 1' })).toHaveLength(1)
    expect(house({ 'src/agent/a.ts': 'const a = 1; export { a as default }' })).toHaveLength(1)
    expect(house({ 'src/agent/utils/a.ts': 'export const a = 1' })).toHaveLength(1)
    expect(house({ 'src/agent/a.ts': '\n'.repeat(500) })).toHaveLength(1)
  })
})
