/** Words for ears alone: what a person has just done, where eyes see it anyway. */
let heard: ((words: string) => void) | null = null

/** Says something to whoever listens to the page. Never for what Claude writes, word by word. */
export function announce(words: string): void {
  heard?.(words)
}

/** For the one place that speaks. Returns the way to stop. */
export function onAnnounced(listener: (words: string) => void): () => void {
  heard = listener
  return () => {
    heard = null
  }
}
