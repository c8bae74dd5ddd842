/** What was said as Markdown, for a clipboard or a quote. Pure. */
import type { TurnState } from '../../workspace/events.ts'
import { moment } from '../words.ts'
import { phaseOf, readCall, sentence } from './tool-call.ts'
import { words } from './words-turn.ts'

/** A text as a Markdown quote, with the line below it on which one goes on writing. */
export function quoted(text: string): string {
  const lines = text.trim().split(/\r?\n/)
  return `${lines.map((line) => (line.trim() === '' ? '>' : `> ${line}`)).join('\n')}\n\n`
}

/** A text put after what is written already, as a paragraph of its own. */
export function joined(before: string, text: string): string {
  return before.trim() === '' ? text : `${before.trimEnd()}\n\n${text}`
}

/** What Claude said in a turn, without what it did. */
export function answerOf({ steps }: Pick<TurnState, 'steps'>): string {
  const texts = steps.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'text' ? block.text.trim() : [])),
  )
  return texts.filter((text) => text !== '').join('\n\n')
}

/** A conversation for somebody who was not there: who said what when, and what Claude did. */
export function chatMarkdown(name: string, turns: readonly TurnState[]): string {
  return `# ${name}\n\n${turns.map(turnMarkdown).join('\n\n')}\n`
}

function turnMarkdown(turn: TurnState): string {
  const said = words().copy
  const head =
    turn.purpose === 'compaction'
      ? `*${said.summedUp(turn.speaker, moment(turn.at))}*`
      : `## ${said.message(turn.speaker, moment(turn.at))}\n\n${turn.text.trim()}`
  const answer = turn.steps.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind === 'tool')
        return `*${sentence(readCall(block.name, block.input), phaseOf(block, true))}*`
      const shown = block.kind === 'text' || block.kind === 'compaction'
      return shown && block.text.trim() !== '' ? block.text.trim() : []
    }),
  )
  return answer.length === 0 ? head : `${head}\n\n## Claude\n\n${answer.join('\n\n')}`
}
