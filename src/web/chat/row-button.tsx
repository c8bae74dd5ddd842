import type { ReactNode, Ref } from 'react'

/** A sign in the row of a message that waits. */
export function RowButton({ label, onPress, ref, children }: RowButtonProps) {
  return (
    <button
      ref={ref}
      type="button"
      aria-label={label}
      title={label}
      onClick={onPress}
      className="inline-flex size-7 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink coarse:size-11 [&_svg]:size-[15px]"
    >
      {children}
    </button>
  )
}

interface RowButtonProps {
  readonly label: string
  readonly onPress: () => void
  readonly ref?: Ref<HTMLButtonElement>
  readonly children: ReactNode
}
