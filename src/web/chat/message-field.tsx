import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../components/button.tsx'

/** A message that is changed where it stands, with the cursor at its end. Enter keeps it, Escape leaves it as it was. */
export function MessageField({ text, said, ready = true, onWrite, onKeep, onLeave }: MessageFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const about = useId()
  const [keeping, setKeeping] = useState(false)
  const can = ready && text.trim() !== '' && !keeping
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  const keep = async () => {
    if (!can) return
    setKeeping(true)
    await onKeep(text.trim())
    setKeeping(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onLeave()
    else if (event.key === 'Enter' && !event.shiftKey) void keep()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={place} className="flex scroll-mb-14 flex-col gap-1.5">
      <textarea
        ref={field}
        aria-label={said.message}
        aria-describedby={said.about ? about : undefined}
        dir="auto"
        rows={1}
        value={text}
        onChange={(event) => onWrite(event.target.value)}
        onKeyDown={onKeyDown}
        className="max-h-[40dvh] min-h-11 w-full resize-none rounded-lg border border-line-strong bg-page px-2.5 py-1.5 text-field leading-normal outline-none [field-sizing:content] focus-visible:border-accent"
      />
      {said.about && (
        <p id={about} className="text-small text-faint">
          {said.about}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-1.5">
        <Button small look="quiet" onClick={onLeave}>
          {said.cancel}
        </Button>
        <Button small look="strong" disabled={!can} onClick={() => void keep()}>
          {said.save}
        </Button>
      </div>
    </div>
  )
}

export interface MessageFieldProps {
  readonly text: string
  /** Its name, the words of its buttons, and what keeping it means. */
  readonly said: {
    readonly message: string
    readonly about?: string
    readonly save: string
    readonly cancel: string
  }
  /** Whether it can be kept just now. */
  readonly ready?: boolean
  readonly onWrite: (text: string) => void
  /** Told of no empty text, and not again before it has ended. */
  readonly onKeep: (text: string) => Promise<void>
  readonly onLeave: () => void
}
