/** What answers have cost, as people look at it: everything in sums, and by name only what they may see. */
import type { Principal } from '../memory/rights.ts'
import type { Budget } from './budget.ts'
import type { Core } from './core.ts'
import type { ChatId, WorkspaceState } from './events.ts'
import type { ChatSum } from './replies.ts'
import { type Sight, sightOf } from './sight.ts'
import type {
  LimitState,
  ReplyRecord,
  SpendingBy,
  SpendingRange,
  SpendingReport,
  SpendingRow,
  SpendingSum,
} from './spending.ts'

const CHATS_NAMED = 10

const NOTHING: SpendingSum = {
  replies: 0,
  unpriced: 0,
  cost: 0,
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  thinking: 0,
  savedByCaching: 0,
  clearedTokens: 0,
  savedByClearing: 0,
  memoryTokens: 0,
}

export type Spendings = Pick<Core, 'feed' | 'store' | 'budget'>

/** Sums of the whole workspace, also of chats that the viewer may not see; those stay without a name. */
export async function spendingReport(
  { feed, store, budget }: Spendings,
  range: SpendingRange,
  viewer: Principal,
): Promise<SpendingReport> {
  const { workspace } = feed.stored
  const sight = sightOf(workspace, viewer)
  const rowsBy = async (by: SpendingBy) => {
    const sums = await store.replies.sums(by, range)
    return rowsOf(by === 'chat' ? sums.map((sum) => nameless(sum, sight)) : sums, by, workspace, sight)
  }
  const by = {
    chat: await rowsBy('chat'),
    person: await rowsBy('person'),
    model: await rowsBy('model'),
    host: await rowsBy('host'),
    day: (await rowsBy('day')).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  }
  return { ...range, total: by.host.reduce(add, NOTHING), by, limits: limitsOf(workspace, budget) }
}

function nameless(sum: ChatSum, sight: Sight): ChatSum {
  return sight.chat(sum.chat) ? sum : { ...sum, key: '' }
}

/** Those that cost most first; what costs nothing by its tokens. */
function rowsOf(
  sums: readonly ChatSum[],
  by: SpendingBy,
  workspace: WorkspaceState,
  sight: Sight,
): readonly SpendingRow[] {
  const groups = Map.groupBy(sums, ({ key }) => key)
  const rows = [...groups].map(([key, group]): SpendingRow => {
    const seen = group.filter(({ chat }) => sight.chat(chat)).sort(dearestFirst)
    const chats: readonly ChatId[] = seen.slice(0, CHATS_NAMED).map(({ chat }) => chat)
    return { ...group.reduce<SpendingSum>(add, NOTHING), key, name: nameOf(by, key, workspace), chats }
  })
  return rows.sort(dearestFirst)
}

function dearestFirst(a: SpendingSum, b: SpendingSum): number {
  return b.cost - a.cost || tokensOf(b) - tokensOf(a)
}

function tokensOf({ input, output, cacheRead, cacheWrite }: SpendingSum): number {
  return input + output + cacheRead + cacheWrite
}

function nameOf(by: SpendingBy, key: string, { chats, hosts }: WorkspaceState): string {
  switch (by) {
    case 'chat':
      return key === '' ? 'Chats that you may not see' : (chats[key]?.name ?? key)
    case 'host':
      return key === '' ? 'Not recorded' : (hosts.find(({ id }) => id === key)?.name ?? key)
    case 'model':
      return hosts.flatMap(({ models }) => models).find(({ id }) => id === key)?.name ?? key
    case 'person':
    case 'day':
      return key
    default:
      return by satisfies never
  }
}

function add(a: SpendingSum, b: SpendingSum): SpendingSum {
  return {
    replies: a.replies + b.replies,
    unpriced: a.unpriced + b.unpriced,
    cost: a.cost + b.cost,
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
    thinking: a.thinking + b.thinking,
    savedByCaching: a.savedByCaching + b.savedByCaching,
    clearedTokens: a.clearedTokens + b.clearedTokens,
    savedByClearing: a.savedByClearing + b.savedByClearing,
    memoryTokens: a.memoryTokens + b.memoryTokens,
  }
}

function limitsOf({ settings }: WorkspaceState, budget: Budget): SpendingReport['limits'] {
  const { workspace, person } = settings.spending
  const people = [...budget.people].map(([name, spent]): [string, LimitState] => [name, { ...person, spent }])
  return {
    since: budget.since,
    workspace: { ...workspace, spent: budget.spent },
    people: Object.fromEntries(people),
  }
}

/** A reply, with the name of its chat. */
export interface NamedReply extends ReplyRecord {
  readonly chatName: string
}

/** The replies of chats that the viewer may see, oldest first. */
export async function* repliesSeen(
  { feed, store }: Spendings,
  range: SpendingRange,
  viewer: Principal,
): AsyncGenerator<NamedReply> {
  const { workspace } = feed.stored
  const sight = sightOf(workspace, viewer)
  for await (const reply of store.replies.each(range)) {
    if (sight.chat(reply.chat)) yield { ...reply, chatName: workspace.chats[reply.chat]?.name ?? reply.chat }
  }
}
