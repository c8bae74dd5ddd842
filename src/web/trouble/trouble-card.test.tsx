import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { type Trouble, waitingOf } from './trouble.ts'
import { TroubleCard } from './trouble-card.tsx'

const html = (trouble: Pick<Trouble, 'title' | 'more' | 'told' | 'who'>) =>
  renderToStaticMarkup(<TroubleCard {...trouble} safe="Alles ist da." next="Weiter." />)

it('a reason is marked as English where the host or the server gave it, and not where a catalogue did', () => {
  const failure = { kind: 'busy', message: 'Overloaded, they say.', retryable: true } as const
  expect(html(waitingOf(failure, 'Claude API'))).toContain('<span lang="en">Overloaded, they say.</span>')
  const ours = html({ title: 'Abgelehnt', more: 'Der Grund: Biologie.', told: false, who: null })
  expect(ours).toContain('Der Grund: Biologie.')
  expect(ours).not.toContain('lang=')
})
