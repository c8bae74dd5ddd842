import { Copy, TextQuote } from 'lucide-react'
import { type ReactNode, type Ref, use } from 'react'
import { ReadingOnly } from '../components/reading-only.ts'
import { copyText } from '../prose/copy.ts'
import { putIntoComposer } from './draft.ts'
import { quoted } from './markdown.ts'
import { words } from './words-turn.ts'

/**
 * What one can do with a message or an answer: seen on hover and with the focus, always by touch. `whose` names it for ears;
 * more that can be done with it stands in front. Where one only reads along, it can be copied.
 */
export function MessageActions({ chat, turn, text, whose, children }: MessageActionsProps) {
  const said = words().actions
  const reading = use(ReadingOnly)
  const quote = () => {
    putIntoComposer(chat, quoted(selectedIn(chat, turn) ?? text))
    requestAnimationFrame(() => writeOn(chat))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: no part of a form
    <div
      role="group"
      aria-label={whose}
      className="flex items-center opacity-0 transition-opacity duration-quick group-hover/said:opacity-100 focus-within:opacity-100 coarse:opacity-100"
    >
      {!reading && children}
      <ActionButton label={said.copy} onPress={() => void copyText(text)}>
        <Copy />
      </ActionButton>
      {!reading && (
        <ActionButton label={said.quote} hint={said.quoteHint} onPress={quote}>
          <TextQuote className="rtl:-scale-x-100" />
        </ActionButton>
      )}
    </div>
  )
}

export interface MessageActionsProps {
  readonly chat: string
  readonly turn: string
  /** As Markdown. */
  readonly text: string
  readonly whose: string
  readonly children?: ReactNode
}

/** A small button of a message. A press with the mouse leaves the selection as it is. */
export function ActionButton({ label, hint = label, onPress, children, ...rest }: ActionButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={hint}
      className="inline-flex size-7 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink disabled:opacity-40 coarse:size-11 [&_svg]:size-[15px]"
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
      {...rest}
    >
      {children}
    </button>
  )
}

interface ActionButtonProps {
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
  readonly ref?: Ref<HTMLButtonElement>
  readonly onPress: () => void
  readonly children: ReactNode
}

/** Gives the composer the cursor, after all that is written in it. */
function writeOn(chat: string): void {
  const field = document.querySelector<HTMLTextAreaElement>(`[data-composer="${CSS.escape(chat)}"]`)
  field?.focus()
  field?.setSelectionRange(field.value.length, field.value.length)
  field?.scrollTo({ top: field.scrollHeight })
}

/** What is selected, when all of it lies in this turn. */
function selectedIn(chat: string, turn: string): string | null {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed) return null
  const place = `[data-chat="${CSS.escape(chat)}"][data-turn="${CSS.escape(turn)}"]`
  const inside = [selection.anchorNode, selection.focusNode].every((node) => {
    const element = node instanceof Element ? node : node?.parentElement
    return element?.closest(place)
  })
  const text = selection.toString().trim()
  return inside && text !== '' ? text : null
}
