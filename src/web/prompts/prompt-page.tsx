import { ArrowLeft, Sparkles } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { IconButton } from '../components/button.tsx'
import { Field, TextInput } from '../components/field.tsx'
import { blanksOf, piecesOf } from './blanks.ts'
import { languageOf, SYSTEM } from './library.ts'
import { PromptActions } from './prompt-actions.tsx'
import { PromptMenu, type PromptMenuProps } from './prompt-menu.tsx'
import type { Prompt } from './prompts-api.ts'
import { words } from './words.ts'

/** One prompt, read: who says it, what it teaches and what to expect, its text with its blanks, and what one can do with it. */
export function PromptPage({ prompt, chat, onBack, onWrite }: PromptPageProps) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const blanks = blanksOf(prompt.text)
  const said = words().page
  const lang = languageOf(prompt)
  return (
    <article aria-label={prompt.title} className="flex h-full flex-col gap-4">
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto overscroll-contain">
        <header className="flex items-start gap-1.5">
          <IconButton label={words().back} data-back="" className="-ms-2 min-[760px]:hidden" onClick={onBack}>
            <ArrowLeft className="rtl:-scale-x-100" />
          </IconButton>
          <div className="min-w-0 flex-1">
            <h3
              dir="auto"
              lang={lang}
              className="font-serif text-large leading-tight font-title text-balance"
            >
              {prompt.title}
            </h3>
            <p className="mt-0.5 text-plain text-faint">{speakerWords(prompt)}</p>
          </div>
          <PromptMenu prompt={prompt} onWrite={onWrite} />
        </header>
        <dl className="grid gap-x-6 gap-y-3 text-plain min-[980px]:grid-cols-2">
          <Told name={said.teaches} lang={lang}>
            {prompt.teaches}
          </Told>
          <Told name={said.expects} lang={lang}>
            {prompt.expects}
          </Told>
        </dl>
        {prompt.best === 'claude' && prompt.group !== SYSTEM && (
          <p className="flex items-start gap-2 text-small text-soft">
            <Sparkles className="mt-0.5 size-3.5 shrink-0 text-faint" />
            {said.claude}
          </p>
        )}
        {blanks.length > 0 && (
          <fieldset className="grid gap-x-4 gap-y-3 min-[560px]:grid-cols-2">
            <legend className="mb-2 text-plain font-medium">{said.blanks}</legend>
            {blanks.map(({ label, example }) => (
              <Field key={label} label={label}>
                {(id) => (
                  <TextInput
                    id={id}
                    data-blank=""
                    dir="auto"
                    autoComplete="off"
                    placeholder={example}
                    value={values[label] ?? ''}
                    onChange={(event) => setValues({ ...values, [label]: event.target.value })}
                  />
                )}
              </Field>
            ))}
          </fieldset>
        )}
        <section
          aria-label={said.text}
          dir="auto"
          lang={lang}
          className="rounded-xl border border-line bg-page px-4 py-3 text-field leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]"
        >
          {piecesOf(prompt.text, values).map((piece, place) =>
            piece.kind === 'text' ? (
              piece.text
            ) : (
              <mark
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
                key={place}
                className={`rounded-sm px-0.5 text-inherit ${piece.value ? 'bg-fresh' : 'bg-sunken'}`}
              >
                {piece.value || piece.label}
              </mark>
            ),
          )}
        </section>
      </div>
      <PromptActions prompt={prompt} values={values} chat={chat} />
    </article>
  )
}

export interface PromptPageProps {
  readonly prompt: Prompt
  /** The chat for which the prompts were opened; null: none. */
  readonly chat: string | null
  readonly onBack: () => void
  readonly onWrite: PromptMenuProps['onWrite']
}

function speakerWords(prompt: Prompt): string {
  const said = words().page
  const { own } = prompt
  const who =
    prompt.group === SYSTEM
      ? said.system
      : prompt.for === 'everybody'
        ? said.forAll
        : said.spokenBy(prompt.for)
  return own ? `${who} · ${own.by === null ? said.madeHere : said.madeBy(own.by)}` : who
}

function Told({ name, lang, children }: ToldProps) {
  if (!children) return null
  return (
    <div>
      <dt className="text-small text-faint">{name}</dt>
      <dd dir="auto" lang={lang} className="text-pretty">
        {children}
      </dd>
    </div>
  )
}

interface ToldProps {
  readonly name: string
  readonly lang: string | undefined
  readonly children: ReactNode
}
