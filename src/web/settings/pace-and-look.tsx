import { useEffect, useRef } from 'react'
import { api } from '../api.ts'
import { words as appWords } from '../app-words.ts'
import { ChoiceField } from '../components/choice.tsx'
import { sayProblem } from '../components/toast.tsx'
import {
  type Direction,
  LANGUAGES,
  type Language,
  setDirection,
  setLanguage,
  TAGS,
  useDirection,
  useLanguage,
} from '../language/language.ts'
import { openSettings, usePlace } from '../shell/shell.ts'
import { useWorkspace } from '../store/store.ts'
import { setTheme, type Theme, useTheme } from '../theme.ts'
import { words } from './words.ts'

const PACES = [0, 8, 14, 40] as const
const THEMES = ['system', 'light', 'dark', 'contrast'] as const satisfies readonly Theme[]
const DIRECTIONS = ['auto', 'ltr', 'rtl'] as const satisfies readonly Direction[]

/** How quickly the rehearsal model speaks, and how the interface looks in this browser. */
export function PaceAndLook() {
  return (
    <div className="flex flex-col gap-5">
      <PaceField />
      <ThemeField />
      <LanguageField />
      <DirectionField />
    </div>
  )
}

function PaceField() {
  const pace = useWorkspace((workspace) => workspace.settings.rehearsalPace)
  const said = words().look
  const named = PACES.map((value) => ({ value: Number(value), name: said.paces[value] }))
  const own = { value: pace, name: said.milliseconds(pace) }
  return (
    <ChoiceField
      label={said.pace}
      about={said.paceAbout}
      choices={named.some(({ value }) => value === pace) ? named : [own, ...named]}
      value={pace}
      onChoose={async (rehearsalPace) => {
        const answer = await api.changeSettings({ rehearsalPace })
        if (!answer.ok) sayProblem(answer.problem.message)
      }}
    />
  )
}

function ThemeField() {
  const said = words().look
  return (
    <ChoiceField
      label={said.theme}
      about={said.here}
      choices={THEMES.map((value) => ({ value, name: said.themes[value] }))}
      value={useTheme()}
      onChoose={setTheme}
    />
  )
}

const LANGUAGE_FIELD = 'language'

function LanguageField() {
  const said = words().look
  const field = useRef<HTMLSelectElement>(null)
  const led = usePlace()
  useEffect(() => {
    if (led === LANGUAGE_FIELD) field.current?.focus()
  }, [led])
  const choose = (next: Language) => {
    // The page is built anew in the other language; one comes back to where one was.
    openSettings('look', LANGUAGE_FIELD)
    setLanguage(next).catch(() => sayProblem(appWords().offline))
  }
  return (
    <ChoiceField
      ref={field}
      label={said.language}
      about={said.languageAbout}
      choices={TAGS.map((tag) => ({ value: tag, name: LANGUAGES[tag], lang: tag }))}
      value={useLanguage()}
      onChoose={choose}
    />
  )
}

function DirectionField() {
  const said = words().look
  return (
    <ChoiceField
      label={said.direction}
      about={said.directionAbout}
      choices={DIRECTIONS.map((value) => ({ value, name: said.directions[value] }))}
      value={useDirection()}
      onChoose={setDirection}
    />
  )
}
