/**
 * What happens in the demonstration: three people who do not exist, four days, one memory. What they and Claude say was written
 * beforehand; what the memory answers is the engine's own, and so are clearing, undo and blame.
 */

/** One reply of the model: what it thinks, says, and asks of memory. */
export interface StoryReply {
  readonly thinks?: string
  readonly says: string
  readonly asks?: readonly Readonly<Record<string, unknown>>[]
}

export type StoryAct = {
  /** Days before the day on which the demonstration is added. */
  readonly daysAgo: number
  /** UTC. */
  readonly time: string
} & (
  | { readonly kind: 'chat'; readonly chat: string; readonly speaker: string; readonly clears?: boolean }
  | {
      readonly kind: 'says'
      readonly chat: string
      readonly text: string
      readonly replies: readonly StoryReply[]
      /** It is said in the place of the message before, which stays in a branch of its own. */
      readonly again?: boolean
    }
  /** A person changes a document by hand. */
  | {
      readonly kind: 'edits'
      readonly who: string
      readonly file: string
      readonly find: string
      readonly replace: string
    }
  /** A person takes back the newest change of a document. */
  | { readonly kind: 'undoes'; readonly who: string; readonly file: string }
)

/** The commands of memory, as they are written in the story. */
export interface Commands {
  path(file: string): string
  readonly look: Readonly<Record<string, unknown>>
  view(file: string): Readonly<Record<string, unknown>>
  create(file: string, text: string): Readonly<Record<string, unknown>>
  change(file: string, old: string, now: string): Readonly<Record<string, unknown>>
}

/** `root`: where the memory of the demonstration lies. */
export function commandsIn(root: string): Commands {
  const path = (file: string) => `${root}/${file}`
  return {
    path,
    look: { command: 'view', path: root },
    view: (file) => ({ command: 'view', path: path(file) }),
    create: (file, text) => ({ command: 'create', path: path(file), file_text: text }),
    change: (file, old, now) => ({ command: 'str_replace', path: path(file), old_str: old, new_str: now }),
  }
}
