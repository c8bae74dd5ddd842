/** A language that the rules recognise, though they cannot read it; `other` is one in another script. */
export type Tongue = 'german' | 'french' | 'spanish' | 'other'

/** Small words that are frequent in one language and are no English words. */
const WORDS: Readonly<Record<Exclude<Tongue, 'other'>, ReadonlySet<string>>> = {
  german: wordSet(
    `der das und ist ich wir nicht ein eine einen einem einer mit für auf von zu den dem des im sich sind wie wer wo wann warum welche
    heißt hat haben kann bitte auch aber bei nach über unser unsere mein meine dein deine ihr ihre beträgt gibt es mir dir uns kein
    keine noch schon wird wurde vom zum zur hallo danke guten tag vergiss alles heute morgen weißt wissen sie er merk merke lösche fährt lautet kostet moin`,
  ),
  french: wordSet(
    `le la les des du une et est je nous vous pas pour avec dans sur qui que quoi où quand comment pourquoi mon ma mes notre nos
    votre vos ce cette ces il elle ils elles sont avons ont merci bonjour salut oublie été mais aussi très avez êtes suis projet`,
  ),
  spanish: wordSet(
    `el los las del una unos y es yo nosotros con para por que qué quién cómo cuándo dónde mi mis nuestro nuestra nuestros su sus este esta
    está están son somos tiene tenemos hay muy pero también gracias hola olvida todo presupuesto proyecto buenos días en la`,
  ),
}

const ENGLISH = wordSet(
  `the is are a an and of to in for with our we they it i you my your what who when where how please be has have was will on at by
  this that not do does can`,
)

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/))
}

/** Words of both languages. */
const SHARED = wordSet('was in an will do so')

/** One of them is enough to know. */
const ONLY_GERMAN = wordSet(
  `ist und ich wir nicht für heißt hallo danke bitte merk merke beträgt kein keine vergiss lösche wie wer wo wann warum welche welcher mein meine
  unser unsere weißt moin fährt lautet kostet guten`,
)

/** The language of a text when it is plainly not English; null for English and for whatever is too short to tell. `before`: messages before it, the newest first. */
export function foreignTongue(text: string, before: readonly string[] = []): Tongue | null {
  const start = text.slice(0, 2_000).toLowerCase()
  const letters = start.match(/\p{L}/gu) ?? []
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length
  if (letters.length >= 4 && latin < letters.length / 3) return 'other'
  const words = start.match(/\p{L}+/gu) ?? []
  const count = (set: ReadonlySet<string>) => words.filter((word) => set.has(word)).length
  const english = words.filter((word) => ENGLISH.has(word) && !SHARED.has(word)).length
  const ranked = (['german', 'french', 'spanish'] as const)
    .map((tongue) => ({ tongue, hits: count(WORDS[tongue]) }))
    .sort((a, b) => b.hits - a.hits)
  const best = ranked[0]
  const goesOn = english < 2 && before.some((one) => foreignTongue(one) === 'german')
  if (goesOn && (best === undefined || best.tongue === 'german' || best.hits < 2)) return 'german'
  if (best === undefined || best.hits <= english) return null
  const sure = best.tongue === 'german' && words.some((word) => ONLY_GERMAN.has(word))
  if (best.hits < 2 && !sure) return null
  return best.hits >= words.length / 6 ? best.tongue : null
}

/** Says in that language that the rules are not written for it, and that nothing was changed. */
export const ONLY_ENGLISH: Readonly<Record<Exclude<Tongue, 'german'>, string>> = {
  french:
    'Mes règles sont écrites pour l’anglais seulement, et je ne suis pas un modèle de langage. Je n’ai rien enregistré ni modifié. Écrivez en anglais, ou connectez Claude dans les réglages.',
  spanish:
    'Mis reglas están escritas solo para el inglés y no soy un modelo de lenguaje. No he guardado ni cambiado nada. Escriba en inglés, o conecte Claude en los ajustes.',
  other:
    'My rules are written for English only, and I am no language model. I kept nothing and changed nothing. Please write in English, or connect Claude in the settings.',
}
