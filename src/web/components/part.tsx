import type { ReactNode } from 'react'

/** A part of a page of settings, under a heading. */
export function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3.5">
      <h3 className="font-serif text-title font-title">{title}</h3>
      {children}
    </section>
  )
}
