import { Fragment } from 'react'

const JOINT = /(?<=[\p{L}\p{N}][_/-])(?=[\p{L}\p{N}])/u

/** Words with names of documents in them. Where they must break, a name does so at one of its joints. */
export function Breakable({ text }: { readonly text: string }) {
  return text.split(JOINT).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other names, and never move
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
