import { CloudOff, PencilLine } from 'lucide-react'
import { memo } from 'react'
import { focusComposer } from '../board/chats.ts'
import { RowButton } from './row-button.tsx'
import { takeBack, useUnsent } from './unsent.ts'
import { WaitingRow } from './waiting-row.tsx'
import { words } from './words-queue.ts'

/** Messages that go by themselves once the server is reached again. */
export const UnsentList = memo(function UnsentList({ chat }: { readonly chat: string }) {
  const messages = useUnsent(chat)
  const said = words().unsent
  return (
    <>
      <p role="status" className="sr-only">
        {messages.length > 0 && said.waiting(messages.length)}
      </p>
      {messages.length > 0 && (
        <section aria-label={said.name} className="mb-2 rounded-xl border border-line bg-fresh/60 text-plain">
          <p className="flex items-center gap-2 px-3 pt-2 text-small text-soft">
            <CloudOff className="size-3.5 shrink-0" aria-hidden="true" />
            {said.willFollow}
          </p>
          <ol className="max-h-44 overflow-y-auto py-1">
            {messages.map((message) => (
              <WaitingRow key={message.id} speaker={message.speaker} text={message.text}>
                <RowButton
                  label={said.takeBack}
                  onPress={() => {
                    takeBack(message)
                    focusComposer(chat)
                  }}
                >
                  <PencilLine />
                </RowButton>
              </WaitingRow>
            ))}
          </ol>
        </section>
      )}
    </>
  )
})
