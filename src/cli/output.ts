/** Where a command tells what it has found. */
export interface Output {
  readonly print: (text: string) => void
  /** Shows one line about what went wrong. */
  readonly complain: (message: string) => void
}

/** What went wrong, in one line. */
export function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
