import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'

type Look = 'strong' | 'plain' | 'quiet' | 'danger'

const LOOKS: Readonly<Record<Look, string>> = {
  strong: 'bg-strong text-on-strong hover:opacity-88 border border-transparent',
  plain: 'bg-page text-ink border border-line-strong hover:bg-hover',
  quiet: 'bg-transparent text-soft border border-transparent hover:bg-hover hover:text-ink',
  danger: 'bg-transparent text-bad border border-line-strong hover:bg-bad-wash',
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: Look
  readonly small?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'plain', small = false, className = '', ...rest }: ButtonProps) {
  const size = small ? 'h-7 px-2.5 text-small rounded-md gap-1.5' : 'h-9 px-3.5 text-plain rounded-lg gap-2'
  return (
    <button
      type="button"
      className={`inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap transition-colors duration-quick disabled:opacity-45 aria-disabled:opacity-45 coarse:min-h-10 ${size} ${LOOKS[look]} ${className}`}
      {...rest}
    />
  )
}

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does: its name for everybody, and the words of its hint. */
  readonly label: string
  readonly children: ReactNode
  readonly hint?: string
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button that shows only a sign. Its name is always there, for ears and on hover. */
export function IconButton({ label, hint, className = '', children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={hint ?? label}
      className={`inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-soft transition-colors duration-quick hover:bg-hover hover:text-ink disabled:opacity-40 coarse:size-10 [&_svg]:size-[17px] ${className}`}
      {...rest}
    >
      {children}
    </button>
  )
}
