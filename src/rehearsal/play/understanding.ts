import { withoutLead } from './corrections.ts'
import { addedTo } from './direct-facts.ts'
import { tidy } from './fact.ts'
import { understandGerman } from './german.ts'
import { type Intent, intentOf, isInstruction, STRONGEST_FIRST } from './intents.ts'
import { type Sentence, sentences } from './language.ts'
import { directly, partsOf, type Understanding } from './parts.ts'
import { introduction, withoutIntroduction } from './people.ts'
import { resolved } from './reference.ts'
import type { Scene } from './scene.ts'
import { foreignTongue } from './tongue.ts'

export function understand(heard: Scene): Understanding {
  const scene = { ...heard, text: resolved(heard.text, heard.lastAnswer, heard.earlier) }
  const tongue = foreignTongue(scene.text, scene.earlier.slice(0, 3))
  if (tongue === 'german') return understandGerman(heard)
  if (tongue !== null) return { ...NOTHING, intent: { kind: 'foreign', tongue } }
  const person = introduction(scene.text, scene.speaker)
  const all = sentences(scene.text)
  const read = all.map((sentence) => readSentence(sentence, scene))
  const intents = read.flatMap(({ intent }) => (intent === null ? [] : [intent]))
  const composing = intents.some(({ kind }) => kind === 'compose')
  const told = read.flatMap(({ intent, sentence }) =>
    intent === null && !isInstruction(sentence) ? [sentence] : [],
  )
  const organisation = person?.organisation ?? earlierOrganisation(scene)
  const parts = partsOf(told, { scene, composing, person, organisation, wants: intents.length > 0 })
  const facts = parts.flatMap((part) => part.facts)
  const question = intents.find((one) => one.kind === 'ask')
  return {
    intent: strongest(intents, facts.length > 0),
    tongue: 'english',
    facts,
    parts,
    person,
    organisation,
    named: parts.flatMap((part) => part.named),
    left: parts.flatMap((part) => part.left),
    question: question?.kind === 'ask' ? question.question : null,
    topic: parts[0]?.topic ?? null,
    into: told.flatMap(({ text }) => addedTo(text)?.path ?? [])[0] ?? null,
    instructions: composing ? instructionsOf(all) : [],
  }
}

const NOTHING: Omit<Understanding, 'intent'> = {
  tongue: 'english',
  facts: [],
  parts: [],
  person: null,
  organisation: null,
  named: [],
  topic: null,
  into: null,
  left: [],
  question: null,
  instructions: [],
}

function instructionsOf(all: readonly Sentence[]): readonly string[] {
  return all
    .filter(
      (one) => isInstruction(one) && !/^(?:please\s+)?(?:also\s+)?(?:keep|save|store)\b/i.test(one.text),
    )
    .map(({ text }) => tidy(text))
}

function earlierOrganisation(scene: Scene): string | null {
  for (const text of scene.earlier) {
    const found = introduction(text, scene.speaker)?.organisation
    if (found !== undefined) return found
  }
  return null
}

interface ReadSentence {
  readonly sentence: Sentence
  readonly intent: Intent | null
}

/** "Can you remember that …?" is no question. */
const ASKED_TO_KEEP =
  /^(?:can|could|would|will) you\s+(?:please\s+)?(?:remember|note|save|store|keep in mind|write down)\s+(?:that\s+)?(\S.*?),?(?:\s+please)?\?$/i

function readSentence(sentence: Sentence, scene: Scene): ReadSentence {
  const lead = withoutLead(
    sentence.text.replace(/^(?:hi|hello|hey)(?:\s+(?:there|all|team|everyone|claude))?[,.!]\s+(?=\S)/i, ''),
  )
  const text = withoutIntroduction(lead.text).replace(ASKED_TO_KEEP, 'Remember that $1')
  const rest = { ...sentence, text, ...(lead.correcting ? { correcting: true as const } : {}) }
  return text === '' || sentence.item
    ? { sentence: rest, intent: null }
    : {
        sentence: rest,
        intent:
          directly(rest, scene).length > 0 ? null : intentOf(text, scene.lastAnswer, spokenSoFar(scene)),
      }
}

/** The last messages and this one: where "draft one" finds its noun. */
function spokenSoFar(scene: Scene): string {
  return [...scene.earlier.slice(0, 2).toReversed(), scene.text].join('\n')
}

function strongest(intents: readonly Intent[], facts: boolean): Intent {
  for (const kind of STRONGEST_FIRST) {
    if (facts && (kind === 'thanks' || kind === 'greeting')) break
    const found = intents.find((intent) => intent.kind === kind)
    if (found !== undefined) return found
  }
  return { kind: 'tell' }
}
