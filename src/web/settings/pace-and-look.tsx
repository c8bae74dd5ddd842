import { useEffect, useRef, useState } from 'react'
import { api } from '../api.ts'
import { words as appWords } from '../app-words.ts'
import { Field, Select } from '../components/field.tsx'
import { sayProblem } from '../components/toast.tsx'
import {
  type Direction,
  LANGUAGES,
  type Language,
  parseDirection,
  setDirection,
  setLanguage,
  useDirection,
  useLanguage,
} from '../language/language.ts'
import { openSettings, takePlace } from '../shell/shell.ts'
import { useWorkspace } from '../store/store.ts'
import { parseTheme, setTheme, type Theme, useTheme } from '../theme.ts'
import { words } from './words.ts'

const PACES = [0, 8, 18, 40] as const
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
  const known = PACES.some((one) => one === pace)
  return (
    <Field label={said.pace} about={said.paceAbout}>
      {(id, about) => (
        <Select
          id={id}
          aria-describedby={about}
          value={pace}
          onChange={async (event) => {
            const answer = await api.changeSettings({ rehearsalPace: Number(event.target.value) })
            if (!answer.ok) sayProblem(answer.problem.message)
          }}
        >
          {!known && <option value={pace}>{said.milliseconds(pace)}</option>}
          {PACES.map((one) => (
            <option key={one} value={one}>
              {said.paces[one]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function ThemeField() {
  const theme = useTheme()
  const said = words().look
  return (
    <Field label={said.theme} about={said.here}>
      {(id, about) => (
        <Select
          id={id}
          aria-describedby={about}
          value={theme}
          onChange={(event) => setTheme(parseTheme(event.target.value))}
        >
          {THEMES.map((one) => (
            <option key={one} value={one}>
              {said.themes[one]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

const LANGUAGE_FIELD = 'language'

function LanguageField() {
  const language = useLanguage()
  const said = words().look
  const field = useRef<HTMLSelectElement>(null)
  const [led] = useState(takePlace)
  useEffect(() => {
    if (led === LANGUAGE_FIELD) field.current?.focus()
  }, [led])
  const choose = (next: Language) => {
    // The page is built anew in the other language; one comes back to where one was.
    openSettings('look', LANGUAGE_FIELD)
    setLanguage(next).catch(() => sayProblem(appWords().offline))
  }
  return (
    <Field label={said.language} about={said.languageAbout}>
      {(id, about) => (
        <Select
          id={id}
          ref={field}
          aria-describedby={about}
          value={language}
          onChange={(event) => choose(event.target.value as Language)}
        >
          {Object.entries(LANGUAGES).map(([tag, name]) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function DirectionField() {
  const direction = useDirection()
  const said = words().look
  return (
    <Field label={said.direction} about={said.directionAbout}>
      {(id, about) => (
        <Select
          id={id}
          aria-describedby={about}
          value={direction}
          onChange={(event) => setDirection(parseDirection(event.target.value))}
        >
          {DIRECTIONS.map((one) => (
            <option key={one} value={one}>
              {said.directions[one]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
