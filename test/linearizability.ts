/**
 * Whether what several clients saw can be told as one story: an order of all operations that keeps the order of those that
 * did not overlap, and in which each result is what the model says. Wing and Gong (1993) with Lowe's memory of dead ends (2017).
 */

export interface Operation<Call, Answer> {
  /** Moments on one clock: any counter that only grows. */
  readonly began: number
  readonly ended: number
  readonly call: Call
  readonly answer: Answer
}

/** What the object does, one operation after the other; null when it could not have answered so. States are compared by their text. */
export type Model<Call, Answer> = (state: string, call: Call, answer: Answer) => string | null

/** Steps after which the search gives up by throwing; keep histories short or clients few. */
const PATIENCE = 2_000_000

export function isLinearizable<Call, Answer>(
  history: readonly Operation<Call, Answer>[],
  first: string,
  model: Model<Call, Answer>,
): boolean {
  const all = [...history].sort((a, b) => a.began - b.began)
  const dead = new Set<string>()
  let steps = 0
  const search = (left: readonly number[], state: string): boolean => {
    if (left.length === 0) return true
    const key = `${left.join()}|${state}`
    if (dead.has(key)) return false
    if (++steps > PATIENCE) throw new Error(`Gave up after ${PATIENCE} steps.`)
    // Only an operation that began before every other one ended can have been the next.
    const horizon = Math.min(...left.map((i) => all[i]?.ended ?? 0))
    for (const i of left) {
      const operation = all[i]
      if (!operation || operation.began > horizon) continue
      const next = model(state, operation.call, operation.answer)
      const rest = left.filter((other) => other !== i)
      if (next !== null && search(rest, next)) return true
    }
    dead.add(key)
    return false
  }
  return search(
    all.map((_, i) => i),
    first,
  )
}

/** A clock for `began` and `ended`, and a recorder that stamps each operation with it. */
export function recorder<Call, Answer>() {
  const history: Operation<Call, Answer>[] = []
  let now = 0
  return {
    history,
    async run(call: Call, work: () => Promise<Answer>): Promise<Answer> {
      const began = ++now
      const answer = await work()
      history.push({ began, ended: ++now, call, answer })
      return answer
    },
  }
}
