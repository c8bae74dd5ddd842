import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, History, ListTree } from 'lucide-react'
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react'
import { orThrow } from '../api.ts'
import { Button, IconButton } from '../components/button.tsx'
import { Choice } from '../components/choice.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { look, type Moment, useView } from '../location.ts'
import { useFolds } from '../memory/folds.ts'
import { Shelf } from '../memory/shelf-model.ts'
import { Tree } from '../memory/tree.tsx'
import { treeRows } from '../memory/tree-model.ts'
import { useNow } from '../now.ts'
import { namesOf } from '../people/memory-names.ts'
import { inOrder } from '../people/rights-words.ts'
import { announce } from '../shell/announce.ts'
import { useWorkspace } from '../store/store.ts'
import { when } from '../words.ts'
import { Moments } from './moments.tsx'
import { type PastTree, past } from './past-api.ts'
import { startUndo } from './past-dialogs.ts'
import { PastDocumentView } from './past-document.tsx'
import { backToNow } from './time.ts'
import { words } from './words.ts'

/** Milliseconds for which the slider rests before memory follows it. */
const REST = 90

/** A whole memory as it was after a commit: a slider through time, the tree, any document; and the way to bring it back. */
export function TimePanel({ at }: { readonly at: Moment }) {
  const head = useWorkspace((workspace) => workspace.memoryHeads[at.memory] ?? 0)
  const [listed, setListed] = useState(false)
  const { document } = useView()
  const tree = useQuery({
    queryKey: ['tree', at.memory, at.number, head],
    placeholderData: keepPreviousData,
    queryFn: () => orThrow(past.tree(at.memory, at.number)),
  })
  const shown = tree.data?.documents.find((each) => each.document === document)
  return (
    <section
      aria-label={words().memory}
      data-memory=""
      className="flex h-full min-h-0 min-w-0 flex-1 flex-col bg-paper"
    >
      <Banner
        at={at}
        head={head}
        tree={tree.data ?? null}
        listed={listed}
        onList={() => setListed(!listed)}
      />
      {tree.error ? (
        <ToldProblem text={tree.error.message} alert className="p-5" />
      ) : listed ? (
        <Moments at={at} onChoose={() => setListed(false)} />
      ) : !tree.data ? (
        <p className="p-5 text-plain text-faint">{words().opening}</p>
      ) : (
        <>
          <PastContents tree={tree.data} shown={shown?.path ?? null} folded={document !== null} />
          {shown ? (
            <PastDocumentView key={`${shown.document}@${shown.version}`} info={shown} />
          ) : (
            document !== null && <NotThere document={document} />
          )}
        </>
      )}
    </section>
  )
}

interface BannerProps {
  readonly at: Moment
  readonly head: number
  readonly tree: PastTree | null
  readonly listed: boolean
  readonly onList: () => void
}

/** Says when this is, so that nobody takes the past for the present. */
function Banner({ at, head, tree, listed, onList }: BannerProps) {
  const now = useNow()
  const known = tree?.number === at.number ? tree : null
  const said = words().time
  const told = at.number === 0 ? said.beforeFirst : known?.at ? when(known.at, now) : said.change(at.number)
  return (
    <header className="shrink-0 border-b border-kraft/60 bg-fresh/70 px-4 py-3">
      <div className="flex items-center gap-2">
        <History className="size-4 shrink-0 text-accent-ink" />
        <p className="min-w-0 flex-1 text-plain">
          <span className="text-soft">{said.looking}</span>
          <span className="font-serif text-lead font-title">{told}</span>
        </p>
        <Button small look="strong" onClick={backToNow}>
          {said.backToNow}
        </Button>
      </div>
      <MemoryChoice at={at} />
      <Slider at={at} head={head} told={told} settled={known !== null || at.number === 0} />
      <div className="flex flex-wrap items-center gap-1.5">
        <Button small look="quiet" aria-pressed={listed} onClick={onList}>
          <ListTree className="size-3.5" />
          {listed ? said.documents : said.moments}
        </Button>
        <span className="nums flex-1 text-small whitespace-nowrap text-soft">
          {known ? said.count(known.documents.length) : ''}
        </span>
        <Button
          small
          disabled={at.number >= head}
          onClick={() =>
            startUndo(said.bringBackTitle(told), {
              kind: 'tree',
              memory: at.memory,
              number: at.number,
              head,
            })
          }
        >
          {said.bringBack}
        </Button>
      </div>
    </header>
  )
}

/** Only where there is more than one memory to look back in. */
function MemoryChoice({ at }: { readonly at: Moment }) {
  const memories = useWorkspace((workspace) => workspace.memories)
  const heads = useWorkspace((workspace) => workspace.memoryHeads)
  const infos = Object.values(memories)
  if (infos.length < 2) return null
  return (
    <Choice
      aria-label={words().time.which}
      className="mt-2 h-8!"
      choices={inOrder(infos).map((info) => ({ value: info.id, name: namesOf(info).name }))}
      value={at.memory}
      onChoose={(memory) => look({ at: { memory, number: heads[memory] ?? 0 }, document: null })}
    />
  )
}

/** From before the first change to now. Arrow keys go change by change; memory follows when it rests, and only then is the time known. */
function Slider({ at, head, told, settled }: SliderProps) {
  const said = words().time
  const [value, setValue] = useState(at.number)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => setValue(at.number), [at.number])
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    // Under the keys, the slider says it itself.
    if (settled && document.activeElement !== field.current) announce(`${words().time.looking}${told}`)
  }, [settled, told])
  useEffect(() => {
    if (value === at.number) return
    const timer = setTimeout(() => look({ at: { memory: at.memory, number: value } }), REST)
    return () => clearTimeout(timer)
  }, [value, at])
  const part: CSSProperties & { readonly '--part': string } = {
    '--part': `${head === 0 ? 100 : (value / head) * 100}%`,
  }
  const go = (to: number) => setValue(Math.max(0, Math.min(head, to)))
  return (
    <div className="-ms-1.5 flex items-center gap-0.5 py-1.5">
      <IconButton
        label={said.earlier}
        disabled={value <= 0}
        onClick={() => go(value - 1)}
        className="size-7!"
      >
        <ChevronLeft className="rtl:-scale-x-100" />
      </IconButton>
      <input
        ref={field}
        type="range"
        min={0}
        max={head}
        step={1}
        value={Math.min(value, head)}
        aria-label={said.moment}
        aria-valuetext={said.valueText(value === at.number ? told : said.change(value), value, head)}
        onChange={(event) => go(Number(event.target.value))}
        className="time-slider min-w-0 flex-1"
        style={part}
      />
      <IconButton
        label={said.later}
        disabled={value >= head}
        onClick={() => go(value + 1)}
        className="size-7!"
      >
        <ChevronRight className="rtl:-scale-x-100" />
      </IconButton>
      <span className="nums ms-1 shrink-0 text-small text-soft">{said.of(value, head)}</span>
    </div>
  )
}

interface SliderProps {
  readonly at: Moment
  readonly head: number
  /** When that is, in words. */
  readonly told: string
  /** Whether the words are of that moment already. */
  readonly settled: boolean
}

function PastContents({ tree, shown, folded }: PastContentsProps) {
  const { isClosed, toggle } = useFolds(tree.documents.length, shown)
  const shelf = useMemo(
    () => new Shelf(tree.documents.map((each) => ({ ...each, createdAt: each.changedAt, sha256: '' }))),
    [tree],
  )
  const rows = useMemo(() => treeRows({ shelf, isClosed, find: '' }), [shelf, isClosed])
  if (rows.length === 0)
    return (
      <p className="m-auto max-w-64 px-4 py-8 text-center font-serif text-head text-balance text-soft">
        {words().time.nothing}
      </p>
    )
  return (
    <div
      className={`flex min-h-0 flex-col pt-2 ${folded ? 'max-h-[34%] shrink-0 max-[760px]:hidden' : 'flex-1'}`}
      style={folded ? { height: 16 + rows.length * 46 } : undefined}
    >
      <Tree
        rows={rows}
        shown={shown}
        unsaved={() => false}
        onOpen={(row) => row.info && look({ document: row.info.document })}
        onFold={(row) => toggle(row.path)}
      />
    </div>
  )
}

interface PastContentsProps {
  readonly tree: PastTree
  readonly shown: string | null
  readonly folded: boolean
}

function NotThere({ document }: { readonly document: string }) {
  const path = useWorkspace((workspace) => workspace.documents[document]?.path)
  const said = words().time
  return (
    <div className="flex flex-col items-start gap-2 border-t border-line p-5">
      <p className="font-serif text-title text-soft">{said.notThere}</p>
      <p className="text-plain text-faint">{path ? said.madeLater : said.notInMemory}</p>
      <Button small onClick={() => look({ document: null })}>
        {said.allOfThen}
      </Button>
    </div>
  )
}
