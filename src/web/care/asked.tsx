/** Something that is looked up only when somebody asks for it. */
import { type ReactNode, useState } from 'react'
import type { Answer } from '../api.ts'
import { ToldProblem } from '../components/told-problem.tsx'

export type Asking<T> =
  | { readonly kind: 'not_asked' | 'waiting' }
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'answered'; readonly value: T }

export function useAsked<T>(question: () => Promise<Answer<T>>): {
  readonly asking: Asking<T>
  readonly ask: () => void
} {
  const [asking, setAsking] = useState<Asking<T>>({ kind: 'not_asked' })
  const ask = async () => {
    setAsking({ kind: 'waiting' })
    const answer = await question()
    setAsking(
      answer.ok
        ? { kind: 'answered', value: answer.value }
        : { kind: 'problem', message: answer.problem.message },
    )
  }
  return { asking, ask: () => void ask() }
}

/** The answer, or why there is none. `none`: the words for an answer that holds nothing; false when it holds something. */
export function Answered<T>({ asking, none, children }: AnsweredProps<T>) {
  switch (asking.kind) {
    case 'not_asked':
    case 'waiting':
      return null
    case 'problem':
      return <ToldProblem text={asking.message} alert />
    case 'answered': {
      const words = none(asking.value)
      return words === false ? (
        children(asking.value)
      ) : (
        <p role="status" className="text-plain text-soft">
          {words}
        </p>
      )
    }
    default:
      return asking satisfies never
  }
}

export interface AnsweredProps<T> {
  readonly asking: Asking<T>
  readonly none: (value: T) => string | false
  readonly children: (value: T) => ReactNode
}
