import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { TurnState } from '../../workspace/events.ts'
import { follows as followsAfter, markAll, movesWhatIsRead, NEAR, piecesSince, roughHeight } from './place.ts'
import { onReader } from './reader.ts'

/** Pixels between turns, and around them all. */
const GAP = 24
const EDGE = 16
/** Room for the line about earlier turns. */
const EARLIER = 56
/** Turns that stand ready out of sight on either side. */
const READY = 4
/** Most turns that are put on the page for a search of the browser. */
const FINDABLE = 400

type List = Virtualizer<HTMLDivElement, HTMLDivElement>

/**
 * A conversation of any length with only the turns near the reader on the page. It follows the newest words until the reader
 * goes up, and what the reader looks at stands still when turns come above it, cards open, or the pane gets another width.
 */
export function useTurnList(chat: string, turns: readonly TurnState[], hasEarlier: boolean): TurnList {
  const scroller = useRef<HTMLDivElement>(null)
  const shown = useRef(turns)
  shown.current = turns
  const [follows, setFollows] = useState(true)
  const finding = useFinding(scroller)
  const isNew = useIsNew(turns)
  const list = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: turns.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => shown.current[index]?.id ?? index, []),
    estimateSize: (index) => (turns[index] ? roughHeight(turns[index]) : 0),
    initialOffset: Number.MAX_SAFE_INTEGER,
    anchorTo: 'end',
    followOnAppend: follows && isNew,
    scrollEndThreshold: follows ? NEAR : 0,
    overscan: finding ? FINDABLE : READY,
    gap: GAP,
    paddingStart: hasEarlier ? EARLIER : EDGE,
    paddingEnd: EDGE,
    rangeExtractor: useCallback((range: Range) => withHeld(range, scroller.current), []),
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
  })
  list.shouldAdjustScrollPositionOnItemSizeChange = (item, _delta, at) =>
    movesWhatIsRead(
      { start: item.start, size: item.size, guessed: !at.itemSizeCache.has(item.key) },
      at.scrollOffset ?? 0,
    )
  const toEnd = useCallback(() => {
    setFollows(true)
    list.scrollToEnd()
  }, [list])

  useLayoutEffect(() => list.scrollToEnd(), [list])
  useFollowing(scroller, follows, setFollows, list)
  useEffect(
    () =>
      onReader(chat, {
        toEnd,
        reveal: (turn) => {
          const index = shown.current.findIndex(({ id }) => id === turn)
          if (index >= 0) list.scrollToIndex(index, { align: 'start' })
        },
      }),
    [chat, list, toEnd],
  )
  return { scroller, list, follows, toEnd, unseen: useUnseen(turns, follows) }
}

export interface TurnList {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly list: List & { readonly containerRef: (node: HTMLElement | null) => void }
  /** Whether the newest words are in view, and will be. */
  readonly follows: boolean
  readonly toEnd: () => void
  /** Pieces that came since the reader went up. */
  readonly unseen: number
}

function useFollowing(
  scroller: RefObject<HTMLDivElement | null>,
  follows: boolean,
  setFollows: (follows: boolean) => void,
  list: List,
): void {
  const now = useRef(follows)
  now.current = follows
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let top = element.scrollTop
    const scrolled = () => {
      const place = { top: element.scrollTop, height: element.scrollHeight, view: element.clientHeight }
      const next = followsAfter({ follows: now.current, top }, place)
      top = place.top
      if (next !== now.current) setFollows(next)
    }
    // A composer that grows, or a keyboard on the screen, takes its room from the end.
    const resized = new ResizeObserver(() => now.current && list.scrollToEnd())
    resized.observe(element)
    // What is said may become less, so that one who had gone up is at its end.
    const said = new ResizeObserver(() => now.current || scrolled())
    if (element.firstElementChild) said.observe(element.firstElementChild)
    element.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      resized.disconnect()
      said.disconnect()
      element.removeEventListener('scroll', scrolled)
    }
  }, [scroller, setFollows, list])
}

/** Whether the last turn was just begun. Another branch that one walks to has an end, too, and keeps the reader where they are. */
function useIsNew(turns: readonly TurnState[]): boolean {
  const newest = useRef(0)
  const number = turns.at(-1)?.number ?? 0
  const isNew = number > newest.current
  useEffect(() => {
    newest.current = Math.max(newest.current, number)
  }, [number])
  return isNew
}

function useUnseen(turns: readonly TurnState[], follows: boolean): number {
  const mark = useRef(markAll(turns))
  if (follows) mark.current = markAll(turns)
  return useMemo(() => (follows ? 0 : piecesSince(turns, mark.current)), [turns, follows])
}

/** The turns near the reader, those that hold the focus or the start of a selection, and the newest. */
function withHeld(range: Range, scroller: HTMLElement | null): number[] {
  const near = defaultRangeExtractor(range)
  if (!scroller || near.length === 0) return near
  const held = [document.activeElement, document.getSelection()?.anchorNode]
    .filter((node) => node && scroller.contains(node))
    .map((node) => {
      const element = node instanceof Element ? node : node?.parentElement
      return Number(element?.closest<HTMLElement>('[data-index]')?.dataset.index ?? Number.NaN)
    })
  const all = [...near, ...held, range.count - 1].filter((index) => index >= 0 && index < range.count)
  return [...new Set(all)].sort((a, b) => a - b)
}

/** Whether somebody just opened the browser's own search, which finds only what is on the page. Until they scroll or write. */
function useFinding(scroller: RefObject<HTMLDivElement | null>): boolean {
  const [finding, setFinding] = useState(false)
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const opens = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'f'
      if (opens) setFinding(true)
    }
    const ended = () => setFinding(false)
    const element = scroller.current
    window.addEventListener('keydown', pressed)
    element?.addEventListener('wheel', ended, { passive: true })
    element?.addEventListener('pointerdown', ended)
    return () => {
      window.removeEventListener('keydown', pressed)
      element?.removeEventListener('wheel', ended)
      element?.removeEventListener('pointerdown', ended)
    }
  }, [scroller])
  return finding
}
