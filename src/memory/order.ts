/** How paths and moments are put in order. Pure and browser-safe. */

/**
 * Compares by characters. Paths are ordered so, and moments, which are all written in ISO 8601 and UTC. By the rules of a
 * language the first comparison takes a browser 3 ms.
 */
export function byCharacters(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Compares moments: the newer one first. */
export function newerFirst(a: string, b: string): number {
  return byCharacters(b, a)
}
