/** A short, stable name for a text: FNV-1a over UTF-16 units, 13 characters of base 36. Not for security. */
export function hashName(text: string): string {
  return (fnv(text, 0x811c9dc5).toString(36) + fnv(text, 0x01000193).toString(36))
    .padStart(13, '0')
    .slice(0, 13)
}

function fnv(text: string, seed: number): number {
  let hash = seed
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}
