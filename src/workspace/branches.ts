/**
 * The tree that the turns of a chat form, and the path through it that is the conversation. Pure and browser-safe.
 *
 * Turns are numbered as they were begun, so whatever comes before a turn has a lower number, and a turn follows the one before it
 * unless a branch says otherwise. What is kept is therefore only where a branch leaves: a chat that never branched keeps nothing.
 */

/** What one has to know of a chat to find one's way through its turns. */
export interface Tree {
  /** Number of the newest turn, of whatever branch: how many there are. */
  readonly turns: number
  /** Number of the turn at which the conversation ends: it is the path from the first turn to this one. 0: nothing was said. */
  readonly tip: number
  /** Where turns do not follow the one numbered before them, in order. */
  readonly branches: readonly Branch[]
  /** Turns through which conversations were cleared, of all branches. */
  readonly cleared: readonly number[]
  /** The one of them that holds on the path to the tip: what comes up to it is no part of the conversation. 0: none. */
  readonly clearedThrough: number
}

/** Turns from `from` up to where the next branch begins, one after the other; the first of them comes after `after` (0: after nothing). */
export interface Branch {
  readonly from: number
  readonly after: number
}

/** Turns that follow one another in number and in the conversation, both ends included. */
export interface Span {
  readonly from: number
  readonly to: number
}

const FIRST: Branch = { from: 1, after: 0 }

/** The turn after which a turn comes; 0 when it begins a conversation. */
export function parentOf({ branches }: Pick<Tree, 'branches'>, number: number): number {
  const branch = branchOf(branches, number)
  return number === branch.from ? branch.after : number - 1
}

/** The branch that holds a turn. */
export function branchOf(branches: readonly Branch[], number: number): Branch {
  return lastBegun(branches, number) ?? FIRST
}

/** The last of some that begin in order which begins at or before a number. */
function lastBegun<T extends { readonly from: number }>(all: readonly T[], number: number): T | undefined {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.from ?? 0) <= number) low = middle + 1
    else high = middle
  }
  return all[low - 1]
}

/** The path from the first turn to this one, oldest first; 0 is before the first. */
export function pathTo({ branches }: Pick<Tree, 'branches'>, number: number): readonly Span[] {
  const spans: Span[] = []
  for (let to = number; to > 0; ) {
    const { from, after } = branchOf(branches, to)
    spans.push({ from, to })
    to = after
  }
  return spans.reverse()
}

/** Where the clearing lies that holds on the path to a turn; 0 when there is none. */
export function clearedOn(tree: Pick<Tree, 'branches' | 'cleared'>, number: number): number {
  if (tree.cleared.length === 0) return 0
  const path = pathTo(tree, number)
  return tree.cleared.reduce((newest, at) => (at > newest && liesOn(path, at) ? at : newest), 0)
}

/** The part of the path to a turn that is not cleared. */
export function conversationTo(tree: Pick<Tree, 'branches' | 'cleared'>, number: number): readonly Span[] {
  return above(pathTo(tree, number), clearedOn(tree, number))
}

/** The conversation that people see and Claude is sent: the path to the tip, without what is cleared. */
export function conversationOf(tree: Tree): readonly Span[] {
  return conversationTo(tree, tree.tip)
}

/** Only turns with a higher number than this. */
export function above(spans: readonly Span[], number: number): readonly Span[] {
  return spans.flatMap(({ from, to }) => (to > number ? [{ from: Math.max(from, number + 1), to }] : []))
}

/** Only turns with a lower number than this. */
export function below(spans: readonly Span[], number: number): readonly Span[] {
  return spans.flatMap(({ from, to }) => (from < number ? [{ from, to: Math.min(to, number - 1) }] : []))
}

/** Whether a turn is among these; spans come oldest first. */
export function liesOn(spans: readonly Span[], number: number): boolean {
  const span = lastBegun(spans, number)
  return span !== undefined && number <= span.to
}

/** How many turns these are. */
export function sizeOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from + 1, 0)
}

/** Numbers of the turns in whose places one may look beside this one, itself among them, oldest first. */
export function siblingsOf(tree: Pick<Tree, 'branches' | 'turns'>, number: number): readonly number[] {
  const parent = parentOf(tree, number)
  const next = parent + 1
  const follows = next <= tree.turns && parentOf(tree, next) === parent
  const others = tree.branches.flatMap(({ from, after }) => (after === parent && from !== next ? [from] : []))
  return follows ? [next, ...others] : others
}

/** The newest turn at or below this one: always one that nothing comes after. */
export function newestBelow({ branches, turns }: Pick<Tree, 'branches' | 'turns'>, number: number): number {
  const later = branches.filter(({ from }) => from > number)
  const endBefore = (at: number) => (later[at] ? later[at].from - 1 : turns)
  const spans: Span[] = [{ from: number, to: endBefore(0) }]
  later.forEach(({ from, after }, at) => {
    if (liesOn(spans, after)) spans.push({ from, to: endBefore(at + 1) })
  })
  return spans.at(-1)?.to ?? number
}

// ── What happens to a tree ────────────────────────────────────────────────────────────────────────────────

/** With the next turn, after the one that `after` names; after the one numbered before it when left out. */
export function grown(tree: Tree, number: number, after: number = number - 1): Tree {
  const branches = after === number - 1 ? tree.branches : [...tree.branches, { from: number, after }]
  return standing({ ...tree, branches, turns: number }, number)
}

/** With its tip at this turn. */
export function standing({ turns, branches, cleared }: Omit<Tree, 'clearedThrough'>, tip: number): Tree {
  return { turns, branches, cleared, tip, clearedThrough: clearedOn({ branches, cleared }, tip) }
}

/** With the path to the tip cleared through this turn, and no further; other branches stay as they are. */
export function clearedAt(tree: Tree, through: number): Tree {
  const path = pathTo(tree, tree.tip)
  const at = below(path, through + 1).at(-1)?.to ?? 0
  const kept = tree.cleared.filter((each) => each < at || !liesOn(path, each))
  return standing({ ...tree, cleared: at > 0 ? [...kept, at] : kept }, tree.tip)
}

// ── What of it is loaded ──────────────────────────────────────────────────────────────────────────────────

/** The part of a conversation that can be shown. */
export interface Shown<Turn> {
  /** Turns of the conversation without a gap, as near to its end as there are any; oldest first. */
  readonly turns: readonly Turn[]
  /** How many turns of the conversation come before them. */
  readonly earlier: number
  /** How many come after them: above 0 only until they are loaded. */
  readonly later: number
}

/** What can be shown of a chat's conversation when these of its turns are loaded, of whatever branch; by number, oldest first. */
export function shownOf<Turn extends { readonly number: number }>(
  tree: Tree,
  loaded: readonly Turn[],
): Shown<Turn> {
  const spans = conversationOf(tree)
  const turns: Turn[] = []
  let later = 0
  let at = loaded.length - 1
  search: for (const { from, to } of spans.toReversed()) {
    for (let number = to; number >= from; number--) {
      while (at >= 0 && (loaded[at]?.number ?? 0) > number) at--
      const turn = loaded[at]
      if (turn?.number === number) turns.push(turn)
      else if (turns.length > 0) break search
      else later += 1
    }
  }
  return { turns: turns.reverse(), earlier: sizeOf(spans) - turns.length - later, later }
}
