/** What the server is asked about money. */
import type { SpendingReport } from '../../workspace/spending.ts'
import { call, orThrow } from '../api.ts'
import { viewerName } from '../me.ts'

/** A question for `useQuery`. Days as YYYY-MM-DD, UTC; empty for the present month up to today. */
export function reportQuery(from: string, to: string) {
  return {
    queryKey: ['spending', from, to],
    queryFn: () => orThrow(call<SpendingReport>('GET', `/spending${range(from, to)}`)),
  }
}

/** Where the same can be had as a file. A link sends no header, so it says itself who asks. */
export function csvPath(from: string, to: string): string {
  return `/api/spending.csv${range(from, to, viewerName())}`
}

function range(from: string, to: string, as: string | null = null): string {
  const query = new URLSearchParams()
  if (from) query.set('from', from)
  if (to) query.set('to', to)
  if (as !== null) query.set('as', as)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}
