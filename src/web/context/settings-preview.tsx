import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContextEditing } from '../../agent/events.ts'
import type { ChatInfo } from '../../workspace/events.ts'
import { effectiveSettings } from '../../workspace/state.ts'
import { api, orThrow } from '../api.ts'
import { NumberField } from '../care/number-field.tsx'
import { Button } from '../components/button.tsx'
import { Field, Select } from '../components/field.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { PRESETS, type PresetId, presetName, presetOf } from '../settings/presets.ts'
import { useWorkspace } from '../store/store.ts'
import { contextApi } from './context-api.ts'
import { previewWords } from './context-words.ts'
import { words } from './words.ts'

/** Tries values of context editing on what this chat has been, before they hold. */
export function SettingsPreview({ chat }: { readonly chat: ChatInfo }) {
  const stored = useWorkspace((all) => effectiveSettings(all.settings, chat.settings).contextEditing)
  const [value, setValue] = useState<ContextEditing>({ ...stored, enabled: true })
  const change = (part: Partial<ContextEditing>) => setValue({ ...value, ...part })
  const query = useQuery({
    queryKey: ['context', chat.id, 'preview', chat.tip, chat.clearedThrough, value],
    placeholderData: keepPreviousData,
    queryFn: () => orThrow(contextApi.preview(chat.id, value)),
  })
  const said = words().preview
  return (
    <section aria-label={said.name} className="flex flex-col gap-4 border-t border-line pt-5">
      <div>
        <h3 className="font-serif text-title font-title">{said.title}</h3>
        <p className="mt-0.5 text-plain text-soft">{said.about}</p>
      </div>
      <div className="grid gap-4 min-[560px]:grid-cols-2">
        <Field label={said.ready}>
          {(id) => (
            <Select
              id={id}
              value={presetOf(value) ?? ''}
              onChange={(event) => {
                const preset = PRESETS[event.target.value as PresetId]
                if (preset) change(preset.values)
              }}
            >
              <option value="" disabled>
                {said.own}
              </option>
              {(Object.keys(PRESETS) as PresetId[]).map((id) => (
                <option key={id} value={id}>
                  {presetName(id)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <NumberField
          label={value.trigger.kind === 'tool_uses' ? said.beginUses : said.beginTokens}
          value={value.trigger.value}
          least={1}
          most={2_000_000}
          onChange={(n) => change({ trigger: { ...value.trigger, value: n } })}
        />
        <NumberField
          label={said.keep}
          value={value.keep}
          least={0}
          most={1000}
          onChange={(keep) => change({ keep })}
        />
        <NumberField
          label={said.atLeast}
          value={value.clearAtLeast}
          least={0}
          most={2_000_000}
          onChange={(clearAtLeast) => change({ clearAtLeast })}
        />
      </div>
      <p
        role="status"
        className={`rounded-xl bg-sunken px-4 py-3 text-plain ${query.error ? 'text-bad' : 'text-soft'}`}
      >
        {query.error?.message ?? (query.data ? previewWords(query.data) : said.trying)}
      </p>
      <Button
        small
        className="self-end"
        disabled={JSON.stringify(value) === JSON.stringify(stored)}
        onClick={async () => {
          const before = chat.settings.contextEditing
          const answer = await api.changeChat(chat.id, { settings: { contextEditing: value } })
          if (!answer.ok) return sayProblem(answer.problem.message)
          say({
            words: said.used(chat.name),
            action: {
              name: said.undo,
              run: () => void api.changeChat(chat.id, { settings: { contextEditing: before } }),
            },
          })
        }}
      >
        {said.use}
      </Button>
    </section>
  )
}
