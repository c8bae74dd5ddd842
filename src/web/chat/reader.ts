/** Moves a conversation that is on the page from elsewhere: only the turns near the reader stand in it. */
export interface Reader {
  /** Scrolls to a loaded turn. */
  readonly reveal: (turn: string) => void
  /** Goes to the newest words and stays with them. */
  readonly toEnd: () => void
}

const readers = new Map<string, Reader>()

/** To be told by a conversation as long as it stands on the page. Returns the way to end that. */
export function onReader(chat: string, reader: Reader): () => void {
  readers.set(chat, reader)
  return () => {
    if (readers.get(chat) === reader) readers.delete(chat)
  }
}

/** Scrolls to a loaded turn; nothing happens where its conversation is not on the page. */
export function revealTurn(chat: string, turn: string): void {
  readers.get(chat)?.reveal(turn)
}

/** Brings the reader to the newest words, for they have just said something. */
export function toNewest(chat: string): void {
  readers.get(chat)?.toEnd()
}
