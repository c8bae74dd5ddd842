/**
 * What a store of named objects has to offer so that a log can live in it. Amazon S3 and DynamoDB do.
 * Names are made of letters, digits, `-`, `_`, `.`, `%` and `/`, and are ordered by their bytes.
 */
export interface ObjectStore {
  /** Texts up to this many UTF-8 bytes lie in the batch that made them; longer ones in objects of their own. */
  readonly inlineBytes: number
  /** The newest object of this name, as any writer left it; null when there is none. */
  get(name: string): Promise<StoredObject | null>
  /**
   * Stores the object, durably and whole, unless there is one of this name. `exists` may also mean that our own earlier
   * attempt arrived after all; whoever has to know compares. After a rejection it may or may not be stored, also later.
   */
  create(name: string, body: string): Promise<'created' | 'exists'>
  /** Puts another body in the place of the one that had `tag`. `changed`: somebody else was first. */
  replace(name: string, body: string, tag: string): Promise<'replaced' | 'changed'>
  /** Removes the object; nothing happens when there is none. */
  delete(name: string): Promise<void>
  /** The names that begin with `prefix` and come after `after`, in order. */
  list(prefix: string, after?: string): AsyncIterable<string>
  /**
   * Why bodies that were overwritten or deleted stay readable in this store (a bucket with versions); null when they do not.
   * Asked before something is erased.
   */
  keepsOld(): Promise<string | null>
  /**
   * Removes what writes left behind that never became objects, where the store cannot do without such pieces.
   * `doomed` tells of a name that does not exist whether it never will.
   */
  sweep(doomed: (name: string) => boolean): Promise<void>
  close(): Promise<void>
}

export interface StoredObject {
  readonly body: string
  /** Changes whenever the body does. */
  readonly tag: string
}
