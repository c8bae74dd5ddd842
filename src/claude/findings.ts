/** What the doctor found, in words and as sayings. */
import type { Finding, HostError } from './contract.ts'
import { inWords, type Saying, saying } from './sayings.ts'

/** `mend`: what to do about it; null when it is good. */
export function finding(
  state: Finding['state'],
  what: Saying,
  found: Saying,
  mend: Saying | null = null,
): Finding {
  const said = { what, found, mend }
  return { what: inWords(what), state, found: inWords(found), mend: mend ? inWords(mend) : '', said }
}

/** What a host failed with, in its words. */
export function failedSaying({ failure: { kind, message } }: HostError, host: string): Saying {
  return saying('failed', { message, kind, host })
}
