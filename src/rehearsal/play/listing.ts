import { ROOT } from './topic.ts'

/** What a view of a directory shows: its files, and the folders in it of which it does not show all. */
export interface Listing {
  readonly paths: readonly string[]
  readonly closed: readonly string[]
}

/** How far down a view of a directory shows what lies in it. */
const LEVELS = 2

/** Reads the text of a view of that directory: lines of size, tab, path; folders end with a slash. */
export function listingOf(listing: string, directory: string): Listing {
  const all = listing
    .split('\n')
    .flatMap((line) => /^\s*[\d.]+\s*[BKMGTkb]*\t(\/memories\/\S.*?)\s*$/.exec(line)?.[1] ?? [])
  const folders = all.filter((path) => path.endsWith('/'))
  const files = all.filter((path) => !path.endsWith('/'))
  return {
    paths: files.filter(
      (path) => /\.[a-z0-9]{1,5}$/i.test(path) || !all.some((other) => other.startsWith(`${path}/`)),
    ),
    closed: folders
      .filter(
        (folder) =>
          listing.includes(` more in ${folder}]`) ||
          (levelOf(folder, directory) >= LEVELS &&
            !all.some((path) => path !== folder && path.startsWith(folder))),
      )
      .map((folder) => folder.slice(0, -1)),
  }
}

/** What lies right in the directory is of level 1. */
function levelOf(folder: string, directory: string): number {
  return folder.slice(directory.length).split('/').filter(Boolean).length
}

/** What Commonplace writes below a listing of several memories. */
const NOTHING_BESIDE = /^\[Nothing can be stored at \/memories itself/m
const WRITABLE = /^\[(\/memories\/[^/\]]+)\/ is a memory of its own\./m

/** The directory that new documents go into, as a listing of all memories says it. */
export function groundOf(listing: string): string {
  return (NOTHING_BESIDE.test(listing) ? WRITABLE.exec(listing)?.[1] : undefined) ?? ROOT
}
