/** Changes planned on top of each other before they become one commit. Pure. */
import type { End } from './arrange.ts'
import { commitOf } from './committed.ts'
import { Overlay } from './overlay.ts'
import type { ChangePlanning } from './planning.ts'
import type { Actor, Change, DocumentId } from './types.ts'

/** The version of a text that is only planned; no commit ever has this number. */
const PLANNED = Number.MAX_SAFE_INTEGER

export class Staging {
  readonly #tree: Overlay
  readonly #texts = new Map<DocumentId, string>()
  readonly #touched = new Set<DocumentId>()
  readonly #by: Actor
  /** What the next change is planned on: everything staged before counts as done. */
  readonly planning: ChangePlanning

  constructor(p: ChangePlanning, by: Actor) {
    this.#tree = new Overlay(p.tree)
    this.#by = by
    const text: ChangePlanning['text'] = async (document, version) =>
      version === PLANNED ? (this.#texts.get(document) ?? null) : await p.text(document, version)
    this.planning = { ...p, tree: this.#tree, text }
  }

  add(changes: readonly Change[]): void {
    const draft = { at: '', actor: this.#by, reason: 'batch', changes } as const
    this.#tree.apply(commitOf(draft, PLANNED))
    for (const change of changes) {
      this.#touched.add(change.document)
      if ('text' in change) this.#texts.set(change.document, change.text)
    }
  }

  /** How everything that was touched stands in the end. */
  ends(): ReadonlyMap<DocumentId, End> {
    const end = (document: DocumentId): End => {
      const info = this.#tree.document(document)
      if (!info) return null
      const text = info.version === PLANNED ? this.#texts.get(document) : undefined
      return { path: info.path, ...(text === undefined ? {} : { text }) }
    }
    return new Map([...this.#touched].map((document) => [document, end(document)] as const))
  }
}
