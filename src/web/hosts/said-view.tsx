import type { HostState } from '../../workspace/events.ts'
import type { Saying } from '../../workspace/hosts.ts'
import { InEnglish } from '../components/in-english.tsx'
import { sentence } from '../words.ts'
import { quoteIn, saidIn } from './said.ts'

/** A saying of the server; in its English words where there are no others, and beside what a host itself said. */
export function Said({ said, english }: SaidProps) {
  const shown = said ? saidIn(said) : null
  if (shown === null) return <InEnglish>{english}</InEnglish>
  const quote = said ? quoteIn(said, shown) : null
  return (
    <>
      {shown}
      {quote !== null && (
        <>
          {' '}
          <InEnglish>{quote}</InEnglish>
        </>
      )}
    </>
  )
}

export interface SaidProps {
  /** Missing in what was stored before there were sayings. */
  readonly said: Saying | null | undefined
  readonly english: string
}

/** Why a host can be used, or not, as a sentence. */
export function Because({ host: { reason, because } }: { readonly host: HostState }) {
  const shown = reason ? saidIn(reason) : null
  const whole = (words: string) => sentence(/[.!?]$/.test(words) ? words : `${words}.`)
  return shown === null ? <InEnglish>{whole(because)}</InEnglish> : whole(shown)
}
