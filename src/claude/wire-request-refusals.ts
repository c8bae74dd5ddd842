/** What a host turned out not to take. Everything here can be left out: the reply is the same, only dearer, later or less pretty. */
import { APIError } from '@anthropic-ai/sdk'
import type { Capabilities } from '../agent/capabilities.ts'
import { BETAS } from './models-places.ts'

export type Extra =
  | 'liveInput'
  | 'eager'
  | 'diagnosis'
  | 'hour'
  | 'automatic'
  | 'caching'
  | 'dropThinking'
  | 'clearThinking'
  | 'compaction'
  | 'clearing'
  | 'effort'
  | 'thinking'

export type Refusals = ReadonlySet<Extra>

/** What a model can do when so much is refused. */
export function withoutRefused(can: Capabilities, refused: Refusals): Capabilities {
  if (refused.size === 0) return can
  const { caching } = can
  return {
    ...can,
    inputStreaming: refused.has('eager') && can.inputStreaming === 'eager' ? 'header' : can.inputStreaming,
    diagnosesCache: can.diagnosesCache && !refused.has('diagnosis'),
    caching: {
      ...caching,
      hour: caching.hour && !refused.has('hour'),
      form: refused.has('caching')
        ? 'none'
        : caching.form === 'automatic' && refused.has('automatic')
          ? 'breakpoints'
          : caching.form,
    },
    dropsThinking: can.dropsThinking && !refused.has('dropThinking'),
    clearsThinking: can.clearsThinking && !refused.has('clearThinking') && !refused.has('clearing'),
    compaction: { ...can.compaction, threshold: can.compaction.threshold && !refused.has('compaction') },
    clearing: refused.has('clearing') ? 'agent' : can.clearing,
    efforts: refused.has('effort') ? [] : can.efforts,
    thinking: refused.has('thinking') ? { kind: 'none', least: 'disabled' } : can.thinking,
  }
}

const FLAGS: readonly (readonly [string, Extra])[] = [
  [BETAS.liveInput, 'liveInput'],
  [BETAS.dropThinking, 'dropThinking'],
  [BETAS.compaction, 'compaction'],
  [BETAS.clearing, 'clearing'],
]

/** How hosts name a field that they do not take. The first that was sent and fits is meant. */
const FIELDS: readonly (readonly [RegExp, Extra])[] = [
  [/eager_input_streaming/, 'eager'],
  [/diagnostics|previous_message_id/, 'diagnosis'],
  [/\bttl\b/, 'hour'],
  [/(?:^|[^.\w])cache_control\b/, 'automatic'],
  [/cache_control/, 'caching'],
  [/block_binding/, 'dropThinking'],
  [/clear_thinking/, 'clearThinking'],
  [/compact_20260112/, 'compaction'],
  [/context_management/, 'clearing'],
  [/context_management/, 'compaction'],
  [/output_config|\beffort\b/, 'effort'],
  [/\bthinking\b(?!.*block)/, 'thinking'],
]

/** A flag ends with its day. */
const A_FLAG = /[a-z]-20\d\d-\d\d-\d\d\b/

const NOT_TAKEN =
  /extra inputs are not permitted|extra_forbidden|(?:is|are) not supported|does not support|unsupported|unexpected (?:field|key|keyword|parameter)|unknown (?:field|parameter|name)|unrecognized|does not match/i

/** The optional part of a request that a host refused; null when it refused something else, or says not what. */
export function refusedExtra(error: unknown, sent: Refusals): Extra | null {
  if (!(error instanceof APIError)) return null
  // Bedrock's profiles may tell it in the first event, where there is no status.
  if (error.status !== undefined && error.status !== 400 && error.status !== 422) return null
  const { message } = error
  const flag = FLAGS.find(([beta, extra]) => sent.has(extra) && message.includes(beta))
  if (flag) return flag[1]
  if (A_FLAG.test(message)) return null
  if (/beta flag|anthropic.beta/i.test(message))
    return FLAGS.find(([, extra]) => sent.has(extra))?.[1] ?? null
  if (!NOT_TAKEN.test(message)) return null
  return FIELDS.find(([pattern, extra]) => sent.has(extra) && pattern.test(message))?.[1] ?? null
}
