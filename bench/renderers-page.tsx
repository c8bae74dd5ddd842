/** The page of `renderers.ts`: shows a text that grows by a token at a time, and says what each token cost. */
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { Prose } from '../src/web/prose/prose.tsx'
import { markdown } from './markdown-text.ts'

/** Characters of a token. */
const TOKEN = 4

const RENDERERS = {
  ours: (text: string) => <Prose text={text} writing />,
  'react-markdown': (text: string) => <Markdown remarkPlugins={[remarkGfm]}>{text}</Markdown>,
} as const

export type Renderer = keyof typeof RENDERERS

/** Milliseconds that each of the last tokens of a text took from its coming until it was in the document. */
export function costOfTokens(name: Renderer, length: number, tokens: number): readonly number[] {
  const text = markdown(length)
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  const show = (end: number) => flushSync(() => root.render(RENDERERS[name](text.slice(0, end))))
  const costs: number[] = []
  show(Math.max(0, length - tokens * TOKEN))
  for (let left = tokens - 1; left >= 0; left--) {
    const start = performance.now()
    show(length - left * TOKEN)
    costs.push(performance.now() - start)
  }
  flushSync(() => root.unmount())
  place.remove()
  return costs
}

Object.assign(window, { costOfTokens })
