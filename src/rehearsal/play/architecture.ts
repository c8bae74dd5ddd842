import { costTable, paths, phaseTable, planPhases, splitBudget } from './estimate.ts'
import { writeMoney } from './quantities.ts'
import { type Brief, block, isMoving, joinLines, opening, openQuestions, unitsNoun } from './work.ts'
import { answered } from './worries.ts'

/** A design computed out of what is stored: layers, plan, budget, controls, risks, open questions. */
export function architecture(brief: Brief): string {
  const kind = /architecture$/i.test(brief.title) ? brief.title : `${brief.title} architecture`
  const name = (brief.title === '' ? `${brief.project.subject ?? 'solution'} architecture` : kind).trim()
  return joinLines([
    ...opening(brief, name.slice(0, 1).toLowerCase() + name.slice(1)),
    ...block('Architecture', layers(brief)),
    ...block('How the applications move', moves(brief)),
    ...block('Plan', plan(brief)),
    ...block('Budget', budget(brief)),
    ...block('Compliance', compliance(brief)),
    ...block('Risks', risks(brief)),
    ...block('Not in memory yet', openQuestions(brief)),
  ])
}

const CLOUD: readonly (readonly [string, string])[] = [
  [
    'Foundation',
    'landing zone with separate accounts for production, test and shared services; everything as code',
  ],
  [
    'Network',
    'one hub, a spoke for each environment, private connection to the present sites during the move',
  ],
  ['Identity', 'single sign-on with a second factor; roles instead of standing administrator rights'],
  ['Compute', 'containers for what is replatformed, virtual machines for what is rehosted'],
  [
    'Data',
    'managed databases with replication from the old side until the switch; encrypted backups in a second region',
  ],
  ['Operation', 'one place for logs, metrics and cost; alerts with a named owner'],
]
const DATA: readonly (readonly [string, string])[] = [
  ['Sources', 'connectors that read changes instead of whole tables'],
  ['Storage', 'raw, cleaned and published layers in an open table format'],
  ['Processing', 'scheduled pipelines as code, each with tests on its data'],
  ['Serving', 'one semantic layer for reports and applications'],
  ['Governance', 'catalogue, lineage and access by role'],
]
const PRODUCT: readonly (readonly [string, string])[] = [
  ['Clients', 'web first, usable on a phone'],
  ['Interface', 'one HTTP interface with versioned contracts'],
  ['Core', 'modules by domain, one database each, events between them'],
  ['Data', 'relational database with point-in-time recovery'],
  ['Operation', 'delivery pipeline with review, staged roll-out and quick way back'],
]

function layers(brief: Brief): readonly string[] {
  const words = `${brief.title} ${brief.project.subject ?? ''}`
  const table = isMoving(brief)
    ? CLOUD
    : /\bdata\b|analytics|warehouse|lake|report/i.test(words)
      ? DATA
      : PRODUCT
  const lines = table.map(([name, text]) => `- **${name}**: ${text}`)
  const { project } = brief
  if (project.standards.length > 0) {
    lines.push(
      `- **Security**: controls for ${project.standards.map(({ name }) => name).join(', ')} built into the foundation, not added later`,
    )
  }
  for (const cited of project.situation.slice(0, 4))
    lines.push(`- **From today**: ${cited.value} (kept in view for the move)`)
  return lines
}

function moves(brief: Brief): readonly string[] {
  const units = brief.project.units
  if (units === null || !isMoving(brief) || units.count < 4) return []
  return [
    `A start for ${units.count} ${units.noun}, to be replaced by what the assessment finds:`,
    '',
    ...paths(units.count).map(({ name, count, how }) => `- ${name}: ${count} (${how})`),
  ]
}

/** The plan as a table, and the pace it asks for. */
export function plan(brief: Brief): readonly string[] {
  const { months, units } = brief.project
  if (months === null)
    return ['- No timeline is stored, so the phases have no months yet: foundation, pilot, waves, hand-over']
  const phases = planPhases(months.count, units?.count ?? 0, isMoving(brief))
  const waves = phases.filter((phase) => phase.units > 0)
  const pace = Math.max(0, ...waves.map((phase) => phase.units / (phase.to - phase.from + 1)))
  const lines = [...phaseTable(phases, unitsNoun(brief))]
  if (units !== null && pace > 0) {
    lines.push('', `The busiest wave moves about ${Math.ceil(pace)} ${units.noun} a month.`)
  }
  return lines
}

/** The budget as a table, and what it means for one application. */
export function budget(brief: Brief): readonly string[] {
  const { budget: found, units, standards, months } = brief.project
  if (found === null) return ['- No budget is stored, so nothing is split yet']
  const { value, currency } = found.money
  const lines = splitBudget(value, isMoving(brief), standards.length)
  const per =
    units === null
      ? []
      : [`${writeMoney(value / units.count, currency)} for each of the ${units.count} ${units.noun}`]
  const monthly =
    months === null || months.count < 1 ? [] : [`${writeMoney(value / months.count, currency)} a month`]
  const means = [...per, ...monthly]
  return [
    ...costTable(lines, currency),
    ...(means.length === 0 ? [] : ['', `In all that is ${means.join(' and ')}.`]),
  ]
}

export function compliance(brief: Brief): readonly string[] {
  return brief.project.standards.flatMap((standard) => [
    `**${standard.name}**`,
    '',
    ...standard.controls.map((control) => `- ${control}`),
    '',
  ])
}

/** Risks that follow from the numbers, and the worries that people told. */
export function risks(brief: Brief): readonly string[] {
  const { project } = brief
  const lines = project.concerns.map((cited) => `- ${answered(cited.value)}`)
  const { units, months, budget: money } = project
  if (units !== null && months !== null && units.count / months.count > 4) {
    lines.push(
      `- ${units.count} ${units.noun} in ${months.count >= 2 ? `${Math.round(months.count)} months` : 'so little time'} leave little slack: settle the order of the waves in the first month`,
    )
  }
  if (units !== null && money !== null && money.money.value / units.count < 15_000) {
    lines.push(
      `- ${writeMoney(money.money.value / units.count, money.money.currency)} for each of the ${units.noun} rules out rebuilding many: rehost first, refactor later`,
    )
  }
  if (project.standards.length > 0)
    lines.push(
      `- Evidence for ${project.standards.map(({ name }) => name).join(' and ')} comes too late: collect it from the first account on`,
    )
  if (isMoving(brief))
    lines.push(
      '- Hidden connections between applications: map them before the pilot, move what belongs together in one wave',
    )
  return lines.length === 0 ? ['- None follow from what is stored'] : lines
}
