/** A guide of `docs/` as a walk needs it: its numbered steps, and the messages that stand in them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

export interface Guide {
  /** Walks the step of this title; `texts` are the text blocks that stand in it, `bold` the words in bold, in their order. */
  step(title: string, walk: (texts: readonly string[], bold: readonly string[]) => Promise<void>): void
  /** To be called in a test of its own, after all steps: fails when the page has a step that nobody walked, or in another order. */
  walkedAll(): void
}

/** Reads a page below `docs/`, whose steps are headings such as `## 3. Tell something`, with a note in brackets or none. */
export function readGuide(path: string): Guide {
  const page = readFileSync(join(import.meta.dirname, '../../docs', path), 'utf8')
  const parts = page.split(/^## /m).slice(1)
  const steps = parts.flatMap((part) => {
    const title = /^\d+\. (.+?)(?: \([^)]*\))?\n/.exec(part)?.[1]
    const texts = [...part.matchAll(/^```text\n([\s\S]*?)\n```$/gm)].map((match) => match[1] ?? '')
    const bold = [...part.matchAll(/\*\*(.+?)\*\*/g)].map((match) => match[1] ?? '')
    return title === undefined ? [] : [{ title, texts, bold }]
  })
  const walked: string[] = []
  return {
    step(title, walk) {
      walked.push(title)
      it(title, async () => {
        const found = steps.find((step) => step.title === title)
        if (!found) throw new Error(`${path} has no step "${title}".`)
        await walk(found.texts, found.bold)
      })
    },
    walkedAll() {
      expect(walked).toEqual(steps.map(({ title }) => title))
    },
  }
}
