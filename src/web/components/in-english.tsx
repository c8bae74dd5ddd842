import type { ReactNode } from 'react'

/** Words that there are in English alone, marked so that they are read aloud as English. */
export function InEnglish({ children }: { readonly children: ReactNode }) {
  return <span lang="en">{children}</span>
}
