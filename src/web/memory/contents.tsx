import { Search, SlidersHorizontal, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { isOpenToAll } from '../../memory/rights.ts'
import { IconButton } from '../components/button.tsx'
import { useHandOn } from '../components/focus.ts'
import { late } from '../components/late.tsx'
import { useViewer } from '../me.ts'
import { accessFor } from '../people/rights-words.ts'
import { hasFilters, NO_FILTERS, queryOf } from '../search/search-query.ts'
import { useWorkspace } from '../store/store.ts'
import { bytes } from '../words.ts'
import { isUnsaved, useUnsaved } from './buffers.ts'
import { useFolds } from './folds.ts'
import type { Hand } from './live.ts'
import { useMarksOfUnread } from './looked.ts'
import { focusPanel, openDocument } from './open.ts'
import { putInOrder, useShelf } from './shelf.ts'
import { Tree } from './tree.tsx'
import { ghostsOf, type Mounted, type Row, treeRows } from './tree-model.ts'
import { words } from './words.ts'

const SearchFilters = late(() => import('../search/search-filters.tsx').then((m) => m.SearchFilters))
const loadResults = () => import('../search/search-results.tsx')
const SearchResults = late(() => loadResults().then((m) => m.SearchResults))

/** The tree, with a field that finds names and texts. Takes all the room there is until a document is open. */
export function Contents({ hands, shown, folded, yields }: ContentsProps) {
  const [find, setFind] = useState('')
  const [filtering, setFiltering] = useState(false)
  const [filters, setFilters] = useState(NO_FILTERS)
  const unsaved = useUnsaved()
  const place = useShelf()
  const { count, root } = place.shelf
  const { isClosed, toggle } = useFolds(count, shown)
  const mounted = useMounted()
  const { unread } = useMarksOfUnread()
  // The letters that arrive in a document are no new rows; only which documents are on their way is.
  const ghosts = ghostsOf(hands).join('\n')
  const rows = useMemo(
    () => treeRows({ ...place, ghosts: ghosts.split('\n').filter(Boolean), mounted, isClosed, find }),
    [place, ghosts, mounted, isClosed, find],
  )
  // With the last document the tree and the field go too.
  const handOn = useHandOn(focusPanel)
  const said = words().contents
  const query = queryOf(find, filtering ? filters : NO_FILTERS)
  const filtered = filtering && hasFilters(filters)
  if (count === 0 && rows.length === 0) return folded ? null : <Empty hands={hands} />
  return (
    <div
      ref={handOn}
      className={`flex min-h-0 flex-col ${yields ? '@max-[640px]:hidden' : ''} ${folded ? 'max-h-[38%] shrink-0 max-[760px]:hidden @min-[640px]:h-auto! @min-[640px]:max-h-none @min-[640px]:w-[38%] @min-[640px]:border-e @min-[640px]:border-line' : 'flex-1'}`}
      style={folded ? { height: query === '' ? rowsHeight(rows) : '38%' } : undefined}
    >
      <div className="flex shrink-0 items-center gap-1.5 px-4 py-2">
        <FindField find={find} onFind={setFind} />
        <IconButton
          label={said.filters}
          hint={filtering ? said.withoutFilters : said.filterBy}
          aria-pressed={filtering}
          className={filtering ? 'text-ink!' : ''}
          onClick={() => setFiltering(!filtering)}
        >
          <SlidersHorizontal />
        </IconButton>
        {query === '' && (
          <span
            title={bytes(root.size)}
            className={`nums shrink-0 text-small text-faint ${folded ? '@min-[640px]:hidden' : ''}`}
          >
            {said.documents(count)}
          </span>
        )}
      </div>
      {filtering && <SearchFilters filters={filters} onChange={setFilters} />}
      {query === '' || (rows.length > 0 && !filtered) ? (
        <Tree
          rows={rows}
          hands={hands}
          shown={shown}
          short={query !== ''}
          editable
          unread={unread}
          unsaved={(row: Row) =>
            row.kind === 'document' && row.info !== null && isUnsaved(unsaved.get(row.info.document))
          }
          onOpen={(row) => row.info && openDocument(row.info.document)}
          onFold={(row) => toggle(row.path)}
        />
      ) : null}
      {query !== '' && (
        <div
          className={`min-h-0 flex-1 overflow-y-auto bg-paper ${rows.length > 0 && !filtered ? 'border-t border-line' : ''}`}
        >
          <SearchResults query={query} />
        </div>
      )}
    </div>
  )
}

/** The other memories that one sees. */
function useMounted(): readonly Mounted[] {
  const memories = useWorkspace((workspace) => workspace.memories)
  const viewer = useViewer()
  return useMemo(
    () =>
      Object.values(memories)
        .filter(({ mount }) => mount !== '')
        .map((info) => ({
          mount: info.mount,
          name: info.name,
          isPrivate: !isOpenToAll(info),
          readOnly: accessFor(info, viewer) !== 'write',
        })),
    [memories, viewer],
  )
}

export interface ContentsProps {
  readonly hands: readonly Hand[]
  readonly shown: string | null
  readonly folded: boolean
  /** What is open needs all the height there is. */
  readonly yields: boolean
}

/** More rows than the tree is ever high beside a document. */
const IN_SIGHT = 60

/** Room for the search line, the rows, and a little air; the layout bounds it. */
function rowsHeight(rows: readonly Row[]): number {
  return 56 + rows.slice(0, IN_SIGHT).reduce((sum, row) => sum + (row.kind === 'folder' ? 32 : 46), 0)
}

function FindField({ find, onFind }: { readonly find: string; readonly onFind: (find: string) => void }) {
  return (
    <div className="relative min-w-0 flex-1">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute start-2.5 top-1/2 size-3.5 -translate-y-1/2 text-faint"
      />
      <input
        type="search"
        data-find
        dir="auto"
        aria-label={words().contents.find}
        placeholder={words().contents.find}
        value={find}
        maxLength={500}
        // What shows the finds is here, and the tree in order, before the first letter is.
        onFocus={() => {
          void loadResults()
          putInOrder()
        }}
        onChange={(event) => onFind(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onFind('')}
        className="h-8 w-full rounded-lg border border-transparent bg-sunken ps-8 pe-7 text-plain text-ellipsis coarse:h-10 coarse:pe-10 outline-none focus-visible:border-accent [&::-webkit-search-cancel-button]:hidden"
      />
      {find !== '' && (
        <button
          type="button"
          aria-label={words().contents.clearSearch}
          onClick={() => onFind('')}
          className="absolute end-1 top-1/2 flex size-6 coarse:size-9 -translate-y-1/2 items-center justify-center rounded text-faint hover:text-ink"
        >
          <X className="size-3.5" />
        </button>
      )}
    </div>
  )
}

function Empty({ hands }: { readonly hands: readonly Hand[] }) {
  const said = words().contents
  const looking = hands[0]
  return (
    <div className="m-auto flex max-w-64 flex-col gap-2 px-4 py-8 text-center">
      <p className="font-serif text-head text-balance text-soft">{said.nothing}</p>
      <p className="text-plain text-balance text-faint">
        {looking ? said.looking(looking.speaker) : said.about}
      </p>
    </div>
  )
}
