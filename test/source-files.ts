import { globSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { parseSync, Visitor } from 'vite'

/** What the architecture rules look at in one source file. Paths are relative to the repository, with `/`. */
export interface SourceFile {
  readonly path: string
  readonly lines: number
  readonly imports: readonly Import[]
  readonly hasDefaultExport: boolean
  readonly readsEnvironment: boolean
}

export interface Import {
  /** A file of the repository, or the specifier as written when it names a package or a Node module. */
  readonly target: string
  readonly kind: 'file' | 'package'
  /** Erased when the code runs. */
  readonly typeOnly: boolean
}

/** Reads and parses every TypeScript file below `folder`. */
export function readSourceFiles(root: string, folder: string): SourceFile[] {
  return globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => parseSourceFile(path, readFileSync(join(root, path), 'utf8')))
}

/** Throws on a file that does not parse: rules that silently skip a file would prove nothing. */
export function parseSourceFile(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text)
  if (parsed.errors.length > 0) throw new Error(`${path} does not parse: ${parsed.errors[0]?.message}`)
  const imports: Import[] = []
  let hasDefaultExport = false
  let readsEnvironment = false
  const add = (source: unknown, typeOnly: boolean) => {
    const specifier = literal(source)
    if (specifier !== null) imports.push({ ...resolve(path, specifier), typeOnly })
  }

  new Visitor({
    ImportDeclaration(node) {
      add(node.source, node.importKind === 'type')
      if (specifierIsProcess(node.source.value)) {
        readsEnvironment ||= node.specifiers.some(
          (each) => 'imported' in each && nameOf(each.imported) === 'env',
        )
      }
    },
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ExportNamedDeclaration(node) {
      if (node.source) add(node.source, node.exportKind === 'type')
      hasDefaultExport ||= node.specifiers.some((each) => nameOf(each.exported) === 'default')
    },
    ExportDefaultDeclaration() {
      hasDefaultExport = true
    },
    ImportExpression: (node) => add(node.source, false),
    TSImportType: (node) => add(node.source, true),
    MemberExpression(node) {
      const property = 'name' in node.property ? node.property.name : literal(node.property)
      readsEnvironment ||=
        property === 'env' && node.object.type === 'Identifier' && node.object.name === 'process'
    },
  }).visit(parsed.program)
  return { path, lines: text.split('\n').length, imports, hasDefaultExport, readsEnvironment }
}

function resolve(from: string, specifier: string): Pick<Import, 'target' | 'kind'> {
  const bare = specifier.replace(/\?.*$/, '')
  return bare.startsWith('.')
    ? { kind: 'file', target: posix.join(dirname(from), bare) }
    : { kind: 'package', target: bare }
}

function literal(node: unknown): string | null {
  if (typeof node !== 'object' || node === null || !('value' in node)) return null
  return typeof node.value === 'string' ? node.value : null
}

function nameOf(node: { readonly name?: unknown; readonly value?: unknown } | object): string {
  if ('name' in node && typeof node.name === 'string') return node.name
  return literal(node) ?? ''
}

function specifierIsProcess(specifier: string): boolean {
  return specifier === 'node:process' || specifier === 'process'
}
