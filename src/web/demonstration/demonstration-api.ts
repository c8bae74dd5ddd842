/** What the server is asked about the demonstration. */
import type { DemonstrationPreview } from '../../workspace/demonstration-actions.ts'
import { call, orThrow } from '../api.ts'

export type { DemonstrationPreview, Parts } from '../../workspace/demonstration-actions.ts'

export const demonstrationApi = {
  add: () =>
    call<{ readonly memory: string; readonly chats: readonly string[] }>('POST', '/demonstration', {}),
  /** Only what nobody has touched, unless `all`; the answer says what went and what stays. */
  remove: (speaker: string, all: boolean) =>
    call<DemonstrationPreview>('DELETE', '/demonstration', { speaker, all }),
}

/** A question for `useQuery`, asked anew each time: people work in it meanwhile. */
export const previewQuery = {
  queryKey: ['demonstration'],
  queryFn: () => orThrow(call<DemonstrationPreview>('GET', '/demonstration')),
  gcTime: 0,
}
