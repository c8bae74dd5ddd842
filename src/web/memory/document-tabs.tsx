import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { type DocumentTab, look, useView } from '../location.ts'

const TABS = ['read', 'source', 'history'] as const satisfies readonly DocumentTab[]

/** A document, one of whose ways to be looked at stands in the address. */
export function DocumentTabs({ children }: { readonly children: ReactNode }) {
  const { tab } = useView()
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(next) => look({ tab: TABS.find((one) => one === next) ?? 'read' })}
      className="flex min-h-0 min-w-0 flex-1 flex-col"
    >
      {children}
    </Tabs.Root>
  )
}

/** The ways to look at a document, beside a line about it. */
export function DocumentTabList({ label, names, title, children }: DocumentTabListProps) {
  return (
    <div className="flex shrink-0 items-center gap-1 border-b border-line ps-3.5 pe-2 pb-2">
      <p title={title} className="nums min-w-0 flex-1 truncate text-small text-faint">
        {children}
      </p>
      <Tabs.List aria-label={label} className="flex shrink-0 gap-0.5">
        {TABS.map((tab) => (
          <Tabs.Trigger
            key={tab}
            value={tab}
            className="rounded-md px-2 py-1 text-small text-soft hover:bg-hover data-[state=active]:bg-sunken data-[state=active]:font-medium data-[state=active]:text-ink coarse:min-h-10"
          >
            {names[tab]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
    </div>
  )
}

export interface DocumentTabListProps {
  readonly label: string
  readonly names: Readonly<Record<DocumentTab, string>>
  readonly title?: string
  readonly children: ReactNode
}
