import { parseSync, Visitor } from 'vite'

/** Attributes whose words people read or hear, whatever they look like. */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'label',
  'about',
])

/** Values of events and headers that begin like a sentence and are none. */
const TECHNICAL =
  /^(Enter|Escape|Tab|Home|End|Page(Up|Down)|Arrow(Up|Down|Left|Right)|Backspace|Delete|Space|Comma|Shift|Control|Ctrl|CapsLock|Dead|Process|Alt|Meta|Mod|Content-Type|Accept|Last-Event-ID|AbortError|TimeoutError|Commonplace|Claude|Intl|[A-Z]|F\d+|(Key|Digit)[A-Z0-9])$/

const COMMON =
  /(^| )(the|a|an|of|is|to|in|for|and|no|not|with|ago|was|it|this|by|on|at|or|are|has|from|only|all|new|more)( |$|[.,:;])/

/** Strings in a file of the interface that are meant for people, one line each. Empty for a file that holds none. */
export function saidIn(path: string, text: string): string[] {
  const parsed = parseSync(path, text)
  if (parsed.errors.length > 0) throw new Error(`${path} does not parse: ${parsed.errors[0]?.message}`)
  const found: string[] = []
  const exempt: { readonly start: number; readonly end: number }[] = []
  const seen: { readonly start: number; readonly words: string; readonly spoken: boolean }[] = []
  new Visitor({
    JSXText(node) {
      if (/\p{L}/u.test(node.value)) seen.push({ start: node.start, words: node.value.trim(), spoken: true })
    },
    JSXAttribute(node) {
      const name = node.name.type === 'JSXIdentifier' ? node.name.name : ''
      if (name === 'className') exempt.push(node)
      if (!SPOKEN.has(name) || node.value?.type !== 'Literal') return
      if (/\p{L}/u.test(String(node.value.value))) {
        seen.push({ start: node.start, words: String(node.value.value), spoken: true })
      }
    },
    // What a programmer reads when a promise is broken.
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name.endsWith('Error')) exempt.push(node)
    },
    ImportDeclaration: (node) => void exempt.push(node),
    TSLiteralType: (node) => void exempt.push(node),
    Literal(node) {
      if (typeof node.value === 'string') seen.push({ start: node.start, words: node.value, spoken: false })
    },
    TemplateElement(node) {
      seen.push({ start: node.start, words: (node.value.cooked ?? '').trim(), spoken: false })
    },
  }).visit(parsed.program)
  for (const { start, words, spoken } of seen) {
    if (exempt.some((node) => node.start <= start && start < node.end && !spoken)) continue
    if (!spoken && !isProse(words)) continue
    const line = text.slice(0, start).split('\n').length
    found.push(`${path}:${line} says "${words.slice(0, 60)}"; put it into the room's catalogue.`)
  }
  return [...new Set(found)]
}

function isProse(words: string): boolean {
  if (TECHNICAL.test(words)) return false
  if (/^\p{Lu}\p{Ll}+([ .,:;!?’…]|$)/u.test(words)) return true
  const tokens = words.split(/\s+/)
  return tokens.length > 1 && tokens.every((token) => !/[-:[\]/_=#]./.test(token)) && COMMON.test(words)
}

/** What the server says, shown without its language, one line each. `Told` and `InEnglish` mark it; a catalogue is `said`. */
export function untoldIn(path: string, text: string): string[] {
  const found: string[] = []
  new Visitor({
    JSXElement({ openingElement: { name }, children }) {
      if (name.type === 'JSXIdentifier' && name.name === 'InEnglish') return
      for (const child of children) {
        if (child.type !== 'JSXExpressionContainer') continue
        const shown = text.slice(child.expression.start, child.expression.end)
        if (shown.includes('<') || !/^(problem|failed)$|(?<!\bsaid)\??\.message\b/.test(shown)) continue
        const line = text.slice(0, child.start).split('\n').length
        found.push(`${path}:${line} shows {${shown}}; mark it as English (<Told text={…} />).`)
      }
    },
  }).visit(parseSync(path, text).program)
  return found
}

const PHYSICAL_CLASS =
  /(?:^|[\s:"'`])(-?(?:m[lr]|p[lr]|left|right|scroll-[mp][lr])-[\w[\].,()%-]+|text-(?:left|right)|(?:border|rounded)-(?:l|r|tl|tr|bl|br)(?:-[\w[\].]+)?|float-(?:left|right))(?=[\s"'`!]|$)/g

const PHYSICAL_STYLE =
  /(?:^|[\s;{])((?:margin|padding|border)-(?:left|right)[\w-]*|(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius)\s*:|text-align:\s*(?:left|right)/g

/** Classes and styles that hold for writing from left to right alone, one line each. */
export function oneWayIn(path: string, text: string): string[] {
  const pattern = path.endsWith('.css') ? PHYSICAL_STYLE : PHYSICAL_CLASS
  return [...text.matchAll(pattern)].map((match) => {
    const line = text.slice(0, match.index).split('\n').length
    const what = (match[1] ?? match[0]).trim()
    return `${path}:${line} has ${what}; say start and end, so that it turns with the writing.`
  })
}
