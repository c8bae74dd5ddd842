import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { useHidesBehind } from './behind.ts'
import { focusedNow, giveBack } from './focus.ts'
import { Toasts } from './toast.tsx'
import { words } from './words.ts'

/** A dialog with a title. Escape and the cross close it, and focus goes back to where it came from. */
export function Dialog(props: DialogProps) {
  const {
    title,
    about,
    open,
    onClose,
    wide = false,
    broad = false,
    steady = false,
    children,
    actions,
    land,
  } = props
  const [opener] = useState(focusedNow)
  useHidesBehind(open)
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="overlay fixed inset-0 z-40" />
        <Radix.Content
          {...(about ? {} : { 'aria-describedby': undefined })}
          onCloseAutoFocus={(event) => {
            // Radix knows only a trigger of its own, and our dialogs are opened from anywhere.
            event.preventDefault()
            if (!land?.()) giveBack(opener)
          }}
          className={`raised fixed inset-x-3 top-[max(12px,6dvh)] z-50 mx-auto flex max-h-[min(88dvh,820px)] flex-col rounded-2xl border border-line bg-paper shadow-raised outline-none ${steady ? 'md:h-[min(88dvh,700px)]' : ''} ${broad ? 'max-w-[1120px]' : wide ? 'max-w-[800px]' : 'max-w-[480px]'}`}
        >
          <div className="px-6 pt-5 pe-14 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="font-serif text-large leading-tight [overflow-wrap:anywhere] font-title tracking-head">
                {title}
              </Radix.Title>
              {about && (
                <Radix.Description className="mt-1 text-plain text-soft in-data-keyboard:hidden">
                  {about}
                </Radix.Description>
              )}
            </div>
          </div>
          <div
            data-dialog-body=""
            className={`min-h-0 flex-1 overflow-y-auto overscroll-contain px-6 pb-6 ${steady ? '[scrollbar-gutter:stable]' : ''}`}
            tabIndex={-1}
          >
            {children}
          </div>
          <Toasts inside />
          {actions && (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and a footer would be a landmark of the page
            <div
              role="group"
              aria-label={words().actions}
              className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-3.5"
            >
              {actions}
            </div>
          )}
          {/* Last in order, so that focus begins with what the dialog is about; without a hint, which would take the first Escape. */}
          <Radix.Close
            aria-label={words().closeDialog}
            className="absolute top-4 end-4 inline-flex size-8 items-center justify-center rounded-lg text-soft hover:bg-hover hover:text-ink coarse:size-10"
          >
            <X className="size-[17px]" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export interface DialogProps {
  readonly title: string
  readonly about?: string
  readonly open: boolean
  readonly onClose: () => void
  readonly wide?: boolean
  /** For what needs room beside each other. */
  readonly broad?: boolean
  /** Stays as high as it is, and its words where they are, whatever it shows; not where there is little room. */
  readonly steady?: boolean
  readonly children: ReactNode
  readonly actions?: ReactNode
  /** Called when it is gone: true when the focus was given to something else than where it came from. */
  readonly land?: () => boolean
}
