import { writeMoney } from './quantities.ts'

/** A part of a plan: months counted from 1, both included; `units` is how many are moved or built in it. */
export interface Phase {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly units: number
  readonly outcome: string
}

/**
 * Phases for a number of months and units: a foundation (a fifth), a pilot with a tenth of the units, waves in
 * proportion to their months, and a last part for handing over. Months may be less than five; then parts share one.
 */
export function planPhases(months: number, units: number, moving: boolean): readonly Phase[] {
  const total = Math.max(1, Math.round(months))
  if (total < 4) return shortPlan(total, units, moving)
  const foundation = Math.max(1, Math.round(total * 0.2))
  const closing = Math.max(1, Math.round(total * 0.1))
  const middle = total - foundation - closing
  const pilotMonths = Math.max(1, Math.round(middle * 0.15))
  const pilot = units === 0 ? 0 : Math.max(1, Math.round(units * 0.1))
  const ground = moving
    ? 'Assessment done, landing zone and access ready'
    : 'Scope agreed, environments and access ready'
  const first = moving
    ? 'Low-risk applications live, runbook proven'
    : 'First slice in use, feedback collected'
  const last = moving
    ? 'Old hosting switched off, operation handed over'
    : 'Operation handed over, lessons kept'
  const begin = foundation + pilotMonths
  return [
    { name: 'Foundation', from: 1, to: foundation, units: 0, outcome: ground },
    { name: 'Pilot', from: foundation + 1, to: begin, units: pilot, outcome: first },
    ...wavePhases(begin, waveMonths(middle - pilotMonths), units - pilot, moving),
    { name: 'Hand-over', from: total - closing + 1, to: total, units: 0, outcome: last },
  ]
}

function wavePhases(
  after: number,
  lengths: readonly number[],
  units: number,
  moving: boolean,
): readonly Phase[] {
  const shares = share(units, lengths)
  let month = after
  return lengths.map((length, index) => {
    const from = month + 1
    month += length
    const outcome = waveOutcome(index, lengths.length, moving)
    return { name: `Wave ${index + 1}`, from, to: month, units: shares[index] ?? 0, outcome }
  })
}

function waveOutcome(index: number, waves: number, moving: boolean): string {
  if (index === waves - 1) return moving ? 'The rest moved, with what is most critical' : 'Everything in use'
  return index === 0
    ? moving
      ? 'Standard workloads moved'
      : 'Core functions in use'
    : moving
      ? 'Connected and data-heavy workloads moved'
      : 'Integrations in use'
}

function shortPlan(total: number, units: number, moving: boolean): readonly Phase[] {
  const names = ['Foundation and pilot', 'Main wave', 'Hand-over'].slice(0, total)
  const pilot = total === 1 ? units : Math.max(units === 0 ? 0 : 1, Math.round(units * 0.2))
  return names.map((name, index) => ({
    name: total === 1 ? 'All in one' : name,
    from: index + 1,
    to: index + 1,
    units: index === 0 ? pilot : index === 1 ? units - pilot : 0,
    outcome:
      index === 0
        ? 'Ground laid, first part live'
        : index === 1
          ? moving
            ? 'The rest moved'
            : 'The rest built'
          : 'Operation handed over',
  }))
}

/** At most four waves, of at least one month, as even as can be. */
function waveMonths(months: number): readonly number[] {
  const count = Math.max(1, Math.min(4, Math.round(months / 2)))
  return Array.from(
    { length: count },
    (_, index) => Math.floor(months / count) + (index < months % count ? 1 : 0),
  ).filter((length) => length > 0)
}

/** Splits a whole number in proportion to weights; the parts add up to it exactly. */
export function share(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum === 0) return weights.map(() => 0)
  const parts = weights.map((weight) => Math.floor((total * weight) / sum))
  let rest = total - parts.reduce((a, b) => a + b, 0)
  return parts.map((part) => (rest-- > 0 ? part + 1 : part))
}

export interface CostLine {
  readonly item: string
  readonly percent: number
  readonly amount: number
}

/** Splits a budget by our rule of thumb; with standards to meet, security gets more and the waves less. */
export function splitBudget(amount: number, moving: boolean, standards: number): readonly CostLine[] {
  const security = standards > 0 ? 15 : 10
  const items: readonly (readonly [string, number])[] = [
    [moving ? 'Moving the applications' : 'Building', 55 - security],
    [moving ? 'Landing zone and operation' : 'Platform and operation', 20],
    ['Security and compliance', security],
    ['Testing, training and hand-over', 10],
    ['Reserve', 15],
  ]
  const amounts = share(
    Math.round(amount),
    items.map(([, percent]) => percent),
  )
  return items.map(([item, percent], index) => ({ item, percent, amount: amounts[index] ?? 0 }))
}

/** How each application is moved: shares to begin with, to be replaced by the assessment. */
export function paths(
  units: number,
): readonly { readonly name: string; readonly count: number; readonly how: string }[] {
  const names = ['Rehost', 'Replatform', 'Refactor', 'Retire or replace'] as const
  const how = [
    'moved as it is, tuned later',
    'managed database or containers, little code changed',
    'rebuilt where that pays',
    'not worth moving',
  ]
  return share(units, [50, 30, 10, 10]).map((count, index) => ({
    name: names[index] ?? '',
    count,
    how: how[index] ?? '',
  }))
}

export function phaseTable(phases: readonly Phase[], noun: string): readonly string[] {
  const withUnits = phases.some((phase) => phase.units > 0)
  return [
    `| Phase | Months |${withUnits ? ` ${noun} |` : ''} Done when |`,
    `| --- | --- |${withUnits ? ' ---: |' : ''} --- |`,
    ...phases.map((phase) => {
      const months = phase.from >= phase.to ? `${phase.from}` : `${phase.from}–${phase.to}`
      return `| ${phase.name} | ${months} |${withUnits ? ` ${phase.units === 0 ? '' : phase.units} |` : ''} ${phase.outcome} |`
    }),
  ]
}

export function costTable(lines: readonly CostLine[], currency: string): readonly string[] {
  const total = lines.reduce((sum, line) => sum + line.amount, 0)
  return [
    '| Item | Share | Amount |',
    '| --- | ---: | ---: |',
    ...lines.map((line) => `| ${line.item} | ${line.percent} % | ${writeMoney(line.amount, currency)} |`),
    `| **Total** | **100 %** | **${writeMoney(total, currency)}** |`,
  ]
}
