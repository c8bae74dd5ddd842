import { langOf } from '../language/told.ts'

/** A text that may be the server's, such as why something did not go: marked as English then. */
export function Told({ text }: { readonly text: string }) {
  const lang = langOf(text)
  return lang === undefined ? text : <span lang={lang}>{text}</span>
}
