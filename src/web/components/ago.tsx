import { useNow } from '../now.ts'
import { ago, moment } from '../words.ts'

/** How long ago something was (an ISO time); the moment itself for who points at it. */
export function Ago({ at, className }: AgoProps) {
  const now = useNow()
  return (
    // The exact words are made only when they are wanted: the browser's calendar takes as long to load as ten messages.
    <time
      dateTime={at}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = moment(at)
      }}
      className={className}
    >
      {ago(at, now)}
    </time>
  )
}

export interface AgoProps {
  readonly at: string
  readonly className?: string
}
