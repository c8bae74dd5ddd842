import type { Doc } from './document.ts'

/** A change of one place in a document, by line numbers of the text as it was seen. */
export type Change =
  | { readonly kind: 'replace'; readonly line: number; readonly text: string }
  | { readonly kind: 'insert'; readonly after: number; readonly lines: readonly string[] }
  | { readonly kind: 'remove'; readonly line: number }

export type Command = Readonly<Record<string, unknown>> & { readonly command: string }

/**
 * Tool calls for changes, from the bottom up, so that line numbers stay true while they run one after the other.
 * `single` keeps a removal to one line of old text, for memories that match line by line.
 */
export function changeCommands(doc: Doc, changes: readonly Change[], single: boolean): readonly Command[] {
  return changes
    .toSorted((a, b) => place(b) - place(a))
    .map((change) => {
      switch (change.kind) {
        case 'replace':
          return replaceCommand(doc, change.line, change.text)
        case 'insert':
          return {
            command: 'insert',
            path: doc.path,
            insert_line: change.after,
            insert_text: `${change.lines.join('\n')}\n`,
          }
        case 'remove': {
          const text = doc.lines[change.line - 1]?.text ?? ''
          return single
            ? { command: 'str_replace', path: doc.path, old_str: text, new_str: '' }
            : { command: 'str_replace', path: doc.path, old_str: `${text}\n`, new_str: '' }
        }
        default:
          return change satisfies never
      }
    })
}

function place(change: Change): number {
  return change.kind === 'insert' ? change.after + 0.5 : change.line
}

/** Takes the line before along when the line alone is not unique in the document. */
function replaceCommand(doc: Doc, line: number, text: string): Command {
  const old = doc.lines[line - 1]?.text ?? ''
  const before = doc.lines[line - 2]?.text ?? ''
  const unique = doc.lines.filter((other) => other.text.includes(old)).length === 1
  return unique
    ? { command: 'str_replace', path: doc.path, old_str: old, new_str: text }
    : { command: 'str_replace', path: doc.path, old_str: `${before}\n${old}`, new_str: `${before}\n${text}` }
}
