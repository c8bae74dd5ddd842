/** Where something of the tree goes by the name that was typed for it. Pure. */
const ROOT = '/memories/'

/** A full path as people type it: from the root, whether they say so or not. A name without an ending gets `ending`. */
export function fullPath(name: string, ending: string): string {
  const clean = name
    .trim()
    .replace(/^\/?memories\//, '')
    .replace(/^\/+/, '')
  return ROOT + withEnding(clean, ending)
}

/**
 * The path of what stands at `path` and is to be called `name`: in the folder where it stands, unless the name begins with a slash. null when nothing
 * was typed.
 */
export function renamedTo(path: string, name: string, ending: string): string | null {
  const clean = name.trim()
  if (clean.replaceAll('/', '') === '') return null
  if (clean.startsWith('/')) return fullPath(clean, ending)
  return path.slice(0, path.lastIndexOf('/') + 1) + withEnding(clean, ending)
}

function withEnding(name: string, ending: string): string {
  return /\.[^./]+$/.test(name) ? name : `${name}${ending}`
}

/** How much of a name is not its ending: what one mostly wants to change. */
export function stemOf(name: string): number {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? dot : name.length
}
