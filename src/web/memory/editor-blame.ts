/** A margin of the editor that says who wrote each line, also of lines that move while one types. */
import { type Extension, StateField } from '@codemirror/state'
import { EditorView, GutterMarker, gutter } from '@codemirror/view'
import { carry } from '../../memory/blame.ts'
import type { Commit } from '../../memory/types.ts'
import { tintOf } from '../components/person.tsx'
import type { DocumentBlame } from '../past/past-api.ts'
import { gutterName, whoWrote } from '../past/runs.ts'
import { carryMarks, type Mark } from './editor-marks.ts'
import { words } from './words-editor.ts'

export interface BlameMargin {
  readonly blame: DocumentBlame
  /** The text that the blame is of. */
  readonly baseText: string
  readonly chatName: (chat: string) => string | undefined
}

/** Stands for what is not stored yet, where only numbers fit. */
const UNSAVED = -1

export function blameMargin({ blame, baseText, chatName }: BlameMargin): Extension {
  const commits = new Map(blame.commits.map((commit) => [commit.number, commit]))
  const marks = StateField.define<readonly Mark[]>({
    create: ({ doc }) =>
      carry(blame.lines, baseText.split(/\r?\n/), doc.toString().split('\n'), UNSAVED).map((mark) =>
        mark === UNSAVED ? 'new' : mark,
      ),
    update: (value, change) =>
      change.docChanged ? carryMarks(value, change.startState.doc, change.changes, change.newDoc) : value,
  })
  return [
    marks,
    gutter({
      class: 'cm-blame',
      lineMarker(view, block) {
        const index = view.state.doc.lineAt(block.from).number - 1
        const all = view.state.field(marks)
        const mark = all[index] ?? null
        return new BlameMark(mark, index > 0 && all[index - 1] === mark, commits, chatName)
      },
      lineMarkerChange: (update) => update.docChanged,
      initialSpacer: () => new BlameMark(null, true, commits, chatName),
    }),
    LOOK,
  ]
}

class BlameMark extends GutterMarker {
  private readonly mark: Mark
  private readonly again: boolean
  private readonly commits: ReadonlyMap<number, Commit>
  private readonly chatName: (chat: string) => string | undefined

  constructor(
    mark: Mark,
    again: boolean,
    commits: ReadonlyMap<number, Commit>,
    chatName: (chat: string) => string | undefined,
  ) {
    super()
    this.mark = mark
    this.again = again
    this.commits = commits
    this.chatName = chatName
  }

  override eq(other: BlameMark): boolean {
    return other.mark === this.mark && other.again === this.again
  }

  override toDOM(): Node {
    const place = document.createElement('div')
    const commit = typeof this.mark === 'number' ? this.commits.get(this.mark) : undefined
    const { name, person } =
      this.mark === 'new'
        ? { name: words().notSaved, person: null }
        : commit
          ? gutterName(commit.actor)
          : { name: '', person: null }
    place.textContent = this.again ? '' : name
    place.style.borderInlineStartColor =
      this.mark === 'new' ? 'var(--accent)' : person ? tintOf(person) : 'var(--line-strong)'
    if (person && commit?.actor.kind === 'person')
      place.style.background = `color-mix(in srgb, ${tintOf(person)} 17%, transparent)`
    if (commit) {
      const { who, chat, time } = whoWrote(
        commit,
        commit.origin ? this.chatName(commit.origin.chat) : undefined,
        Date.now(),
      )
      place.title = words().wrote(who, chat, time)
    }
    return place
  }
}

const LOOK = EditorView.theme({
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none' },
  '.cm-blame': { width: '78px' },
  '.cm-blame .cm-gutterElement > div': {
    height: '100%',
    paddingInlineStart: '7px',
    borderInlineStart: '3px solid transparent',
    color: 'var(--ink-soft)',
    font: 'var(--size-tiny)/1.8 var(--sans)',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    cursor: 'default',
  },
})
