/** An open memory as it is seen from outside: every path that goes in or comes out is a path outside. */
import type { Caller, ChangeOutcome, Conflicts, EraseOutcome, Memory } from './contract.ts'
import { type Mount, outerCommit, outerInfo } from './mounts.ts'
import { isUnder, ROOT } from './path.ts'
import type { Commit, DocumentInfo, MemoryPath } from './types.ts'

/** What may be asked of a memory by whoever may not change it. */
export type ReadableMemory = Pick<
  Memory,
  | 'head'
  | 'documents'
  | 'document'
  | 'at'
  | 'directory'
  | 'recent'
  | 'text'
  | 'history'
  | 'authors'
  | 'undos'
  | 'versions'
  | 'lastRead'
  | 'see'
  | 'know'
>

/** Turns what a memory says of itself into what it says outside; remembers it, for the same thing is asked for often. */
export interface Outside {
  info(info: DocumentInfo): DocumentInfo
  commit(commit: Commit): Commit
}

/** Holds no path longer than the mount stands where it does: make a new one when it moves. */
export function outsideOf(mount: Mount): Outside {
  const infos = new WeakMap<DocumentInfo, DocumentInfo>()
  const commits = new WeakMap<Commit, Commit>()
  return {
    info: (info) => remembered(infos, info, (found) => outerInfo(found, mount)),
    commit: (commit) => remembered(commits, commit, (found) => outerCommit(found, mount)),
  }
}

function remembered<T extends object>(known: WeakMap<T, T>, value: T, make: (value: T) => T): T {
  const found = known.get(value) ?? make(value)
  known.set(value, found)
  return found
}

/** The reading half. It has no way to write, whatever type it is taken for. */
export function readableOutside(memory: Memory, mount: Mount, outside: Outside): ReadableMemory {
  const root = mount.outer(ROOT)
  const holds = (path: MemoryPath) => path === root || isUnder(path, root)
  const shown = (info: DocumentInfo | undefined) => info && outside.info(info)
  return {
    get head() {
      return memory.head
    },
    documents: () => (mount.moves ? memory.documents().map(outside.info) : memory.documents()),
    document: (id) => shown(memory.document(id)),
    at: (path) => (holds(path) ? shown(memory.at(mount.inner(path))) : undefined),
    *recent(directory) {
      if (holds(directory)) for (const info of memory.recent(mount.inner(directory))) yield outside.info(info)
    },
    directory: (path) => {
      const found = holds(path) ? memory.directory(mount.inner(path)) : undefined
      return found && { ...found, path }
    },
    text: (id, version) => memory.text(id, version),
    history: (query) => memory.history(query).map(outside.commit),
    authors: () => memory.authors(),
    undos: () => memory.undos(),
    versions: (id) => memory.versions(id),
    lastRead: (id) => memory.lastRead(id),
    know: (reader, document, version) => memory.know(reader, document, version),
    see: (reader, document, version, at) => memory.see(reader, document, version, at),
  }
}

/** Reading and writing. Closing it does nothing: the memory belongs to whoever opened it. */
export function memoryOutside(memory: Memory, mount: Mount, outside: Outside): Memory {
  const at = (by: Caller): Caller => ({ ...by, mount })
  const changed = async <T extends ChangeOutcome | Conflicts>(changing: Promise<T>) =>
    outcomeOutside(await changing, outside)
  const reading = readableOutside(memory, mount, outside)
  return {
    ...reading,
    get head() {
      return memory.head
    },
    run: (command, by) => memory.run(command, at(by)),
    create: (path, text, by) => changed(memory.create(path, text, at(by))),
    save: (id, base, text, by) => changed(memory.save(id, base, text, at(by))),
    rename: (from, to, by, base) => changed(memory.rename(from, to, at(by), base)),
    delete: (path, by, base) => changed(memory.delete(path, at(by), base)),
    clear: (by) => changed(memory.clear(at(by))),
    restore: (id, version, by, base) => changed(memory.restore(id, version, at(by), base)),
    revert: (commit, by) => changed(memory.revert(commit, at(by))),
    change: (plan, by) => changed(memory.change(plan, at(by))),
    erase: async (request, by) => erasedOutside(await memory.erase(request, at(by)), outside),
    subscribe: (listener) => memory.subscribe((commit) => listener(outside.commit(commit))),
    close: () => Promise.resolve(),
  }
}

/** What was planned names paths outside already; what was committed names those inside. */
function outcomeOutside<T extends ChangeOutcome | Conflicts>(outcome: T, outside: Outside): T {
  if (outcome.kind !== 'done' && outcome.kind !== 'merged') return outcome
  const { commit, document } = outcome
  return {
    ...outcome,
    commit: outside.commit(commit),
    ...(document ? { document: outside.info(document) } : {}),
  }
}

function erasedOutside(outcome: EraseOutcome, outside: Outside): EraseOutcome {
  return outcome.kind === 'done' ? { ...outcome, commit: outside.commit(outcome.commit) } : outcome
}
