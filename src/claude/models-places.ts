/**
 * What each host takes beyond the plain wire. A flag that is not on a host's list is never sent there, because some hosts refuse
 * what they do not know. Source: platform.claude.com, pages on each platform and on each feature, as of 2026-10-10.
 */
import type { CachingSupport, Capabilities } from '../agent/capabilities.ts'
import type { HostKind } from './contract.ts'
import { goesToMantle } from './models.ts'

export const BETAS = {
  clearing: 'context-management-2025-06-27',
  compaction: 'compact-2026-01-12',
  compactNow: 'compact-2026-09-04',
  liveInput: 'fine-grained-tool-streaming-2025-05-14',
  dropThinking: 'thinking-binding-controls-2026-08-01',
} as const

export interface Place {
  readonly betas: ReadonlySet<string>
  readonly memoryTool: Capabilities['memoryTool']
  readonly inputStreaming: Capabilities['inputStreaming']
  readonly caching: Omit<CachingSupport, 'minimum'>
  readonly diagnosesCache: boolean
  readonly countsTokens: boolean
  readonly lateInstructions: boolean
  /** Whether Anthropic runs it, so that the dates of its models hold there. */
  readonly datesHold: boolean
  /** What stands before a first-party id there. */
  readonly prefix: string
}

const { clearing, compaction, compactNow, liveInput, dropThinking } = BETAS

const CLAUDE_API: Place = {
  betas: new Set([clearing, compaction, compactNow, liveInput, dropThinking]),
  memoryTool: 'typed',
  inputStreaming: 'eager',
  caching: { form: 'automatic', hour: true },
  diagnosesCache: true,
  countsTokens: true,
  lateInstructions: true,
  datesHold: true,
  prefix: '',
}

/** One mark at the top of a request is certain of the Claude API's own addresses alone; marks at blocks do the same everywhere. */
const BREAKPOINTS = { form: 'breakpoints', hour: true } as const

const PLACES: Readonly<Record<Exclude<HostKind, 'bedrock'> | 'mantle' | 'invoke', Place>> = {
  anthropic: CLAUDE_API,
  rehearsal: { ...CLAUDE_API, diagnosesCache: false },
  aws: { ...CLAUDE_API, diagnosesCache: false, lateInstructions: false },
  foundry: { ...CLAUDE_API, caching: BREAKPOINTS, diagnosesCache: false, lateInstructions: false },
  vertex: {
    ...CLAUDE_API,
    betas: new Set([clearing, compaction, compactNow, liveInput]),
    caching: BREAKPOINTS,
    diagnosesCache: false,
    datesHold: false,
  },
  mantle: {
    ...CLAUDE_API,
    betas: new Set([clearing, compaction, liveInput]),
    caching: BREAKPOINTS,
    diagnosesCache: false,
    countsTokens: false,
    datesHold: false,
    prefix: 'anthropic.',
  },
  // InvokeModel refuses the field for live input and takes the flag; an hour of cache is refused for some of its models.
  invoke: {
    ...CLAUDE_API,
    betas: new Set([clearing, compaction, liveInput]),
    inputStreaming: 'header',
    caching: { form: 'breakpoints', hour: false },
    diagnosesCache: false,
    countsTokens: false,
    lateInstructions: false,
    datesHold: false,
    prefix: 'anthropic.',
  },
  // No Claude that we could know of: the plain wire. Some count; whoever does not is asked once.
  server: {
    betas: new Set(),
    memoryTool: 'custom',
    inputStreaming: 'whole',
    caching: { form: 'none', hour: false },
    diagnosesCache: false,
    countsTokens: true,
    lateInstructions: false,
    datesHold: false,
    prefix: '',
  },
}

/** Bedrock is two places, told apart by the model's id. */
export function placeOf(kind: HostKind, model: string): Place {
  return PLACES[kind === 'bedrock' ? (goesToMantle(model) ? 'mantle' : 'invoke') : kind]
}
