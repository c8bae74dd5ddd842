import { BookOpenText } from 'lucide-react'
import { docsPath, type HelpPage } from './pages.ts'
import { words } from './words.ts'

/** The way to the page that tells more of what one has before one's eyes. */
export function HelpLink({ page, about }: HelpLinkProps) {
  const said = words()
  return (
    <a
      href={docsPath(page)}
      target="_blank"
      rel="noreferrer"
      aria-label={`${said.readMore}: ${about} ${said.newTab}`}
      className="inline-flex w-fit items-center gap-1.5 rounded-md text-small text-soft underline decoration-line-strong underline-offset-3 hover:text-ink coarse:min-h-10"
    >
      <BookOpenText aria-hidden="true" className="size-3.5 text-faint" />
      {said.readMore}
    </a>
  )
}

export interface HelpLinkProps {
  readonly page: HelpPage
  /** What the page is about, for ears that meet several of these links. */
  readonly about: string
}
