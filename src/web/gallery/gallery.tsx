/** All components in all their states on one page, for those who build them. No build for people has it. */
import { Direction } from 'radix-ui'
import { type ReactNode, useId, useState } from 'react'
import { Choice } from '../components/choice.tsx'
import { TipArea } from '../components/tip.tsx'
import { Toasts } from '../components/toast.tsx'
import { isRightToLeft, setDirection, useDirection } from '../language/language.ts'
import { useKnown } from '../store/store.ts'
import { setTheme, useTheme } from '../theme.ts'
import { Buttons, Dialogs, Fields, Marks, Menus, Messages } from './controls.tsx'
import { Colours, Letters, Sheets, Tools, Troubles } from './pages.tsx'

export function Gallery() {
  const ready = useKnown((known) => known.app !== null)
  const theme = useTheme()
  const direction = useDirection()
  const [part, setPart] = useState('')
  return (
    <Direction.Provider dir={isRightToLeft() ? 'rtl' : 'ltr'}>
      <TipArea>
        <main className="h-dvh overflow-y-auto bg-paper" tabIndex={-1}>
          <Toasts />
          <header className="sticky top-0 z-20 flex flex-wrap items-center gap-3 border-b border-line bg-ground px-6 py-3">
            <h1 className="me-auto font-serif text-head font-title">Components</h1>
            <Labelled
              name="Theme"
              value={theme}
              of={['system', 'light', 'dark', 'contrast']}
              onChoose={setTheme}
            />
            <Labelled name="Writing" value={direction} of={['auto', 'ltr', 'rtl']} onChoose={setDirection} />
            <Labelled name="Part" value={part} of={['', ...Object.keys(PARTS)]} onChoose={setPart} />
          </header>
          {ready && (
            <div className="mx-auto flex max-w-[1120px] flex-col gap-10 px-6 py-8">
              {Object.entries(PARTS).map(([name, Part]) =>
                part === '' || part === name ? (
                  <Section key={name} title={name}>
                    <Part />
                  </Section>
                ) : null,
              )}
            </div>
          )}
        </main>
      </TipArea>
    </Direction.Provider>
  )
}

const PARTS = { Colours, Letters, Buttons, Fields, Marks, Menus, Messages, Dialogs, Troubles, Tools, Sheets }

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-4">
      <h2 className="border-b border-line pb-1 font-serif text-title font-title">{title}</h2>
      {children}
    </section>
  )
}

function Labelled<Value extends string>({ name, value, of, onChoose }: LabelledProps<Value>) {
  const id = useId()
  return (
    <div className="flex items-center gap-2 text-plain">
      <label htmlFor={id}>{name}</label>
      <Choice
        id={id}
        className="w-32!"
        choices={of.map((one) => ({ value: one, name: one === '' ? 'all' : one }))}
        value={value}
        onChoose={onChoose}
      />
    </div>
  )
}

interface LabelledProps<Value extends string> {
  readonly name: string
  readonly value: Value
  readonly of: readonly Value[]
  readonly onChoose: (value: Value) => void
}
