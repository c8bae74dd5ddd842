/** What people should know and may put away. */
import type { Core } from './core.ts'
import type { Notice } from './events.ts'
import { done, type Result, refuse } from './result.ts'

/** More are not kept: the oldest goes. */
const KEPT = 50

/** Tells everybody who may read the memory that it is about. The same words are not told twice while they stand. */
export function raiseNotice(
  core: Pick<Core, 'feed' | 'newId'>,
  { kind, message, memory }: Pick<Notice, 'kind' | 'message' | 'memory'>,
): void {
  const { notices } = core.feed.ahead.workspace
  if (notices.some((notice) => notice.message === message && notice.memory === memory)) return
  const [oldest] = notices
  if (oldest && notices.length >= KEPT)
    core.feed.append({ type: 'notice.dismissed', notice: oldest.id, memory: oldest.memory })
  const id = `notice_${core.newId()}`
  core.feed.append({ type: 'notice.raised', notice: { id, kind, message, memory } })
}

/** Says in other words what stands; its place and time stay. */
export function rewordNotice(
  core: Pick<Core, 'feed'>,
  { id, kind, memory }: Pick<Notice, 'id' | 'kind' | 'memory'>,
  message: string,
): void {
  core.feed.append({ type: 'notice.raised', notice: { id, kind, message, memory } })
}

/** Puts a notice away, for everybody. */
export async function dismissNotice(
  core: Core,
  { notice }: { readonly notice: string },
): Promise<Result<object>> {
  const found = core.feed.ahead.workspace.notices.find(({ id }) => id === notice)
  const seen = found && (found.memory === null || core.edge.in(found.memory, 'read').kind === 'opened')
  if (!found || !seen) return refuse('not_found', `There is no notice with the id ${JSON.stringify(notice)}.`)
  core.feed.append({ type: 'notice.dismissed', notice, memory: found.memory })
  await core.feed.settled()
  return done({})
}
