/** Texts of documents. A version never changes, so a text is fetched once and kept. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { DocumentInfo } from '../../workspace/events.ts'
import { api, orThrow } from '../api.ts'
import { type Hand, type Pending, pendingOf, resultOf } from './live.ts'

export function textQuery(document: string, version: number) {
  return queryOptions({
    queryKey: ['text', document, version],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10 * 60_000,
    retry: 2,
    queryFn: () => orThrow(api.text(document, version)).then(({ text }) => text),
  })
}

export interface ShownText {
  readonly text: string | null
  readonly problem: string | null
  /** What a hand is doing to it right now. */
  readonly pending: Pending | null
  /** Its present text was seen being written in this tab. */
  readonly settled: boolean
}

/** What was last seen being written, by the hand that wrote it; a few of the newest. */
const predicted = new Map<string, string>()
const REMEMBERED = 8

/** Keeps the text that a hand is about to leave behind. */
export function predict(key: string, text: string): void {
  predicted.delete(key)
  predicted.set(key, text)
  const oldest = predicted.keys().next().value
  if (predicted.size > REMEMBERED && oldest !== undefined) predicted.delete(oldest)
}

export function forgetPredicted(): void {
  predicted.clear()
}

/**
 * The present text of a document and what is being done to it. When a write is done, what was seen being written
 * stays until the stored text is there, so that the page never falls back for a moment.
 */
export function useShownText(info: DocumentInfo, writing: Hand | null): ShownText {
  const { changedIn } = info
  const settledBy = changedIn ? `${changedIn.chat}/${changedIn.turn}/${changedIn.toolCall}` : ''
  const query = useQuery({
    ...textQuery(info.document, info.version),
    placeholderData: predicted.get(settledBy) ?? keepPreviousData,
  })
  const text = query.data ?? null
  const pending = writing && writing.key !== settledBy ? pendingOf(writing.call, text) : null
  useEffect(() => {
    if (writing && pending) predict(writing.key, resultOf(pending))
  })
  return { text, problem: query.error?.message ?? null, pending, settled: predicted.has(settledBy) }
}
