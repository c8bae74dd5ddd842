/** What the processes of the kill tests write, so that whoever looks afterwards knows it without having been told. */

/** The text of a document by its name: from some words to some overflow pages. */
export function writtenText(document: string): string {
  const size = [...document].reduce((sum, each) => (sum * 31 + (each.codePointAt(0) ?? 0)) % 9973, 7)
  return `what ${document} says\n${'.'.repeat(size)}`
}
