/** A model's size, price and age in words. Pure. */
import type { Capabilities, Lifecycle } from '../../agent/capabilities.ts'
import type { ModelInfo, WorkspaceState } from '../../workspace/events.ts'
import { perLanguage } from '../language/language.ts'
import { dollars } from '../words.ts'
import { words } from './words.tsx'

/** 200,000 as "200K", 1,000,000 as "1M". */
export function tokensShort(n: number): string {
  if (n < 1000) return String(n)
  if (n < 999_500) return `${trimmed(n / 1000)}K`
  return `${trimmed(n / 1_000_000)}M`
}

function trimmed(n: number): string {
  return n.toFixed(n < 10 ? 1 : 0).replace(/\.0$/, '')
}

/** "$3 in, $15 out"; a dash when it is not known. Dollars for a million tokens, of prompts that are not long. */
export function priceWords({ prices }: Capabilities): string {
  const tier = prices?.tiers[0]
  if (!tier) return '–'
  if (tier.input === 0 && tier.output === 0) return words().price.free
  return words().price.inAndOut(price(tier.input), price(tier.output))
}

function price(n: number): string {
  return Number.isInteger(n) ? `$${n}` : dollars(n).replace(/0$/, '')
}

const dayFormat = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
)

/** "Retires Nov 30, 2026"; null while nothing is announced. */
export function ageWords({ status, retiresAt }: Lifecycle): string | null {
  const day = retiresAt === null ? null : dayFormat().format(new Date(retiresAt))
  switch (status) {
    case 'active':
      return null
    case 'deprecated':
      return words().age.deprecated(day)
    case 'retired':
      return words().age.retired(day)
    default:
      return status satisfies never
  }
}

/** A model that somebody uses although it is on its way out. */
export interface Ageing {
  readonly host: string
  readonly hostName: string
  readonly model: ModelInfo
  readonly successor: ModelInfo | null
  readonly workspace: boolean
  /** Ids of chats that chose it themselves. */
  readonly chats: readonly string[]
}

/** All models in use whose end is announced, each with who uses it. */
export function ageingModels({
  host,
  hosts,
  chats,
}: Pick<WorkspaceState, 'host' | 'hosts' | 'chats'>): readonly Ageing[] {
  return hosts.flatMap(({ id, name, models }) =>
    models
      .filter(({ capabilities }) => capabilities.lifecycle.status !== 'active')
      .map((model): Ageing => {
        const { successor } = model.capabilities.lifecycle
        return {
          host: id,
          hostName: name,
          model,
          successor: models.find((one) => one.id === successor) ?? null,
          workspace: host.id === id && host.model === model.id,
          chats: Object.values(chats)
            .filter(({ place }) => place !== 'deleted')
            .filter(({ settings }) => (settings.host ?? host.id) === id && settings.model === model.id)
            .map((chat) => chat.id),
        }
      })
      .filter((each) => each.workspace || each.chats.length > 0),
  )
}
