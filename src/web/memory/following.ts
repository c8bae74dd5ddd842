import { useEffect, useRef } from 'react'
import type { DocumentInfo } from '../../workspace/events.ts'
import { isWrite } from '../chat/tool-call.ts'
import type { Hand } from './live.ts'
import { followTo, useFollow, useGhost } from './open.ts'

/** While following, opens the document that is being written, and stays with one hand until it rests. */
export function useFollowing(
  hands: readonly Hand[],
  documents: Readonly<Record<string, DocumentInfo>>,
): void {
  const follow = useFollow()
  const ghost = useGhost()
  const held = useRef<string | null>(null)
  useEffect(() => {
    const writing = hands.filter((hand) => hand.path !== null && isWrite(hand.call) && hasText(hand))
    const hand = writing.find((one) => one.key === held.current) ?? writing.at(-1)
    held.current = hand?.key ?? null
    const path = follow ? (hand?.path ?? ghost) : ghost
    if (path === null) return
    const found = Object.values(documents).find((info) => info.path === path)
    if (found) followTo(found.document, path)
    else followTo(null, hand?.path === path || hands.some((other) => other.path === path) ? path : null)
  }, [hands, documents, follow, ghost])
}

/** The path is whole once the text after it has begun to arrive. */
function hasText(hand: Hand): boolean {
  const { call } = hand
  switch (call.kind) {
    case 'create':
    case 'insert':
      return call.text !== ''
    case 'replace':
      return call.old !== ''
    default:
      return false
  }
}
