/** The library as somebody else's program meets it: built, packed, and used from another folder by plain Node and plain tsc. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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
  const built = run(ROOT, join(BIN, 'tsc'), [
    '-p',
    'tsconfig.library.json',
    '--outDir',
    join(installed, 'dist/library'),
  ])
  expect(built).toEqual({ status: 0, said: '' })
  cpSync(join(ROOT, 'package.json'), join(installed, 'package.json'))
  // What npm would install: the packages that ours names.
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    const target = join(folder, 'node_modules', name)
    mkdirSync(join(target, '..'), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules', name), target)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(cwd: string, command: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  return { status, said: stdout + stderr }
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
    const config = { compilerOptions: { strict: true, module: 'nodenext', target: 'es2024', noEmit: true } }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...config, files: ['program.ts'] }))
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    expect(run(folder, join(BIN, 'tsc'), ['-p', '.'])).toEqual({ status: 0, said: '' })
  })
})
