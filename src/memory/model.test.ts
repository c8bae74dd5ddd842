/** The engine against a model so plain that it can be read at a glance: a map from path to text. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { MemoryCommand } from './command.ts'
import type { Caller, Memory } from './contract.ts'
import { openMemory } from './memory.ts'

const CLAUDE: Caller = { actor: { kind: 'claude', onBehalfOf: 'Alice' }, reader: 'chat:1' }

type Model = ReadonlyMap<string, string>

/** What a command makes of the model; null when it is refused. The reader has seen everything. */
function after(model: Model, command: MemoryCommand): Model | null {
  const next = new Map(model)
  switch (command.command) {
    case 'view':
      return model.has(command.path) || isDirectory(model, command.path) ? model : null
    case 'create':
      if (!isFree(model, command.path) && !model.has(command.path)) return null
      return next.set(command.path, command.file_text)
    case 'str_replace': {
      const text = model.get(command.path)
      if (text === undefined || command.old_str === '') return null
      const hits = [...text].filter((_, i) => text.startsWith(command.old_str, i)).length
      return hits === 1 ? next.set(command.path, text.split(command.old_str).join(command.new_str)) : null
    }
    case 'insert': {
      const text = model.get(command.path)
      if (text === undefined) return null
      const lines = text.split('\n').slice(0, text === '' || text.endsWith('\n') ? -1 : undefined)
      if (command.insert_line < 0 || command.insert_line > lines.length) return null
      lines.splice(command.insert_line, 0, command.insert_text)
      const closed = text === '' || text.endsWith('\n')
      return next.set(command.path, lines.join('\n') + (closed ? '\n' : ''))
    }
    case 'delete': {
      const gone = at(model, command.path)
      for (const path of gone) next.delete(path)
      return gone.length === 0 || command.path === '/memories' ? null : next
    }
    case 'rename': {
      const { old_path: from, new_path: to } = command
      const moved = at(model, from)
      const isIntoItself = to.toLowerCase().startsWith(`${from.toLowerCase()}/`)
      if (moved.length === 0 || from === '/memories' || isIntoItself) return null
      for (const path of moved) next.delete(path)
      if (model.has(to) || isDirectory(model, to) || !isFree(next, to, from)) return null
      for (const path of moved) next.set(to + path.slice(from.length), model.get(path) ?? '')
      return next
    }
    default:
      return command satisfies never
  }
}

function at(model: Model, path: string): readonly string[] {
  return [...model.keys()].filter((each) => each === path || each.startsWith(`${path}/`))
}

function isDirectory(model: Model, path: string): boolean {
  return path === '/memories' || [...model.keys()].some((each) => each.startsWith(`${path}/`))
}

/** No document and no directory at the path, no document above it, and none that differs only in case. */
function isFree(model: Model, path: string, leaving?: string): boolean {
  if (model.has(path) || isDirectory(model, path)) return false
  const taken = new Set<string>()
  for (const each of model.keys()) for (let p = each; p !== '/memories'; p = parent(p)) taken.add(p)
  for (let p = path; p !== '/memories'; p = parent(p)) {
    if (p !== path && model.has(p)) return false
    for (const each of taken)
      if (each !== p && each !== leaving && each.toLowerCase() === p.toLowerCase()) return false
  }
  return true
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

const path = fc.constantFrom(
  ...['/memories', '/memories/a', '/memories/b.md', '/memories/B.md', '/memories/a/c.md', '/memories/a/d'],
  ...['/memories/a/d/e.md', '/memories/f', '/memories/F/g.md', '/memories/f/g.md'],
)
const text = fc.string({ unit: fc.constantFrom('x', 'y', '\n'), maxLength: 8 })
const line = fc.string({ unit: fc.constantFrom('x', 'y'), maxLength: 3 })
const command: fc.Arbitrary<MemoryCommand> = fc.oneof(
  fc.record({ command: fc.constant('view' as const), path }),
  fc.record({ command: fc.constant('create' as const), path, file_text: text }),
  fc.record({ command: fc.constant('create' as const), path, file_text: text }),
  fc.record({ command: fc.constant('str_replace' as const), path, old_str: text, new_str: text }),
  fc.record({
    command: fc.constant('insert' as const),
    path,
    insert_line: fc.integer({ min: -1, max: 5 }),
    insert_text: line,
  }),
  fc.record({ command: fc.constant('delete' as const), path }),
  fc.record({ command: fc.constant('rename' as const), old_path: path, new_path: path }),
)

async function contents(memory: Memory): Promise<Model> {
  const found = new Map<string, string>()
  for (const info of memory.documents()) found.set(info.path, (await memory.text(info.document)) ?? '')
  return found
}

function sorted(model: Model): readonly (readonly [string, string])[] {
  return [...model].sort(([a], [b]) => (a < b ? -1 : 1))
}

function seeAll(memory: Memory): void {
  for (const info of memory.documents()) memory.see(CLAUDE.reader, info.document, info.version)
}

/** On many disks these two are one directory. */
const INTO_ITSELF: MemoryCommand[] = [
  { command: 'create', path: '/memories/f/g.md', file_text: '' },
  { command: 'rename', old_path: '/memories/f', new_path: '/memories/F/g.md' },
]

it('does what the model does, one command after the other, and so does a process that opens the log anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 30 }), async (commands) => {
      const log = inProcessLog()
      const memory = await openMemory(log)
      let model: Model = new Map()
      for (const each of commands) {
        seeAll(memory)
        const next = after(model, each)
        const result = await memory.run(each, CLAUDE)
        expect([each, result.text, result.isError]).toEqual([each, result.text, next === null])
        model = next ?? model
        expect(sorted(await contents(memory))).toEqual(sorted(model))
      }
      const again = await openMemory(log)
      expect(again.documents()).toEqual(memory.documents())
      expect(sorted(await contents(again))).toEqual(sorted(model))
    }),
    { numRuns: 300, examples: [[INTO_ITSELF]] },
  )
})

it('comes to the same when the commands wait together and are appended in groups', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 20 }), async (commands) => {
      const changing = commands.filter((each) => each.command === 'create' || each.command === 'str_replace')
      const [one, other] = [await openMemory(inProcessLog()), await openMemory(inProcessLog())]
      const single: boolean[] = []
      for (const each of changing) single.push((await one.run(each, CLAUDE)).isError)
      const together = await Promise.all(changing.map((each) => other.run(each, CLAUDE)))
      expect(together.map((each) => each.isError)).toEqual(single)
      expect(sorted(await contents(other))).toEqual(sorted(await contents(one)))
      expect(other.head).toBe(one.head)
    }),
    { numRuns: 150 },
  )
})

it('is as it was before after an undo of the newest commit, whatever that was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 20 }), async (commands) => {
      const memory = await openMemory(inProcessLog())
      for (const each of commands) {
        seeAll(memory)
        const before = sorted(await contents(memory))
        const { commit } = await memory.run(each, CLAUDE)
        if (commit === undefined) continue
        expect(await memory.revert(commit, CLAUDE)).toMatchObject({ kind: 'done' })
        expect(sorted(await contents(memory))).toEqual(before)
        expect(await memory.revert(commit + 1, CLAUDE)).toMatchObject({ kind: 'done' })
      }
    }),
    { numRuns: 150 },
  )
})
