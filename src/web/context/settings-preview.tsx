import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContextEditing } from '../../agent/events.ts'
import type { ChatInfo } from '../../workspace/events.ts'
import { effectiveSettings } from '../../workspace/state.ts'
import { api, orThrow } from '../api.ts'
import { Button } from '../components/button.tsx'
import { ChoiceField } from '../components/choice.tsx'
import { NumberField } from '../components/number-field.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { Told } from '../components/told.tsx'
import { BOUNDS, PRESET_IDS, PRESETS, presetName, presetOf } from '../settings/presets.ts'
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
        <ChoiceField
          label={said.ready}
          choices={[
            { value: null, name: said.own },
            ...PRESET_IDS.map((id) => ({ value: id, name: presetName(id) })),
          ]}
          value={presetOf(value)}
          onChoose={(id) => id && change(PRESETS[id].values)}
        />
        <NumberField
          label={value.trigger.kind === 'tool_uses' ? said.beginUses : said.beginTokens}
          value={value.trigger.value}
          {...BOUNDS.trigger}
          onChange={(n) => change({ trigger: { ...value.trigger, value: n } })}
        />
        <NumberField
          label={said.keep}
          value={value.keep}
          {...BOUNDS.keep}
          onChange={(keep) => change({ keep })}
        />
        <NumberField
          label={said.atLeast}
          value={value.clearAtLeast}
          {...BOUNDS.clearAtLeast}
          onChange={(clearAtLeast) => change({ clearAtLeast })}
        />
      </div>
      <p
        role="status"
        className={`rounded-xl bg-sunken px-4 py-3 text-plain ${query.error ? 'text-bad' : 'text-soft'}`}
      >
        {query.error ? (
          <Told text={query.error.message} />
        ) : query.data ? (
          previewWords(query.data)
        ) : (
          said.trying
        )}
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
