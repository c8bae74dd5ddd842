import { budget, compliance, plan, risks } from './architecture.ts'
import { type Doc, fileName, sectionLines } from './document.ts'
import { capital, listed } from './language.ts'
import { factText } from './project.ts'
import { type Brief, block, isMoving, joinLines, opening, openQuestions } from './work.ts'

/** A proposal out of the customer's facts and, where there is one, the architecture. */
export function proposal(brief: Brief): string {
  const design = brief.docs.find((doc) => /_architecture(?:_v\d+)?\.md$/.test(doc.path))
  return joinLines([
    ...opening(brief, 'proposal'),
    ...block('Summary', [summary(brief, design)]),
    ...block('What we understood', understood(brief)),
    ...block('Our solution', solution(brief, design)),
    ...block('Plan', plan(brief)),
    ...block('Investment', budget(brief)),
    ...block('Compliance', compliance(brief)),
    ...block('Team', team(brief)),
    ...block('Risks and how we meet them', risks(brief)),
    ...block('Next steps', nextSteps(brief)),
  ])
}

function summary(brief: Brief, design: Doc | undefined): string {
  const { project, name } = brief
  const what = project.subject === null ? 'what they plan' : `“${project.subject}”`
  const scope = project.units === null ? '' : ` for ${project.units.count} ${project.units.noun}`
  const terms = [
    ...(project.months === null ? [] : [`within ${project.months.cited.value}`]),
    ...(project.budget === null ? [] : [`for ${project.budget.cited.value}`]),
  ]
  const standards =
    project.standards.length === 0 ? '' : `, ready for ${listed(project.standards.map((one) => one.name))}`
  const built =
    design === undefined
      ? 'No architecture is in memory yet, so the solution is a frame.'
      : `The solution follows \`${fileName(design.path)}\`.`
  return `We propose to carry out ${what} with ${name}${scope}${terms.length === 0 ? '' : `, ${terms.join(' and ')}`}${standards}. ${built}`
}

function understood(brief: Brief): readonly string[] {
  const { project } = brief
  const wanted = [...project.requirements, ...project.situation, ...project.concerns]
  return wanted.slice(0, 12).map((cited) => `- ${factText(cited)}`)
}

function solution(brief: Brief, design: Doc | undefined): readonly string[] {
  const layers =
    design === undefined
      ? []
      : sectionLines(design, 'Architecture')
          .map((line) => line.text)
          .filter((text) => text.startsWith('- '))
  if (layers.length > 0) return layers
  return isMoving(brief)
    ? ['- A foundation first, then a pilot, then the rest in waves', '- Details follow with the architecture']
    : ['- A first slice in use early, then the rest in steps', '- Details follow with the architecture']
}

function team(brief: Brief): readonly string[] {
  const named = brief.project.people.map((cited) => `- ${factText(cited).replace(/; wrote .*$/, '')}`)
  const { person } = brief.source
  if (person !== null && !named.some((line) => line.includes(person.name))) {
    const about = [person.role, person.organisation].filter((part) => part !== undefined).join(', ')
    named.push(`- ${person.name}${about === '' ? '' : `: ${about}`}`)
  }
  return named
}

function nextSteps(brief: Brief): readonly string[] {
  const questions = openQuestions(brief).map((line) => line.replace(/^- /, ''))
  return [
    `1. Go through this proposal with ${brief.name}`,
    ...(questions.length === 0
      ? []
      : [
          `2. Answer what memory does not hold yet: ${questions
            .map((text) => text.replace(/\?$/, ''))
            .map(lowerFirst)
            .join('; ')}`,
        ]),
    `${questions.length === 0 ? 2 : 3}. Agree on the scope of the foundation and begin`,
  ]
}

function lowerFirst(text: string): string {
  return capital(text).slice(0, 1).toLowerCase() + text.slice(1)
}
