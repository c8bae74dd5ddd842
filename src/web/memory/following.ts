import { useEffect, useRef } from 'react'
import { isWrite } from '../chat/tool-call.ts'
import type { Hand } from './live.ts'
import { followTo, useFollow, useGhost } from './open.ts'
import { useShelf } from './shelf.ts'

/**
 * While following, opens the document that is being written, and stays with one hand until it rests. A document that a
 * turn has just made stays open when the same turn then notes it in another one: the new page is what one came to see.
 */
export function useFollowing(hands: readonly Hand[]): void {
  const place = useShelf()
  const follow = useFollow()
  const ghost = useGhost()
  const held = useRef<string | null>(null)
  const made = useRef<string | null>(null)
  useEffect(() => {
    const writing = hands.filter((hand) => hand.path !== null && isWrite(hand.call) && hasText(hand))
    const worth = writing.filter((one) => one.call.kind === 'create' || turnOf(one) !== made.current)
    const hand = worth.find((one) => one.key === held.current) ?? worth.at(-1)
    held.current = hand?.key ?? null
    if (hand) made.current = hand.call.kind === 'create' ? turnOf(hand) : null
    const path = follow ? (hand?.path ?? ghost) : ghost
    if (path === null) return
    const found = place.shelf.at(path)
    if (found) followTo(found.document, path)
    else followTo(null, hand?.path === path || hands.some((other) => other.path === path) ? path : null)
  }, [hands, place, follow, ghost])
}

/** Keys are `chat/turn/toolCall`. */
function turnOf(hand: Hand): string {
  return hand.key.slice(0, hand.key.lastIndexOf('/'))
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
