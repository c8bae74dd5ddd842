/** A person's mark: the first letter on a tint that stays theirs. The name is always written beside it. */
export function Monogram({ name, small = false }: { readonly name: string; readonly small?: boolean }) {
  return (
    <span
      aria-hidden="true"
      style={{ background: `color-mix(in srgb, ${tintOf(name)} 34%, var(--paper))` }}
      className={`inline-flex shrink-0 items-center justify-center rounded-full font-semibold text-ink ${small ? 'size-4 text-mark' : 'size-[22px] text-tiny'}`}
    >
      {[...name.trim()][0]?.toUpperCase() ?? '?'}
    </span>
  )
}

/** How many tints there are; they are tokens. */
const TINTS = 6

/** The tint that stays a person's. */
export function tintOf(name: string): string {
  let sum = 0
  for (const char of name.trim().toLowerCase()) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973
  return `var(--tint-${(sum % TINTS) + 1})`
}
