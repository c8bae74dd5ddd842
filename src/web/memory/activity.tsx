import { useState } from 'react'
import { isWrite } from '../chat/tool-call.ts'
import { FilterChoice, useAuthors, WhereChoice } from '../search/choices.tsx'
import { words as searchWords } from '../search/words.ts'
import { useWorkspace } from '../store/store.ts'
import { shortPath } from '../words.ts'
import { History } from './history.tsx'
import type { HistoryFilter } from './history-pages.ts'
import type { Hand } from './live.ts'
import { MomentField } from './moment-field.tsx'
import { spanOf, WHEN, type When } from './span.ts'
import { words } from './words-history.tsx'

/** Everything that happens to memory: what Claude does just now, then every change, newest first. */
export function Activity({ hands }: { readonly hands: readonly Hand[] }) {
  const [filter, setFilter] = useState<ActivityFilter>({})
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Filters filter={filter} onChange={setFilter} />
      <div className="min-h-0 flex-1 overflow-y-auto bg-paper">
        <Now hands={hands} />
        <History document={null} present={null} filter={filter} />
      </div>
    </div>
  )
}

function Now({ hands }: { readonly hands: readonly Hand[] }) {
  if (hands.length === 0) return null
  return (
    <ul aria-label={words().activity.now} className="border-b border-line bg-fresh/40 px-4 py-1.5">
      {hands.map((hand) => (
        <NowLine key={hand.key} hand={hand} />
      ))}
    </ul>
  )
}

function NowLine({ hand }: { readonly hand: Hand }) {
  const chat = useWorkspace((workspace) => workspace.chats[hand.chat]?.name)
  const said = words().activity
  const say = isWrite(hand.call) ? said.writes : said.reads
  return (
    <li className="flex items-center gap-2.5 py-0.5 text-small text-accent-ink">
      <span className="pulse" />
      <span className="min-w-0 break-words">
        {say(
          <span className="font-medium">{said.claudeFor(hand.speaker)}</span>,
          hand.path === null ? said.somewhere : shortPath(hand.path),
          chat && <em className="font-serif text-plain">{chat}</em>,
        )}
      </span>
    </li>
  )
}

function Filters({ filter, onChange }: FiltersProps) {
  const names = useAuthors()
  const chats = useWorkspace((workspace) => workspace.chats)
  const order = useWorkspace((workspace) => workspace.chatOrder)
  const said = words().activity
  const { byWhom, anybody, anyTime, withoutFilters } = searchWords()
  const { by, chat, memory, under, when, since, until } = filter
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1 border-b border-line px-3 py-1.5">
      <FilterChoice
        label={byWhom}
        any={anybody}
        value={by ?? null}
        onChange={(next) => onChange({ ...filter, by: next ?? undefined })}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        <option value="disk">{said.disk}</option>
      </FilterChoice>
      <FilterChoice
        label={said.inChat}
        any={said.anyChat}
        value={chat ?? null}
        onChange={(next) => onChange({ ...filter, chat: next ?? undefined })}
      >
        {order.map((id) => (
          <option key={id} value={id}>
            {chats[id]?.name ?? id}
          </option>
        ))}
      </FilterChoice>
      <WhereChoice
        memory={memory ?? null}
        under={under ?? null}
        onChange={(where) =>
          onChange({ ...filter, memory: where.memory ?? undefined, under: where.under ?? undefined })
        }
      />
      <FilterChoice
        label={said.when}
        any={anyTime}
        value={when ?? null}
        onChange={(next) => {
          const chosen = WHEN.find((each) => each === next)
          const span = chosen ? spanOf(chosen, new Date()) : { since: undefined, until: undefined }
          onChange({ by, chat, memory, under, ...span, when: chosen })
        }}
      >
        {WHEN.map((each) => (
          <option key={each} value={each}>
            {said.times[each]}
          </option>
        ))}
      </FilterChoice>
      {when === 'between' && since && until && (
        <div className="flex basis-full flex-wrap gap-1 px-1">
          <MomentField label={said.since} at={since} onChange={(at) => onChange({ ...filter, since: at })} />
          <MomentField label={said.until} at={until} onChange={(at) => onChange({ ...filter, until: at })} />
        </div>
      )}
      {(by || chat || memory || under || when) && (
        <button
          type="button"
          onClick={() => onChange({})}
          className="rounded-md px-1.5 py-1 text-small text-faint hover:bg-hover hover:text-ink coarse:min-h-10"
        >
          {withoutFilters}
        </button>
      )}
    </div>
  )
}

interface ActivityFilter extends HistoryFilter {
  /** What was chosen; `since` and `until` say which time that is. */
  readonly when?: When | undefined
}

interface FiltersProps {
  readonly filter: ActivityFilter
  readonly onChange: (filter: ActivityFilter) => void
}
