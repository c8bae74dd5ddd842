import { useState } from 'react'
import type { HostState, ModelInfo } from '../../workspace/events.ts'
import { Button } from '../components/button.tsx'
import { ageWords, priceWords, tokensShort } from './model-words.ts'
import { words } from './words.tsx'

/** So many models are shown before one asks for all. */
const FEW = 5

/** The models of a host: how much each sees at once, what it costs, and whether its end is announced. */
export function ModelList({ host, current, onChoose }: ModelListProps) {
  const [all, setAll] = useState(false)
  const { models } = host
  if (models.length === 0) return null
  const first = [...models].sort((a, b) => rank(a, current) - rank(b, current))
  const shown = all ? first : first.slice(0, FEW)
  const said = words().models
  return (
    <div className="flex flex-col gap-1.5">
      <section
        className="overflow-x-auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
        tabIndex={0}
        aria-label={said.of(host.name)}
      >
        <table className="nums w-full text-start text-small [&_td]:py-1.5 [&_td]:pe-3 [&_th]:pe-3 [&_th]:pb-1">
          <thead className="text-small text-faint [&_th]:font-medium">
            <tr>
              <th>{said.model}</th>
              <th className="text-end! max-[560px]:hidden">{said.window}</th>
              <th className="max-[560px]:hidden">{said.price}</th>
              <th>
                <span className="sr-only">{said.useIt}</span>
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {shown.map((model) => (
              <ModelRow
                key={model.id}
                model={model}
                current={model.id === current}
                models={models}
                onChoose={onChoose}
              />
            ))}
          </tbody>
        </table>
      </section>
      {models.length > FEW && (
        <Button small look="quiet" className="self-start" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? said.few : said.all(models.length)}
        </Button>
      )}
    </div>
  )
}

export interface ModelListProps {
  readonly host: HostState
  /** The model that answers in chats that have not chosen one, when it is one of these. */
  readonly current: string | null
  readonly onChoose: (model: string) => void
}

/** The one in use, then those that stay, then those on their way out. */
function rank({ id, capabilities }: ModelInfo, current: string | null): number {
  if (id === current) return -1
  return ['active', 'deprecated', 'retired'].indexOf(capabilities.lifecycle.status)
}

function ModelRow({ model, current, models, onChoose }: ModelRowProps) {
  const { capabilities } = model
  const age = ageWords(capabilities.lifecycle)
  const successor = models.find(({ id }) => id === capabilities.lifecycle.successor)
  const said = words().models
  return (
    <tr className="align-baseline">
      <th scope="row" className="max-w-64 font-normal">
        <span className="font-medium">{model.name}</span>
        {model.name !== model.id && (
          <span className="block font-mono text-tiny break-all text-faint">{model.id}</span>
        )}
        {age && <span className="block text-small text-bad">{age}</span>}
        {age && successor && (
          <span className="block text-small text-soft">{said.successor(successor.name)}</span>
        )}
        <span className="min-[561px]:hidden block text-faint">
          {`${said.window}: ${tokensShort(capabilities.contextWindow)} · ${priceWords(capabilities)}`}
        </span>
      </th>
      <td className="text-end! max-[560px]:hidden">{tokensShort(capabilities.contextWindow)}</td>
      <td className="whitespace-nowrap max-[560px]:hidden" title={priceSource(model)}>
        {priceWords(capabilities)}
      </td>
      <td className="pe-0! text-end!">
        {current ? (
          <span className="text-small whitespace-nowrap text-good">{said.answers}</span>
        ) : capabilities.lifecycle.status !== 'active' && successor ? (
          <Button
            small
            aria-label={said.takeSuccessor(successor.name, model.name)}
            onClick={() => onChoose(successor.id)}
          >
            {words().useInstead}
          </Button>
        ) : (
          <Button small look="quiet" aria-label={said.take(model.name)} onClick={() => onChoose(model.id)}>
            {said.use}
          </Button>
        )}
      </td>
    </tr>
  )
}

interface ModelRowProps {
  readonly model: ModelInfo
  readonly current: boolean
  readonly models: readonly ModelInfo[]
  readonly onChoose: (model: string) => void
}

function priceSource({ capabilities: { prices } }: ModelInfo): string | undefined {
  return prices ? words().models.priceFrom(prices.asOf, prices.from) : undefined
}
