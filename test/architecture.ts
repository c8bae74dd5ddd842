import type { Import, SourceFile } from './source-files.ts'

/** For each room, the rooms that its code may import. `decisions/` and ARCHITECTURE.md say why. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  memory: [],
  database: [],
  claude: [],
  rehearsal: [],
  storage: ['memory', 'database'],
  folder: ['memory'],
  search: ['memory'],
  agent: ['memory', 'search', 'claude'],
  workspace: ['memory', 'search', 'database', 'claude', 'agent'],
  server: ['memory', 'database', 'claude', 'rehearsal', 'storage', 'folder', 'search', 'agent', 'workspace'],
  cli: [
    'server',
    'memory',
    'database',
    'claude',
    'rehearsal',
    'storage',
    'folder',
    'search',
    'agent',
    'workspace',
  ],
  library: ['memory', 'storage', 'database'],
  web: ['memory', 'agent', 'workspace'],
}

/** Single arrows beside those of the rooms, for types alone: the words that both sides need. */
const WORDS: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'src/claude/', to: 'src/agent/events.ts' },
  { from: 'src/claude/', to: 'src/agent/capabilities.ts' },
  { from: 'src/web/', to: 'src/search/answer.ts' },
]

/** Packages that one room alone may import (its tests and other rooms' tests aside). */
const OWNERS: readonly { readonly pattern: RegExp; readonly rooms: readonly string[] }[] = [
  { pattern: /^@anthropic-ai\//, rooms: ['claude'] },
  {
    pattern: /^(react|react-dom|radix-ui|lucide-react|uplot|@tanstack\/.*|@codemirror\/.*)(\/|$)/,
    rooms: ['web'],
  },
  { pattern: /^kysely(\/|$)|^node:sqlite$/, rooms: ['database', 'storage', 'search', 'workspace', 'server'] },
  { pattern: /^@aws-sdk\/client-(s3|dynamodb)$/, rooms: ['storage'] },
  { pattern: /^pg$/, rooms: ['database'] },
  { pattern: /^chokidar$/, rooms: ['folder'] },
  { pattern: /^(hono|@hono\/.*)(\/|$)/, rooms: ['server'] },
]

const CONFIGURATION = 'src/server/config.ts'
const DUMPING_GROUNDS = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'lib', 'shared', 'misc'])
const MOST_LINES = 400

/** Every broken rule, one sentence each. Empty for a house in order. */
export function violations(files: readonly SourceFile[]): string[] {
  return [...files.flatMap(ofOneFile), ...cycles(files), ...nodeInTheBrowser(files)]
}

function ofOneFile(file: SourceFile): string[] {
  const { path } = file
  const found: string[] = []
  if (file.lines > MOST_LINES) found.push(`${path} has ${file.lines} lines; ${MOST_LINES} is the most.`)
  if (file.hasDefaultExport) found.push(`${path} has a default export; name what it exports.`)
  for (const folder of path.split('/').slice(0, -1)) {
    if (DUMPING_GROUNDS.has(folder)) found.push(`${path} lies in a folder named ${folder}; name the idea.`)
  }
  if (isTest(path) || !path.startsWith('src/')) return found
  if (file.readsEnvironment && path !== CONFIGURATION) {
    found.push(`${path} reads the environment; only ${CONFIGURATION} does.`)
  }
  return [...found, ...file.imports.flatMap((each) => wrongArrow(path, each) ?? [])]
}

function wrongArrow(from: string, { kind, target, typeOnly }: Import): string | null {
  const room = roomOf(from)
  if (kind === 'package') {
    const owner = OWNERS.find(({ pattern }) => pattern.test(target))
    if (!owner || owner.rooms.includes(room)) return null
    return `${from} imports ${target}; only ${owner.rooms.join(', ')} may.`
  }
  if (!target.startsWith('src/')) {
    // package.json is read for the version; everything else outside src is tooling.
    return target === 'package.json' ? null : `${from} imports ${target}, which lies outside src.`
  }
  if (isTest(target)) return `${from} imports the test ${target}.`
  const to = roomOf(target)
  if (to === room) return null
  if (typeOnly && WORDS.some((each) => from.startsWith(each.from) && target === each.to)) return null
  const allowed = ARROWS[room]
  if (!allowed) return `${from} lies in a room that has no arrows; add it to test/architecture.ts.`
  return allowed.includes(to) ? null : `${from} imports ${target}; ${room} may not import ${to}.`
}

/** What a browser loads must not reach a module of Node, by whatever road. */
function nodeInTheBrowser(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const loaded = new Set<string>()
  const visit = (path: string) => {
    const file = byPath.get(path)
    if (!file || loaded.has(path)) return
    loaded.add(path)
    for (const each of runtimeImports(file)) if (each.kind === 'file') visit(each.target)
  }
  for (const { path } of files) if (path.startsWith('src/web/') && !isTest(path)) visit(path)
  return [...loaded].flatMap((path) =>
    runtimeImports(byPath.get(path))
      .filter((each) => each.kind === 'package' && each.target.startsWith('node:'))
      .map((each) => `${path} is loaded by the browser and imports ${each.target}.`),
  )
}

function runtimeImports(file: SourceFile | undefined): readonly Import[] {
  return file?.imports.filter((each) => !each.typeOnly) ?? []
}

/** Cycles between files, type imports included; each is told once, from its first file in alphabetical order. */
function cycles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const found = new Set<string>()
  const visit = (path: string, trail: readonly string[]) => {
    const start = trail.indexOf(path)
    if (start >= 0) found.add(describe(trail.slice(start)))
    if (start >= 0 || done.has(path)) return
    for (const each of byPath.get(path)?.imports ?? []) {
      if (each.kind === 'file' && byPath.has(each.target)) visit(each.target, [...trail, path])
    }
    done.add(path)
  }
  for (const { path } of files) visit(path, [])
  return [...found]
}

function describe(cycle: readonly string[]): string {
  const first = cycle.indexOf([...cycle].sort()[0] ?? '')
  const ordered = [...cycle.slice(first), ...cycle.slice(0, first)]
  return `Cycle: ${[...ordered, ordered[0]].join(' → ')}.`
}

function roomOf(path: string): string {
  return path.split('/')[1] ?? ''
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path === 'src/storage/conformance.ts'
}
