/** Long logs, made quickly: appended in large pieces, as the engine seals them. */
import { entriesOf } from '../src/memory/committed.ts'
import type { MemoryLog } from '../src/memory/log.ts'
import { NO_HASH } from '../src/memory/seal.ts'
import type { Draft } from '../src/memory/types.ts'

/** Somewhere to keep one log. */
export interface Place {
  readonly name: string
  open(): Promise<MemoryLog>
  close(): Promise<void>
  /** Whether another opening hears of what is appended. */
  readonly hears: boolean
}

/** The size of group commits that a busy engine makes. */
const TOGETHER = 64
/** Of these commits one makes a document and the others edit one. */
const OF = 10

/** Appends until the log has `to` commits; it has `from` now. */
export async function fillTo(
  place: Place,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  const log = await place.open()
  let hash = NO_HASH
  if (from > 0) for await (const commit of log.read(from - 1)) hash = commit.seal.hash
  for (let head = from; head < to; ) {
    const count = Math.min(TOGETHER, to - head)
    const entries = entriesOf(
      Array.from({ length: count }, (_, i) => draftOf(head + i)),
      head,
      hash,
    )
    await log.append(head, entries)
    hash = entries.at(-1)?.commit.seal.hash ?? hash
    head += count
  }
  await log.close()
}

/** As Claude would have made it. Documents are named by the commit that makes them. */
function draftOf(n: number): Draft {
  const creates = n % OF === 0
  const of = creates ? n : ((n * 7919) % Math.max(1, Math.floor(n / OF))) * OF
  const change = {
    document: `doc_${String(of).padStart(20, '0')}`,
    path: `/memories/d${of % 97}/memory_${String(of).padStart(6, '0')}.md`,
    text: `# ${of}\n\n${'- A fact that somebody told us\n'.repeat(30)}\n${n}\n`,
  }
  return {
    at: new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString(),
    actor: { kind: 'claude', onBehalfOf: 'Alice' },
    reason: creates ? 'create' : 'str_replace',
    origin: { chat: `chat_${n % 50}`, turn: `turn_${n % 1000}`, toolCall: `toolu_${n}` },
    key: `turn_${n % 1000}/toolu_${n}`,
    result: 'The memory file has been edited.',
    changes: [creates ? { kind: 'create', ...change } : { kind: 'edit', ...change }],
  }
}
