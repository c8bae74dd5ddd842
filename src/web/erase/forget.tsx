/** A tab drops what it holds of texts that were erased for ever, and of what another person saw in it. */
import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onViewer } from '../me.ts'
import { forgetPredicted } from '../memory/texts.ts'
import { onEvents } from '../store/live.ts'

/** Below the query client, once. */
export function ForgetErased() {
  const client = useQueryClient()
  useEffect(
    () =>
      onEvents((events) => {
        const erased = events.some(
          (event) =>
            event.type === 'memory.committed' && event.commit.changes.some(({ kind }) => kind === 'erase'),
        )
        if (erased) forgetAll(client)
      }),
    [client],
  )
  useEffect(() => onViewer(() => forgetAll(client)), [client])
  return null
}

/** Everything that was asked is asked again when somebody looks at it: an answer may have held what is gone. */
function forgetAll(client: QueryClient): void {
  forgetPredicted()
  client.removeQueries({ type: 'inactive' })
  void client.resetQueries({ type: 'active' })
}
