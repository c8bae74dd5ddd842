import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { diffCounts, diffOf } from '../chat/diff.ts'
import { DiffView } from '../chat/diff-view.tsx'
import { showTurn } from '../chat/show-turn.ts'
import { Button } from '../components/button.tsx'
import { FoldArrow } from '../components/fold-arrow.tsx'
import { rowIntoSight } from '../components/into-sight.ts'
import { Scrolled } from '../components/scrolled.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { ago, fileName, hand, shortPath } from '../words.ts'
import type { Changed } from './away-model.ts'
import { lookAt } from './looked.ts'
import { versionAfterQuery } from './made-text.ts'
import { openDocument } from './open.ts'
import { unchangedUpTo, undoChanges } from './review-undo.ts'
import { textQuery } from './texts.ts'
import { words } from './words-review.ts'

/** One document that changed: whose hands, from which chats, and unfolded what the text says now and did before. */
export function ReviewEntry({ changed, row, inOrder, unread, unfolded: first, onFocus }: ReviewEntryProps) {
  const [unfolded, setUnfolded] = useState(first)
  const { path, was, fate } = changed
  const said = words()
  return (
    <li className="rounded-lg [contain-intrinsic-size:auto_56px] [content-visibility:auto]">
      <button
        type="button"
        data-row={row}
        tabIndex={inOrder ? 0 : -1}
        aria-expanded={unfolded}
        onFocus={onFocus}
        onClick={() => setUnfolded(!unfolded)}
        className="flex w-full items-start gap-2 rounded-lg px-2.5 py-2 text-start -outline-offset-2 hover:bg-hover"
      >
        <FoldArrow open={unfolded} className="mt-1 text-faint" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span
              className={`min-w-0 truncate text-field ${unread ? 'font-semibold' : 'font-medium'} ${fate === 'gone' ? 'text-faint line-through' : ''}`}
            >
              <bdi>{shortPath(path)}</bdi>
            </span>
            {fate !== 'changed' && <span className="shrink-0 text-small text-soft">{said.fate[fate]}</span>}
            {unread && <UnreadDot label={said.unread} />}
          </span>
          {was !== path && (
            <span className="block truncate text-small text-faint">{said.movedFrom(shortPath(was))}</span>
          )}
          <From changed={changed} />
        </span>
      </button>
      {unfolded && <Unfolded changed={changed} unread={unread} />}
    </li>
  )
}

export interface ReviewEntryProps {
  readonly changed: Changed
  /** Its number in the list, from 0. */
  readonly row: number
  /** Tab stops here. */
  readonly inOrder: boolean
  readonly unread: boolean
  /** At first. */
  readonly unfolded: boolean
  readonly onFocus: () => void
}

/** A quiet mark: it was not looked at yet. */
export function UnreadDot({ label }: { readonly label: string }) {
  return (
    <span className="shrink-0 self-center">
      <span aria-hidden="true" className="block size-[7px] rounded-full bg-soft" />
      <span className="sr-only">{label}</span>
    </span>
  )
}

function From({ changed: { hands, chats, commits } }: { readonly changed: Changed }) {
  const now = useNow()
  const known = useWorkspace((workspace) => workspace.chats)
  const names = chats.flatMap((chat) => known[chat]?.name ?? [])
  const said = words()
  const newest = commits[0]?.at
  const parts = [
    hands.map(hand).join(', '),
    ...(names.length > 0 ? [said.inChats(names)] : []),
    ...(commits.length > 1 ? [said.changes(commits.length)] : []),
    ...(newest ? [ago(newest, now)] : []),
  ]
  return <span className="block text-small break-words text-faint">{parts.join(' · ')}</span>
}

function Unfolded({ changed, unread }: { readonly changed: Changed; readonly unread: boolean }) {
  const { commits, document, fate } = changed
  const origin = commits.find((commit) => commit.origin)?.origin
  const inChat = useWorkspace(
    (workspace) => origin !== undefined && workspace.chats[origin.chat] !== undefined,
  )
  const said = words()
  return (
    <div ref={rowIntoSight} className="ms-6 me-1 mb-3">
      <Difference changed={changed} />
      <div className="flex flex-wrap gap-1 pt-1.5">
        {unread && (
          <Button small onClick={() => lookAt(document)}>
            {said.markRead}
          </Button>
        )}
        {commits.length > 0 && (
          <Button small onClick={() => void undoChanges(changed)}>
            {commits.length === 1 ? said.undoOne : said.undoAll(commits.length)}
          </Button>
        )}
        {fate !== 'gone' && (
          <Button small look="quiet" onClick={() => openDocument(document)}>
            {said.open}
          </Button>
        )}
        {origin && inChat && (
          <Button small look="quiet" onClick={() => void showTurn(origin.chat, origin.turn, origin.toolCall)}>
            {said.message}
          </Button>
        )}
      </div>
    </div>
  )
}

function Difference({ changed }: { readonly changed: Changed }) {
  const { document, path, fate } = changed
  const present = useWorkspace((workspace) => workspace.documents[document]?.version)
  const before = useQuery({
    ...versionAfterQuery(document, unchangedUpTo(changed)),
    enabled: fate !== 'new',
  })
  const from = fate === 'new' ? null : before.data
  return (
    <DifferenceOf
      document={document}
      name={fileName(path)}
      from={from}
      to={present ?? null}
      problem={before.error}
    />
  )
}

/** The difference between two versions; null for where there is, or was, no text. */
export function DifferenceOf({ document, name, from, to, problem }: DifferenceOfProps) {
  const earlier = useQuery({ ...textQuery(document, from ?? 0), enabled: typeof from === 'number' })
  const later = useQuery({ ...textQuery(document, to ?? 0), enabled: to !== null })
  const said = words()
  const trouble = problem ?? earlier.error ?? later.error
  if (trouble) return <ToldProblem text={trouble.message} className="py-2" />
  const texts = [from === null ? '' : earlier.data, to === null ? '' : later.data] as const
  const [then, now] = texts
  if (from === undefined || then === undefined || now === undefined)
    return <p className="py-2 text-plain text-faint">{said.comparing}</p>
  const lines = diffOf(then, now)
  const { added, removed } = diffCounts(lines)
  if (added + removed === 0) return <p className="py-2 text-plain text-faint">{said.sameText}</p>
  return (
    <div ref={rowIntoSight} className="overflow-hidden rounded-lg border border-line bg-page">
      <p className="nums border-b border-line px-2.5 py-1 text-small text-faint">
        {said.counts(added, removed)}
      </p>
      <Scrolled label={said.difference(name)} className="max-h-80 py-1">
        <DiffView lines={lines} />
      </Scrolled>
    </div>
  )
}

export interface DifferenceOfProps {
  readonly document: string
  readonly name: string
  /** undefined: not known yet. */
  readonly from: number | null | undefined
  readonly to: number | null
  readonly problem: Error | null
}
