import { Tabs } from 'radix-ui'
import type { SpendingBy, SpendingReport, SpendingRow } from '../../workspace/spending.ts'
import { MEASURES, type MeasureId } from './measures.ts'
import { ToChats } from './to-chats.tsx'
import { words } from './words.ts'

const BY = ['chat', 'person', 'model', 'host'] as const satisfies readonly SpendingBy[]

/** Who and what is behind a number, the most first; each leads to its chats. */
export function ByTable({ report, measure, onLeave }: ByTableProps) {
  return (
    <Tabs.Root defaultValue="chat" className="flex flex-col gap-3">
      <Tabs.List
        aria-label={words().behind.title}
        className="flex gap-1 overflow-x-auto border-b border-line pb-2"
      >
        {BY.map((by) => (
          <Tabs.Trigger
            key={by}
            value={by}
            className="rounded-lg px-3 py-1.5 text-plain whitespace-nowrap text-soft hover:bg-hover data-[state=active]:bg-sunken data-[state=active]:font-medium data-[state=active]:text-ink coarse:min-h-11"
          >
            {words().behind.by[by]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {BY.map((by) => (
        <Tabs.Content key={by} value={by} className="-outline-offset-2">
          <Rows rows={report.by[by]} measure={measure} onLeave={onLeave} />
        </Tabs.Content>
      ))}
    </Tabs.Root>
  )
}

export interface ByTableProps {
  readonly report: SpendingReport
  readonly measure: MeasureId
  /** Closes what the table stands in, since it leads elsewhere. */
  readonly onLeave: () => void
}

interface RowsProps {
  readonly rows: readonly SpendingRow[]
  readonly measure: MeasureId
  readonly onLeave: () => void
}

function Rows({ rows, measure, onLeave }: RowsProps) {
  const { of, words: inWords } = MEASURES[measure]
  const name = words().measure[measure].name
  const sorted = [...rows].sort((a, b) => of(b) - of(a))
  const most = Math.max(0, ...sorted.map(of))
  return (
    <ul className="flex flex-col gap-px text-plain">
      {sorted.map((row) => (
        <li
          key={row.key}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 rounded-lg px-2 py-1.5 hover:bg-hover min-[620px]:grid-cols-[minmax(0,14rem)_minmax(0,1fr)_6rem_auto]"
        >
          <span className="truncate font-medium">
            <bdi>{row.name}</bdi>
          </span>
          <span
            aria-hidden="true"
            className="h-2 rounded-full bg-sunken max-[619px]:order-last max-[619px]:col-span-2"
          >
            <span
              className="block h-full rounded-full bg-kraft"
              style={{ width: `${most <= 0 ? 0 : Math.max(0, (100 * of(row)) / most)}%` }}
            />
          </span>
          <span className="nums text-end">
            <span className="sr-only">{words().behind.measure(name)}</span>
            {inWords(row)}
          </span>
          <ToChats
            chats={row.chats}
            name={row.name}
            onLeave={onLeave}
            className="text-end max-[619px]:order-last max-[619px]:col-span-2 max-[619px]:text-start"
          />
        </li>
      ))}
    </ul>
  )
}
