/** What is fetched when it is first shown. */
import { type ComponentType, type ReactNode, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { AgainOrReload } from './again.tsx'
import { say } from './toast.tsx'
import { TypedAhead } from './typed-ahead.tsx'
import { words } from './words.ts'

type Load<Props> = () => Promise<ComponentType<Props>>

type State<Props> =
  | { readonly kind: 'new' | 'asked' | 'failed' }
  | { readonly kind: 'there'; readonly Part: ComponentType<Props> }

/**
 * A part of the page that is fetched when it is first shown, and once for all. React's own `lazy` keeps what stood in its place for
 * 300 ms, however soon the part is there, and takes the whole page away when the part does not come. This one shows it at once,
 * and says in its place that it did not come, with a way to try again.
 */
export function late<Props extends object>(
  load: Load<Props>,
  { waiting = nothing, failed, field }: Meanwhile<Props> = {},
): ComponentType<Props> {
  const fetched = fetchOnce(load)
  return function Late(props: Props) {
    const state = useSyncExternalStore(fetched.listen, fetched.state)
    const [catches] = useState(state.kind !== 'there')
    useLayoutEffect(() => void fetched.ask(), [])
    return (
      <>
        {field && catches && <TypedAhead within={field.within} onLeave={() => field.onLeave(props)} />}
        {state.kind === 'there' ? (
          <state.Part {...props} />
        ) : state.kind === 'failed' && failed !== 'stays' ? (
          <NotFetched onAgain={() => void fetched.ask()} />
        ) : (
          waiting(props)
        )}
      </>
    )
  }
}

export interface Meanwhile<Props> {
  /** What stands in its place until then; nothing when left out. */
  readonly waiting?: (props: Props) => ReactNode
  /** That stays also when the part does not come: for what nobody asked for. */
  readonly failed?: 'stays'
  /** The field in which it begins, as the selector of what is around it: what is typed meanwhile is kept for it. */
  readonly field?: { readonly within: string; readonly onLeave: (props: Props) => void }
}

/**
 * The same for what opens over the page: a dialog, a menu. When it does not come, a message says so and it is closed. One that begins
 * in a field gets what is typed after it was asked for, from the first key on.
 */
export function lateDialog<Props extends Opens>(
  load: Load<Props>,
  begins: 'field' | 'anywhere' = 'anywhere',
): ComponentType<Props> {
  const fetched = fetchOnce(load)
  return function LateDialog(props: Props) {
    const { open = true, onClose } = props
    const state = useSyncExternalStore(fetched.listen, fetched.state)
    const [catches] = useState(begins === 'field' && state.kind !== 'there')
    // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked for once each time it is to open
    useLayoutEffect(() => {
      if (open) void fetched.ask().then((came) => came || notFetched(onClose))
    }, [open])
    return (
      <>
        {/* It goes only once the focus has left it: no key falls between. */}
        {catches && <TypedAhead within="[role=dialog]" onLeave={onClose} />}
        {state.kind === 'there' && <state.Part {...props} />}
      </>
    )
  }
}

interface Opens {
  /** Left out: as long as it is there. */
  readonly open?: boolean
  readonly onClose: () => void
}

function notFetched(close: () => void): void {
  close()
  const { notFetched, reload } = words()
  say({ words: notFetched, bad: true, action: { name: reload, run: () => location.reload() } })
}

function nothing(): ReactNode {
  return null
}

/** Fetches something once; after a failure, once more each time it is asked for. */
function fetchOnce<Props>(load: Load<Props>) {
  let state: State<Props> = { kind: 'new' }
  let asked: Promise<boolean> | null = null
  const listeners = new Set<() => void>()
  const set = (next: State<Props>) => {
    state = next
    for (const listener of listeners) listener()
  }
  const come = async () => {
    try {
      set({ kind: 'there', Part: await load() })
      return true
    } catch {
      asked = null
      set({ kind: 'failed' })
      return false
    }
  }
  return {
    state: () => state,
    listen: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    /** Whether it came. */
    ask(): Promise<boolean> {
      asked ??= come()
      return asked
    },
  }
}

function NotFetched({ onAgain }: { readonly onAgain: () => void }) {
  const { notFetched } = words()
  return (
    <div role="alert" className="flex flex-col items-start gap-2 p-4 text-plain text-soft">
      <p>{notFetched}</p>
      <div className="flex flex-wrap gap-2">
        <AgainOrReload onAgain={onAgain} />
      </div>
    </div>
  )
}
