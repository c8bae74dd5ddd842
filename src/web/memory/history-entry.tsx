import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { UndoCommit } from '../../memory/taken-back.ts'
import type { Commit } from '../../memory/types.ts'
import { api } from '../api.ts'
import { diffCounts, diffOf } from '../chat/diff.ts'
import { DiffView } from '../chat/diff-view.tsx'
import { showTurn } from '../chat/show-turn.ts'
import { Button } from '../components/button.tsx'
import { FoldArrow } from '../components/fold-arrow.tsx'
import { rowIntoSight } from '../components/into-sight.ts'
import { Scrolled } from '../components/scrolled.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { EraseVersion, textIsGone } from '../erase/erase-version.tsx'
import { look } from '../location.ts'
import { myName } from '../me.ts'
import { useNow } from '../now.ts'
import { ErasedNote } from '../past/erased-note.tsx'
import type { PlacedCommit } from '../past/past-api.ts'
import { openPast, startUndo } from '../past/past-dialogs.ts'
import { useMayWrite } from '../people/may-write.ts'
import { placeOfChange } from '../people/memory-names.ts'
import { useWorkspace } from '../store/store.ts'
import { ago, hand, moment, shortPath, when } from '../words.ts'
import { deedOf } from './deeds.ts'
import { madeText } from './made-text.ts'
import { openDocument } from './open.ts'
import { tellOutcome } from './outcome.ts'
import { TakenBack, useUndoOf } from './taken-back.tsx'
import { textQuery } from './texts.ts'
import { words as panelWords } from './words.ts'
import { words } from './words-history.tsx'

/** One change: who, when and from which chat; unfolded, what it did and every way on from there. */
export function Entry({ commit, document, present, before, byTheClock = false }: EntryProps) {
  const now = useNow()
  const [unfolded, setUnfolded] = useState(false)
  const origin = commit.origin
  const chat = useWorkspace((workspace) => (origin ? workspace.chats[origin.chat]?.name : undefined))
  const undo = useUndoOf(commit.memory, commit.number)
  return (
    <li className="rounded-lg [contain-intrinsic-size:auto_52px] [content-visibility:auto]">
      <button
        type="button"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
        className="flex w-full items-start gap-2 rounded-lg px-2.5 py-2 text-start -outline-offset-2 hover:bg-hover"
      >
        <FoldArrow open={unfolded} className="mt-0.5 text-faint" />
        <span className="min-w-0 flex-1">
          <span className="block text-plain break-words">
            <span className="font-medium">{hand(commit.actor)}</span>{' '}
            <span className={undo ? 'text-faint line-through' : ''}>{deedOf(commit, document)}</span>
          </span>
          <span className="block text-small text-pretty break-words text-faint" title={moment(commit.at)}>
            {[
              (byTheClock ? when : ago)(commit.at, now),
              chat ? words().inChat(chat) : null,
              words().change(commit.number, document === null ? placeOfChange(commit.memory) : null),
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </span>
          {undo && <TakenBack undo={undo} />}
        </span>
        {present === commit.number && (
          <span className="shrink-0 rounded-full bg-fresh px-2 py-0.5 text-tiny text-accent-ink">
            {words().present}
          </span>
        )}
      </button>
      {unfolded && (
        <Unfolded
          commit={commit}
          undo={undo}
          document={document}
          present={present}
          before={before}
          inChat={chat !== undefined}
        />
      )}
    </li>
  )
}

export interface EntryProps {
  readonly commit: PlacedCommit
  readonly document: string | null
  readonly present: number | null
  /** The version that this one replaced; null: none, or not known here. */
  readonly before: number | null
  /** Says the day and the time instead of how long ago it was: for whoever looks for a time. */
  readonly byTheClock?: boolean
}

interface UnfoldedProps extends EntryProps {
  /** What took it back; null when it stands. */
  readonly undo: UndoCommit | null
  readonly inChat: boolean
}

function Unfolded({ commit, undo, document, present, before, inChat }: UnfoldedProps) {
  const { memory, number, origin } = commit
  const made = document !== null && madeText(commit, document)
  const gone = document !== null && textIsGone(commit, document)
  const first = commit.changes[0]
  const other = present ?? before
  const mayWrite = useMayWrite(memory)
  const said = words()
  return (
    <div ref={rowIntoSight} className="ms-6 mb-2">
      {made && gone && <ErasedNote document={document} version={number} />}
      {made && !gone && <Difference document={document} version={number} before={before} />}
      {document === null && <Touched commit={commit} />}
      <div className="flex flex-wrap gap-1 pt-1.5">
        {mayWrite && commit.reason !== 'erase' && (
          <Button
            small
            onClick={() => {
              const commit = undo?.number ?? number
              const title = panelWords().outcome.undoTitle(commit, placeOfChange(memory))
              startUndo(title, { kind: 'commit', memory, number: commit })
            }}
          >
            {undo ? said.bringBack : said.undoThis}
          </Button>
        )}
        {mayWrite && made && !gone && present !== number && (
          <Button small onClick={() => void restore({ document, version: number, present })}>
            {said.restore}
          </Button>
        )}
        {made && !gone && other !== null && other !== number && (
          <Button
            small
            look="quiet"
            onClick={() =>
              openPast({
                kind: 'compare',
                document,
                from: Math.min(number, other),
                to: Math.max(number, other),
              })
            }
          >
            {said.compare}
          </Button>
        )}
        {origin && inChat && (
          <Button small look="quiet" onClick={() => void showTurn(origin.chat, origin.turn, origin.toolCall)}>
            {said.showMessage}
          </Button>
        )}
        <Button
          small
          look="quiet"
          onClick={() =>
            look({ at: { memory, number }, document: document ?? first?.document ?? null }, true)
          }
        >
          {said.asItWas}
        </Button>
        {document === null && first && (
          <Button small look="quiet" onClick={() => openDocument(first.document)}>
            {said.open}
          </Button>
        )}
        {mayWrite && made && !gone && present !== number && (
          <EraseVersion document={document} version={number} />
        )}
      </div>
    </div>
  )
}

/** Documents named at most in a row of the whole memory's history. */
const NAMED = 12

function Touched({ commit }: { readonly commit: Commit }) {
  if (commit.changes.length < 2) return null
  const names = commit.changes.slice(0, NAMED).map(({ path }) => shortPath(path))
  const more = commit.changes.length - names.length
  return <p className="py-1 text-small break-words text-soft">{words().touched(names, more)}</p>
}

interface Restoring {
  readonly document: string
  readonly version: number
  /** What the person saw standing when they asked; null: that the document is gone. */
  readonly present: number | null
}

async function restore(asked: Restoring, allowSecrets = false): Promise<void> {
  const { document, version, present } = asked
  tellOutcome(await api.restore(document, version, present ?? 0, myName(), allowSecrets), words().restored, {
    document,
    allSame: () => void restore(asked, true),
  })
}

function Difference({ document, version, before }: DifferenceProps) {
  const after = useQuery(textQuery(document, version))
  const earlier = useQuery({ ...textQuery(document, before ?? 0), enabled: before !== null })
  const problem = after.error ?? earlier.error
  if (problem) return <ToldProblem text={problem.message} className="py-2" />
  if (after.data === undefined || (before !== null && earlier.data === undefined))
    return <p className="py-2 text-plain text-faint">{words().comparing}</p>
  const lines = diffOf(earlier.data ?? '', after.data)
  const { added, removed } = diffCounts(lines)
  return (
    <div ref={rowIntoSight} className="overflow-hidden rounded-lg border border-line bg-page">
      <p className="nums border-b border-line px-2.5 py-1 text-small text-faint">
        {words().counts(added, removed)}
      </p>
      <Scrolled label={words().difference(version)} className="max-h-80 py-1">
        <DiffView lines={lines} />
      </Scrolled>
    </div>
  )
}

interface DifferenceProps {
  readonly document: string
  readonly version: number
  readonly before: number | null
}
