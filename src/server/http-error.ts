/** A request that cannot be served. The only exception that turns into a 4xx answer; see `answerError` in app.ts. */
export class HttpError extends Error {
  readonly status: 400 | 402 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 431 | 502 | 503
  readonly code: string
  constructor(status: HttpError['status'], code: string, message: string) {
    super(message)
    this.name = 'HttpError'
    this.status = status
    this.code = code
  }
}
