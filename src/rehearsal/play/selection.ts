import { fileName } from './document.ts'
import { keywords, stem } from './language.ts'
import { core, slug, type Topic } from './topic.ts'

/** Most documents that are opened for one message. */
export const MAX_OPEN = 6

/** Up to so many documents, those without a better claim are tried as well. */
const SMALL = 40
const NOTES = /\/memory_notes\.md$/

/** Works that stand in documents of their own beside the document of the topic. */
export const WORK_SUFFIX = /_(?:architecture|proposal|risks|costs|plan|summary)(?:_v\d+)?\.md$/

/** Documents whose name speaks of the topic; the topic's own one first. */
export function pathsAbout(topic: Topic, paths: readonly string[]): readonly string[] {
  const wanted = slug(core(topic.name)).split('_').map(stem)
  return paths
    .filter((path) => {
      const words = new Set(pathWords(path))
      return wanted.every((word) => words.has(word))
    })
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

/** A topic's own documents come before works about it, shorter names before longer ones. */
function rank(path: string): number {
  return WORK_SUFFIX.test(path) ? Number.MAX_SAFE_INTEGER : path.length
}

/** The words of a path, without endings. */
export function pathWords(path: string): readonly string[] {
  return path
    .toLowerCase()
    .replace(/\.md$/, '')
    .split(/[^\p{L}\p{N}]+/u)
    .map(stem)
}

/** Documents that share words with the message, those that share most first. Of folders the whole path counts. */
export function pathsLike(text: string, paths: readonly string[], whole = false): readonly string[] {
  const words = new Set(keywords(text))
  return paths
    .map((path) => ({
      path,
      score: pathWords(whole ? path : fileName(path)).filter((word) => words.has(word)).length,
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ path }) => path)
}

/**
 * Which documents to open for a message: those about its topic; without a topic or a match those the chat has
 * used; in a small memory all of them; in a large one those whose names share words with the message.
 */
export function pathsToOpen(
  topic: Topic | null,
  text: string,
  paths: readonly string[],
  touched: readonly string[],
  named: boolean,
): readonly string[] {
  const about = topic === null ? [] : pathsAbout(topic, paths)
  if (about.length > 0 && named) return about.slice(0, MAX_OPEN)
  const like = pathsLike(text, paths)
  if (paths.length <= MAX_OPEN) return paths
  const used = touched.filter((path) => paths.includes(path))
  const own = paths.filter((path) => !WORK_SUFFIX.test(path) && (paths.length <= SMALL || NOTES.test(path)))
  return [...new Set([...about, ...like, ...used, ...own])].slice(0, MAX_OPEN)
}
