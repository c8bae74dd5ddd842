/** What the server says of hosts, in the language that is shown. */
import type { Failure } from '../../agent/events.ts'
import type { HostState } from '../../workspace/events.ts'
import { filled, type HostKind, type Saying } from '../../workspace/hosts.ts'
import { FAILURES } from '../trouble/kinds.ts'
import { failureTitle } from '../trouble/trouble.ts'
import { words as formWords } from './words-forms.ts'
import { words as saidWords } from './words-said.ts'

/** A saying in the language that is shown; null where there are no words for it, as for that of a newer server. */
export function saidIn(said: Saying): string | null {
  const templates: Readonly<Record<string, string>> = saidWords()
  const template = Object.hasOwn(templates, said.code) ? templates[said.code] : undefined
  if (template === undefined) return null
  return filled(
    template,
    { ...said, values: { ...said.values, ...ownWords(said) } },
    (inner) => saidIn(inner) ?? '',
  )
}

/** What a browser has words of its own for: fields, and ways to fail. */
function ownWords({ values }: Saying): Saying['values'] {
  const { kind, name, host } = values
  if (typeof kind !== 'string') return {}
  const label = typeof name === 'string' ? formWords()[kind as HostKind]?.fields[name]?.label : undefined
  if (label !== undefined) return { field: label }
  return isFailure(kind) && typeof host === 'string' ? { title: failureTitle(kind, host) } : {}
}

function isFailure(kind: string): kind is Failure['kind'] {
  return Object.hasOwn(FAILURES, kind)
}

/** What a host itself said, where the saying only tells what it means. */
export function quoteIn({ code, values }: Saying, shown: string): string | null {
  const { message } = values
  return code === 'failed' && typeof message === 'string' && message !== shown ? message : null
}

/** Why a host can be used, or not, without a capital and a full stop. */
export function becauseOf({ reason, because }: Pick<HostState, 'reason' | 'because'>): string {
  return (reason && saidIn(reason)) ?? because
}
