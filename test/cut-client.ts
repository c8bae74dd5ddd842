/** Middleware for a client of the AWS SDK: from the k-th request on its process is dead, as far as the server can tell. */

/** `lost`: the k-th request does what it does, and its answer is lost. `unsent`: it does not leave. */
export interface CutAt {
  readonly at: number
  readonly how: 'lost' | 'unsent'
}

type Middleware = <Args, Result>(next: (args: Args) => Promise<Result>) => (args: Args) => Promise<Result>

/** Belongs to the step `finalizeRequest`, with low priority: behind the client's own retries. */
export function cutting({ at, how }: CutAt): Middleware {
  let calls = 0
  return (next) => async (args) => {
    calls++
    if (calls > at || (calls === at && how === 'unsent')) throw new Error(`Cut off at request ${calls}.`)
    const result = await next(args)
    if (calls >= at) throw new Error(`Cut off: the answer to request ${at} is lost.`)
    return result
  }
}
