import { print } from './prints.ts'
import { blockTokens, conversationTokens, PER_MESSAGE, systemTokens, toolTokens } from './tokens.ts'
import type { CacheTtl, MessagesRequest } from './wire.ts'

/** Tokens of a prompt by what is paid for them; together they are the whole prompt. */
export interface PromptUsage {
  readonly input: number
  readonly read: number
  readonly write5m: number
  readonly write1h: number
}

/** What the cache does for one prompt. */
export interface CacheUse {
  readonly usage: PromptUsage
  /** Tokens that can be read from the cache once this prompt has been taken in. */
  readonly kept: number
  /** Keeps what was to be kept. To be called when the reply begins: before that nobody else can read it. */
  commit(): void
}

/** Prefixes of prompts that were kept, as the API would: by account and model, until their time is up. */
export interface PromptCache {
  /** `now` in milliseconds, when the request began. Linear in the number of blocks. */
  use(parts: readonly PromptPart[], minimum: number, now: number): CacheUse
}

/** One block of a prompt with all that is before it. */
export interface PromptPart {
  /** Names the prompt up to and with this block. */
  readonly prefix: string
  /** Tokens up to and with this block. */
  readonly tokens: number
  readonly mark?: CacheTtl
}

/** How far back from a mark a kept prefix is found, the mark's own block included. */
const LOOK_BACK = 20
/** Prefixes that are remembered; the oldest go first. */
const MOST_ENTRIES = 5_000
const LIFE: Readonly<Record<CacheTtl, number>> = { '5m': 5 * 60_000, '1h': 60 * 60_000 }

interface Entry {
  readonly ttl: CacheTtl
  readonly until: number
}

export function openPromptCache(): PromptCache {
  const entries = new Map<string, Entry>()
  const alive = (prefix: string, now: number) => {
    const entry = entries.get(prefix)
    return entry !== undefined && entry.until > now ? entry : undefined
  }
  const keep = (prefix: string, ttl: CacheTtl, now: number) => {
    entries.delete(prefix)
    entries.set(prefix, { ttl, until: now + LIFE[ttl] })
    for (const [oldest] of entries) {
      if (entries.size <= MOST_ENTRIES) break
      entries.delete(oldest)
    }
  }
  return {
    use(parts, minimum, now) {
      const marked = parts.flatMap(({ mark, tokens }, at) =>
        mark === undefined || tokens < minimum ? [] : [{ at, mark }],
      )
      const hit = longest(parts, marked, (prefix) => alive(prefix, now) !== undefined)
      const { usage, kept } = arithmetic(parts, marked, hit)
      return {
        usage,
        kept,
        commit() {
          for (const { at, mark } of [...(hit < 0 ? [] : [{ at: hit, mark: '5m' as const }]), ...marked]) {
            const prefix = parts[at]?.prefix ?? ''
            keep(prefix, alive(prefix, now)?.ttl ?? mark, now)
          }
        },
      }
    },
  }
}

type Marked = readonly { readonly at: number; readonly mark: CacheTtl }[]

/** Where the longest kept prefix ends that one of the marks finds; -1 for none. */
function longest(parts: readonly PromptPart[], marked: Marked, isKept: (prefix: string) => boolean): number {
  for (const { at } of marked.toReversed()) {
    for (let end = at; end >= 0 && end > at - LOOK_BACK; end--) {
      if (isKept(parts[end]?.prefix ?? '')) return end
    }
  }
  return -1
}

function arithmetic(parts: readonly PromptPart[], marked: Marked, hit: number) {
  const read = parts[hit]?.tokens ?? 0
  const write = { '5m': 0, '1h': 0 }
  let kept = read
  for (const { at, mark } of marked) {
    const tokens = parts[at]?.tokens ?? 0
    if (tokens <= kept) continue
    write[mark] += tokens - kept
    kept = tokens
  }
  const input = (parts.at(-1)?.tokens ?? 0) - kept
  return { usage: { input, read, write5m: write['5m'], write1h: write['1h'] }, kept }
}

/**
 * A prompt block by block in the order in which it is cached: tools, system, messages. What changes how messages are read
 * (thinking, effort, tool choice) stands before them; the account and the model before everything.
 */
export function promptParts(request: MessagesRequest): readonly PromptPart[] {
  // Without a mark nothing is kept or found, and names would be made for nobody.
  if (!isMarked(request)) return [{ prefix: '', tokens: conversationTokens(request) }]
  const parts: PromptPart[] = []
  let prefix = print(request.account, request.model.id)
  let tokens = 0
  const add = (what: string, size: number, mark?: CacheTtl) => {
    prefix = print(prefix, what)
    tokens += size
    parts.push({ prefix, tokens, mark })
  }
  for (const tool of request.tools) add(tool.print, toolTokens(tool), tool.mark)
  request.system.forEach((part, index) => {
    const before = systemTokens(request.system.slice(0, index))
    add(part.print, systemTokens(request.system.slice(0, index + 1)) - before, part.mark)
  })
  prefix = print(prefix, parametersPrint(request))
  let open = 0
  for (const { role, content } of request.messages) {
    open += PER_MESSAGE
    for (const block of content) {
      const cleared = 'cleared' in block && block.cleared === true
      add(print(role, block.print, cleared ? 'cleared' : ''), open + blockTokens(block), block.mark)
      open = 0
    }
  }
  return marked(open === 0 ? parts : parts.map(withMore(parts.length - 1, open)), request)
}

function isMarked({ automatic, tools, system, messages }: MessagesRequest): boolean {
  const has = (marks: readonly { readonly mark?: CacheTtl }[]) => marks.some(({ mark }) => mark !== undefined)
  return automatic !== undefined || has(tools) || has(system) || messages.some(({ content }) => has(content))
}

/** What changes how messages are read, but not the system prompt and the tools. */
export function parametersPrint({ thinking, effort, toolChoice }: MessagesRequest): string {
  return print(JSON.stringify([thinking?.kind, effort, toolChoice]))
}

function withMore(last: number, tokens: number) {
  return (part: PromptPart, index: number): PromptPart =>
    index === last ? { ...part, tokens: part.tokens + tokens } : part
}

/** The automatic mark goes to the last block that can carry one: any but thinking. */
function marked(
  parts: readonly PromptPart[],
  { automatic, messages }: MessagesRequest,
): readonly PromptPart[] {
  if (automatic === undefined) return parts
  const blocks = messages.flatMap(({ content }) => content)
  const back = blocks.toReversed().findIndex(({ type }) => type !== 'thinking')
  const last = parts.length - 1 - Math.max(0, back)
  return parts.map((part, index) => (index === last ? { ...part, mark: automatic } : part))
}
