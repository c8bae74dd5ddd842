/** The library as somebody else's program meets it: packed by npm, and used from another folder by plain Node and plain tsc. */
import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const BIN = join(ROOT, 'node_modules/.bin')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-library-'))
  const installed = join(folder, 'node_modules/commonplace')
  mkdirSync(installed, { recursive: true })
  // Packing builds first.
  const packed = run(ROOT, 'npm', ['pack', '--silent', '--pack-destination', folder])
  expect(packed.status, packed.said).toBe(0)
  const [tarball = ''] = globSync('*.tgz', { cwd: folder })
  const unpacked = run(folder, 'tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'])
  expect(unpacked).toEqual({ status: 0, said: '' })
  // What npm would install: the packages that ours names.
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    const target = join(folder, 'node_modules', name)
    mkdirSync(join(target, '..'), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules', name), target)
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(cwd: string, command: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

/** Each file is a program of its own. */
function expectCompiled(files: readonly string[], more: object = {}): void {
  const compilerOptions = {
    strict: true,
    module: 'nodenext',
    target: 'es2024',
    types: ['node'],
    noEmit: true,
    ...more,
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
  expect(run(folder, join(BIN, 'tsc'), ['-p', '.'])).toEqual({ status: 0, said: '' })
}

/** The pieces of TypeScript on a page. */
function codeOn(page: string): readonly string[] {
  const text = readFileSync(join(ROOT, page), 'utf8')
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code)
}

describe("import … from 'commonplace/memory'", () => {
  it('works in a program of its own, without type stripping', () => {
    writeFileSync(
      join(folder, 'program.mjs'),
      `import { inProcessLog, openMemory } from 'commonplace/memory'
      const memory = await openMemory(inProcessLog())
      const me = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
      const outcome = await memory.create('/memories/a.md', 'one', me)
      console.log(outcome.kind, await memory.text(memory.at('/memories/a.md').document))
      await memory.close()`,
    )
    const flags = ['--no-experimental-strip-types', 'program.mjs']
    expect(run(folder, process.execPath, flags)).toEqual({ status: 0, said: 'done one\n' })
  })

  it('opens a backend by its address, loading only what that one needs', () => {
    writeFileSync(
      join(folder, 'kept.mjs'),
      `import { openBackend, openMemory } from 'commonplace/memory'
      const me = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }
      for (const turn of [1, 2]) {
        const memory = await openMemory(await openBackend('sqlite:kept.db').log('default'))
        await memory.create('/memories/' + turn + '.md', 'one', me)
        console.log(memory.head)
        await memory.close()
      }`,
    )
    const flags = ['--no-experimental-strip-types', 'kept.mjs']
    expect(run(folder, process.execPath, flags)).toEqual({ status: 0, said: '1\n2\n' })
  })

  it('has types that a strict program compiles against', () => {
    writeFileSync(
      join(folder, 'program.ts'),
      `import { inProcessLog, type Memory, openMemory } from 'commonplace/memory'
      const memory: Memory = await openMemory(inProcessLog())
      const outcome = await memory.create('/memories/a.md', 'one', { actor: { kind: 'disk' }, reader: 'disk' })
      if (outcome.kind === 'done') console.log(outcome.commit.number + 1)
      // @ts-expect-error a commit is not a word
      const wrong: string = memory.history()[0]
      console.log(wrong)`,
    )
    expectCompiled(['program.ts'])
  })

  it('has a name for what each of its functions gives, so that others can declare functions of their own', () => {
    writeFileSync(
      join(folder, 'named.ts'),
      `import * as library from 'commonplace/memory'
      type L = typeof library
      export const directory = (memory: library.Memory) => memory.directory('/memories')
      export const added = (memories: library.Memories) => memories.add({} as library.MemoryInfo)
      export const opened = (memories: library.Memories) => memories.as(library.OWNER).in('default', 'read')
      export const placed = (edge: library.Edge, by: library.Caller) => edge.create('/memories/a.md', '', by)
      export const undoing = (...of: Parameters<L['previewUndo']>) => library.previewUndo(...of)
      export const replacing = (...of: Parameters<L['planReplace']>) => library.planReplace(...of)
      export const edits = (...of: Parameters<L['planEdits']>) => library.planEdits(...of)
      export const problems = (verdict: library.Verdict) => verdict.problems
      export const mount = (by: library.Caller) => by.mount
      export const changes = (commit: library.Commit) => commit.changes
      export const found = (memory: library.Memory) => library.scanMemory(memory)`,
    )
    expectCompiled(['named.ts'], { noEmit: false, declaration: true, outDir: 'named' })
  })

  it('compiles all code on all pages', () => {
    const pages = globSync('docs/**/*.md', { cwd: ROOT }).filter((page) => codeOn(page).length > 0)
    expect(pages).toContain('docs/guide/library.md')
    const files = pages.flatMap(codeOn).map((code, i) => {
      writeFileSync(join(folder, `page-${i}.ts`), code)
      return `page-${i}.ts`
    })
    expect(files.length).toBeGreaterThan(pages.length)
    expectCompiled(files)
  })
})
