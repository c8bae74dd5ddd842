import { Breakable } from '../components/breakable.tsx'
import { shortPath } from '../words.ts'
import { pieces, type Sought } from './occurrences.ts'
import type { ReplacePreview } from './past-api.ts'
import { words } from './words-replace.ts'

/** Every place that would change, document by document, as it is and as it would be. */
export function ReplaceFinds({ preview, sought, replace, dim }: ReplaceFindsProps) {
  if (preview.count === 0) return <p className="text-plain text-soft">{words().nowhere}</p>
  const { documents } = preview
  return (
    <div className={`flex flex-col gap-3 transition-opacity duration-quick ${dim ? 'opacity-60' : ''}`}>
      <p role="status" className="nums text-plain text-soft">
        {words().found(preview.count, documents.length)}
      </p>
      <ul aria-label={words().list} className="flex flex-col gap-2">
        {documents.slice(0, SHOWN).map((document) => (
          <li key={document.document} className="overflow-hidden rounded-xl border border-line bg-page">
            <p className="flex items-baseline gap-2 px-3 pt-2 text-plain">
              <span className="min-w-0 flex-1 font-medium">
                <bdi>
                  <Breakable text={shortPath(document.path)} />
                </bdi>
              </span>
              <span className="nums shrink-0 text-small text-faint">{document.count}</span>
            </p>
            <div className="py-1.5 font-mono text-small leading-text">
              {document.samples.map(({ line, text }) => (
                <p key={line} className="flex gap-3 px-3">
                  <span className="nums w-8 shrink-0 text-end text-faint">{line}</span>
                  <Sample text={text} sought={sought} replace={replace} />
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {documents.length > SHOWN && (
        <p className="text-plain text-faint">{words().more(documents.length - SHOWN)}</p>
      )}
    </div>
  )
}

/** Documents listed at most; all are replaced. */
const SHOWN = 100

export interface ReplaceFindsProps {
  readonly preview: ReplacePreview
  readonly sought: Sought
  readonly replace: string
  readonly dim: boolean
}

function Sample({
  text,
  sought,
  replace,
}: Omit<ReplaceFindsProps, 'preview' | 'dim'> & { readonly text: string }) {
  return (
    <span dir="auto" className="min-w-0 break-words whitespace-pre-wrap text-soft">
      {pieces(text, sought).map((piece, index) =>
        piece.found ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
          <span key={index}>
            <del className="bg-bad-wash text-soft decoration-bad/50">{piece.text}</del>
            {replace !== '' && <ins className="bg-good-wash text-ink no-underline">{replace}</ins>}
          </span>
        ) : (
          piece.text
        ),
      )}
    </span>
  )
}
