/** The folders of a memory's documents. Pure. */
import { mountPath } from '../../memory/mounts.ts'

/** The folders in which a document lies, the nearest first; that in which its memory is mounted is none of them. */
export function foldersOf(path: string, mount = ''): readonly string[] {
  const root = mountPath(mount)
  const names = path
    .slice(root.length + 1)
    .split('/')
    .slice(0, -1)
  return names.map((_, index) => `${root}/${names.slice(0, names.length - index).join('/')}`)
}
