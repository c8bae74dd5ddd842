/** Brings a turn of a conversation that is on the page into it: only the turns near the reader are. */
const conversations = new Map<string, (turn: string) => void>()

/** To be told by a conversation as long as it stands on the page. Returns the way to end that. */
export function onReveal(chat: string, reveal: (turn: string) => void): () => void {
  conversations.set(chat, reveal)
  return () => {
    if (conversations.get(chat) === reveal) conversations.delete(chat)
  }
}

/** Scrolls to a loaded turn; nothing happens where its conversation is not on the page. */
export function revealTurn(chat: string, turn: string): void {
  conversations.get(chat)?.(turn)
}
