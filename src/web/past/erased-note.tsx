import { useQuery } from '@tanstack/react-query'
import { Flame } from 'lucide-react'
import { hand, moment } from '../words.ts'
import { past } from './past-api.ts'
import { words } from './words.ts'

/** Stands where the text of a version would: it was erased for ever, and by whom and when is kept. */
export function ErasedNote({ document, version }: { readonly document: string; readonly version: number }) {
  const query = useQuery({
    queryKey: ['eraser', document, version],
    queryFn: async () => {
      const answer = await past.history({ document, limit: 200 })
      if (!answer.ok) throw new Error(answer.problem.message)
      return (
        answer.value.commits.find(({ changes }) =>
          changes.some(
            (change) =>
              change.kind === 'erase' && change.document === document && change.versions.includes(version),
          ),
        ) ?? null
      )
    },
  })
  const by = query.data
  return (
    <p className="flex items-start gap-2.5 p-5 text-plain text-soft">
      <Flame className="mt-0.5 size-4 shrink-0 text-faint" />
      {by ? words().erased.by(hand(by.actor), moment(by.at)) : words().erased.forEver}
    </p>
  )
}
