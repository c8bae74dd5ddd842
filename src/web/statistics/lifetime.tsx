import type { ChatInfo, Totals } from '../../workspace/events.ts'
import { sumTotals } from '../../workspace/state.ts'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { ago, dollars, numeral } from '../words.ts'
import { openChats } from './to-chats.tsx'
import { words } from './words.ts'

/** What was said, spent and cleared over the whole life of each chat, cleared and deleted conversations included. */
export function Lifetime({ onLeave }: { readonly onLeave: () => void }) {
  const chats = useWorkspace((workspace) => workspace.chats)
  const order = useWorkspace((workspace) => workspace.chatOrder)
  const now = useNow()
  const listed = order
    .flatMap((id) => chats[id] ?? [])
    .filter((chat) => chat.place !== 'deleted' || chat.totals.messages > 0)
  const all = sumTotals(listed)
  const said = words().lifetime
  return (
    <section aria-label={said.title} className="flex flex-col gap-4">
      <h3 className="font-serif text-title font-title">{said.title}</h3>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 min-[560px]:grid-cols-4">
        <Figure name={said.figure.messages} value={numeral(all.messages)} />
        <Figure name={said.figure.tokens} value={numeral(tokensOf(all))} />
        <Figure name={said.figure.cost} value={costOf(all)} />
        <Figure name={said.figure.calls} value={numeral(all.toolUses)} />
        <Figure name={said.figure.clearings} value={numeral(all.clearings)} />
        <Figure name={said.figure.saved} value={numeral(all.clearedTokens)} />
        <Figure name={said.figure.average} value={averageOf(all)} />
        <Figure name={said.figure.last} value={all.lastClearedAt ? ago(all.lastClearedAt, now) : '–'} />
      </dl>
      {listed.length > 0 && <Table chats={listed} now={now} onLeave={onLeave} />}
    </section>
  )
}

function Table({ chats, now, onLeave }: TableProps) {
  const said = words().lifetime
  return (
    <section
      className="overflow-x-auto rounded-xl border border-line"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
      tabIndex={0}
      aria-label={said.byChat}
    >
      <table className="nums w-full text-end text-small whitespace-nowrap [&_td]:px-2 [&_td]:py-2 [&_td:last-child]:pe-3 [&_th]:px-2 [&_th]:py-2 [&_th:first-child]:ps-3 [&_th:last-child]:pe-3">
        <thead className="border-b border-line text-small text-faint [&_th]:font-medium">
          <tr>
            <th className="text-start">{said.column.chat}</th>
            <th>{said.column.messages}</th>
            <th>{said.column.in}</th>
            <th>{said.column.cached}</th>
            <th>{said.column.out}</th>
            <th>{said.column.cost}</th>
            <th>{said.column.cleared}</th>
            <th>{said.column.saved}</th>
            <th>{said.column.average}</th>
            <th>{said.column.last}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {chats.map((chat) => (
            <tr key={chat.id}>
              <th scope="row" className="max-w-44 truncate text-start font-medium">
                {chat.place === 'deleted' ? (
                  <bdi>{chat.name}</bdi>
                ) : (
                  <button
                    type="button"
                    onClick={() => {
                      openChats([chat.id])
                      onLeave()
                    }}
                    className="max-w-full truncate underline decoration-line-strong underline-offset-3 hover:text-accent-ink coarse:min-h-10"
                  >
                    <bdi>{chat.name}</bdi>
                  </button>
                )}
                {chat.place === 'deleted' && <span className="font-normal text-faint"> {said.deleted}</span>}
              </th>
              <td>{numeral(chat.totals.messages)}</td>
              <td>{numeral(chat.totals.usage.input + chat.totals.usage.cacheWrite)}</td>
              <td>{numeral(chat.totals.usage.cacheRead)}</td>
              <td>{numeral(chat.totals.usage.output)}</td>
              <td>{costOf(chat.totals)}</td>
              <td>{numeral(chat.totals.clearings)}</td>
              <td>{numeral(chat.totals.clearedTokens)}</td>
              <td>{averageOf(chat.totals)}</td>
              <td>{chat.totals.lastClearedAt ? ago(chat.totals.lastClearedAt, now) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface TableProps {
  readonly chats: readonly ChatInfo[]
  readonly now: number
  readonly onLeave: () => void
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-small text-faint">{name}</dt>
      <dd className="nums font-serif text-large leading-tight">{value}</dd>
    </div>
  )
}

function tokensOf({ usage }: Totals): number {
  return usage.input + usage.output + usage.cacheRead + usage.cacheWrite
}

/** A dash when nothing of it has a known price: never a wrong number. */
function costOf(totals: Totals): string {
  return totals.replies > 0 && totals.unpriced === totals.replies ? '–' : dollars(totals.cost)
}

function averageOf(totals: Totals): string {
  return totals.clearings === 0 ? '–' : numeral(Math.round(totals.clearedTokens / totals.clearings))
}
