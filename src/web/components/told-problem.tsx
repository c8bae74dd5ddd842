import { Told } from './told.tsx'

const LOOKS = {
  plain: 'text-plain text-bad',
  small: 'text-small text-bad',
  large: 'text-field text-bad',
  /** As large as what is around. */
  around: 'text-bad',
  boxed: 'rounded-xl bg-bad-wash px-4 py-3 text-plain',
} as const

interface ToldProblemProps {
  /** Ours or the server's. */
  readonly text: string
  /** It came of what somebody has just done, and is read out at once. */
  readonly alert?: boolean
  readonly look?: keyof typeof LOOKS
  /** Where it stands, and the room around it. */
  readonly className?: string
}

/** Why something did not go, in a paragraph of its own. */
export function ToldProblem({ text, alert = false, look = 'plain', className }: ToldProblemProps) {
  return (
    <p
      role={alert ? 'alert' : undefined}
      className={className === undefined ? LOOKS[look] : `${LOOKS[look]} ${className}`}
    >
      <Told text={text} />
    </p>
  )
}
