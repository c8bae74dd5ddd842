/** What is being written in the place of messages, of those that wait too. They leave the page out of sight, in another layout and with a reload; this tab keeps it. */
const KEPT = 'commonplace.edits'

const edits = new Map<string, string>(kept(sessionStorage.getItem(KEPT)))

/** What was written in the place of a turn's message, or of one that waits to be it; undefined: nobody is changing it. */
export function editOf(turn: string): string | undefined {
  return edits.get(turn)
}

/** `text`: as it is now; null: it was said anew, or left as it was. */
export function keepEdit(turn: string, text: string | null): void {
  if (text === null) edits.delete(turn)
  else edits.set(turn, text)
  sessionStorage.setItem(KEPT, JSON.stringify([...edits]))
}

/** What is not understood is nothing. */
function kept(json: string | null): readonly [string, string][] {
  try {
    const pairs: unknown = JSON.parse(json ?? '[]')
    return Array.isArray(pairs) ? pairs.filter(isEdit) : []
  } catch {
    return []
  }
}

function isEdit(pair: unknown): pair is [string, string] {
  return Array.isArray(pair) && pair.length === 2 && pair.every((each) => typeof each === 'string')
}
