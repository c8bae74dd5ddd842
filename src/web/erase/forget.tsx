/** A tab drops what it holds of texts that were erased for ever, and of what another person saw in it. */
import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { WorkspaceEvent } from '../../workspace/events.ts'
import { onViewer } from '../me.ts'
import { forgetPredicted } from '../memory/texts.ts'
import { onEvents } from '../store/live.ts'

/** Below the query client, once. */
export function ForgetErased() {
  const client = useQueryClient()
  const [erased, setErased] = useState(0)
  useEffect(
    () =>
      onEvents((events) => {
        if (events.some(isErasing)) setErased((times) => times + 1)
      }),
    [],
  )
  // Only once what went is gone from the page too: what still stood there would ask for it again.
  useEffect(() => {
    if (erased > 0) forgetAll(client)
  }, [client, erased])
  useEffect(() => onViewer(() => forgetAll(client)), [client])
  return null
}

function isErasing(event: WorkspaceEvent): boolean {
  return event.type === 'memory.committed' && event.commit.changes.some(({ kind }) => kind === 'erase')
}

/** Everything that was asked is asked again when somebody looks at it: an answer may have held what is gone. */
function forgetAll(client: QueryClient): void {
  forgetPredicted()
  client.removeQueries({ type: 'inactive' })
  void client.resetQueries({ type: 'active' })
}
