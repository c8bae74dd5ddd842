/** The moment since which changes are reviewed, and how far back one has to read for it. Pure. */
import type { Placed, Seen } from './away-model.ts'
import { type Looked, lookedThrough } from './looked-model.ts'

/** Since when, once it is settled: it does not move while one looks through the list. */
export type Scope =
  | { readonly kind: 'looked'; readonly looked: Looked }
  | { readonly kind: 'seen'; readonly seen: Seen }
  | { readonly kind: 'time'; readonly at: string }

/** Whether a commit is after the moment. */
export function newsOf(scope: Scope) {
  return (document: string, memory: string, commit: Placed): boolean => {
    switch (scope.kind) {
      case 'looked':
        return commit.number > lookedThrough(scope.looked, { document, memory })
      case 'seen':
        return commit.number > (scope.seen.heads[memory] ?? 0)
      case 'time':
        return commit.at >= scope.at
      default:
        return scope satisfies never
    }
  }
}

/** Whether these commits, the newest there are, reach back to the moment. */
export function reachesBack(scope: Scope, heads: Readonly<Record<string, number>>) {
  return (commits: readonly Placed[]): boolean => {
    if (scope.kind === 'time') return (commits.at(-1)?.at ?? scope.at) < scope.at
    const floors = scope.kind === 'looked' ? scope.looked.through : scope.seen.heads
    const oldest = new Map(commits.map(({ memory, number }) => [memory, number]))
    return Object.entries(heads).every(
      ([memory, head]) => (oldest.get(memory) ?? head + 1) <= Math.max(1, (floors[memory] ?? 0) + 1),
    )
  }
}
