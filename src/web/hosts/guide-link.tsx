import { words } from './words.tsx'

/** The page of the docs that tells step by step; this server has it too, so it also works without a network. */
export function GuideLink({ guide }: { readonly guide: string }) {
  return (
    <a
      href={`/${guide.replace(/\.md$/, '.html')}`}
      target="_blank"
      rel="noreferrer"
      className="font-medium text-accent-ink underline underline-offset-3 hover:opacity-80"
    >
      {words().guide}
    </a>
  )
}
