import { Button } from '../components/button.tsx'
import { openDocument } from '../memory/open.ts'
import { shortPath } from '../words.ts'
import { Answered, useAsked } from './asked.tsx'
import { care, type ForReview } from './care-api.ts'
import { words } from './words.ts'

interface Review {
  readonly days: number
  readonly documents: readonly ForReview[]
}

/** Documents that nobody has read or changed for long, those that have waited longest first. */
export function ReviewList({ onLeave }: { readonly onLeave: () => void }) {
  const review = useAsked<Review>(care.review)
  return (
    <div className="flex flex-col items-start gap-2.5">
      <Button small disabled={review.asking.kind === 'waiting'} onClick={review.ask}>
        {words().review.show}
      </Button>
      <Answered
        asking={review.asking}
        none={({ documents, days }) => documents.length === 0 && words().review.nothing(days)}
      >
        {({ documents }) => (
          <ul className="flex max-h-72 w-full flex-col divide-y divide-line overflow-y-auto rounded-xl border border-line bg-page">
            {documents.map(({ document, path, why }) => (
              <li key={document} className="flex items-center gap-3 px-3.5 py-2">
                <p className="min-w-0 flex-1 text-plain [overflow-wrap:anywhere]">
                  <span className="block">
                    <bdi>{shortPath(path)}</bdi>
                  </span>
                  <span className="block text-small text-faint">{why}</span>
                </p>
                <Button
                  small
                  look="quiet"
                  onClick={() => {
                    onLeave()
                    openDocument(document)
                  }}
                >
                  {words().review.open}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </div>
  )
}
