/**
 * Who asks. Until there is signing in, a browser says the name itself: this keeps order, but no secrets, for anybody who can
 * reach the server can say any name.
 */
import { GUEST, type Principal } from '../memory/rights.ts'
import { HttpError } from './http-error.ts'
import { parse } from './route.ts'
import { personName } from './schemas.ts'

/** The name, with `encodeURIComponent`. Absent: a guest. For the feed and for links, `?as=` says the same. */
export const VIEWER_HEADER = 'x-commonplace-as'

export function viewerOf(header: string | undefined): Principal {
  return header === undefined || header === '' ? GUEST : named(decoded(header))
}

/** From a query, which is decoded already. */
export function viewerNamed(name: string | undefined): Principal {
  return name === undefined || name === '' ? GUEST : named(name)
}

function named(name: string): Principal {
  return { kind: 'person', name: parse(personName, name) }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    throw new HttpError(
      400,
      'bad_input',
      `Expected the header ${VIEWER_HEADER} to be a name, percent-encoded.`,
    )
  }
}
