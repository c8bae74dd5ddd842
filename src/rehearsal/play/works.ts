import { architecture, budget, compliance, plan, risks } from './architecture.ts'
import type { WorkKind } from './intents.ts'
import { factText } from './project.ts'
import { proposal } from './proposal.ts'
import { type Brief, block, joinLines, opening, openQuestions } from './work.ts'

/** The text of a document of this kind, composed out of the brief. The same brief gives the same text. */
export function composeWork(work: WorkKind, brief: Brief): string {
  switch (work) {
    case 'architecture':
      return architecture(brief)
    case 'proposal':
      return proposal(brief)
    case 'risks':
      return joinLines([
        ...opening(brief, 'risk assessment'),
        ...block('Risks', risks(brief)),
        ...block('Controls', compliance(brief)),
        ...block('Not in memory yet', openQuestions(brief)),
      ])
    case 'costs':
      return joinLines([
        ...opening(brief, 'cost estimate'),
        ...block('Budget', budget(brief)),
        ...block('Plan', plan(brief)),
        ...block('Not in memory yet', openQuestions(brief)),
      ])
    case 'plan':
      return joinLines([
        ...opening(brief, 'plan'),
        ...block('Plan', plan(brief)),
        ...block('Risks', risks(brief)),
        ...block('Not in memory yet', openQuestions(brief)),
      ])
    case 'summary':
      return joinLines([
        ...opening(brief, 'summary'),
        ...block(
          'In short',
          brief.project.facts.slice(0, 24).map((cited) => `- ${factText(cited)}`),
        ),
        ...block('Not in memory yet', openQuestions(brief)),
      ])
    default:
      return work satisfies never
  }
}

/** The sections of a work that are worth saying in the chat; the rest is read in the document. */
export const SAID: Readonly<Record<WorkKind, readonly string[]>> = {
  architecture: ['Basis', 'Architecture', 'Plan', 'Budget', 'Not in memory yet'],
  proposal: ['Summary', 'Plan', 'Investment', 'Next steps'],
  risks: ['Risks', 'Not in memory yet'],
  costs: ['Budget', 'Not in memory yet'],
  plan: ['Plan', 'Not in memory yet'],
  summary: ['In short', 'Not in memory yet'],
}

export const WORK_NAMES: Readonly<Record<WorkKind, string>> = {
  architecture: 'architecture',
  proposal: 'proposal',
  risks: 'risk assessment',
  costs: 'cost estimate',
  plan: 'plan',
  summary: 'summary',
}
