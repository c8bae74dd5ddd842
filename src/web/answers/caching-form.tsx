import type { WorkspaceSettings } from '../../workspace/events.ts'
import { RadioCards } from '../components/radio-cards.tsx'
import { words } from './words.ts'

const CHOICES = ['5m', '1h'] as const

/** How long hosts keep what they cache, and what either choice costs. */
export function CachingForm({ value, onChange }: CachingFormProps) {
  const said = words().caching
  return (
    <RadioCards
      legend={said.keep}
      about={said.about}
      choices={CHOICES.map((choice) => ({ value: choice, ...said[choice] }))}
      value={value}
      onChoose={onChange}
    />
  )
}

export interface CachingFormProps {
  readonly value: WorkspaceSettings['cacheFor']
  readonly onChange: (value: WorkspaceSettings['cacheFor']) => void
}
