import { Component, type ReactNode } from 'react'
import { AgainOrReload } from './again.tsx'
import { words } from './words.ts'

type State = { readonly kind: 'whole' } | { readonly kind: 'broken' }

/** What stands in it may break while it is drawn: then only its own place says so, with a way to try again, and the rest of the page goes on. */
export class Boundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { kind: 'whole' }

  /** React asks this when something below throws (it is its only way); it writes the error to the console itself. */
  static getDerivedStateFromError(): State {
    return { kind: 'broken' }
  }

  override render() {
    if (this.state.kind === 'whole') return this.props.children
    return <Broken onAgain={() => this.setState({ kind: 'whole' })} />
  }
}

/** Public for the page of all components. */
export function Broken({ onAgain }: { readonly onAgain: () => void }) {
  const { broken, brokenAbout } = words()
  return (
    <div
      role="alert"
      className="m-auto flex max-w-[34em] min-w-0 flex-col items-center gap-2 p-6 text-center text-balance"
    >
      <p className="font-serif text-large text-soft">{broken}</p>
      <p className="text-plain leading-relaxed text-faint">{brokenAbout}</p>
      <div className="mt-2 flex flex-wrap justify-center gap-2">
        <AgainOrReload onAgain={onAgain} />
      </div>
    </div>
  )
}
