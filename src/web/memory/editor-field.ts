/** What makes CodeMirror the field of this house: its keys, its inks, and writing from right to left. */
import { defaultKeymap, history, historyField, historyKeymap } from '@codemirror/commands'
import { markdown } from '@codemirror/lang-markdown'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension, RangeSetBuilder } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  ViewPlugin,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { words } from './words-editor.ts'

export interface FieldCalls {
  readonly onText: (text: string) => void
  readonly onSave: () => void
  /** Escape, when nothing in the field itself wants it. */
  readonly onLeave: () => void
}

/** Mod+S saves, Mod+F finds, Escape leaves: first what is open in the field, then the field. `calls` is asked anew each time. */
export function fieldExtensions(calls: () => FieldCalls): Extension {
  return [
    history(),
    drawSelection(),
    search({ top: true }),
    highlightSelectionMatches(),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    eachLineItsWay,
    markdown(),
    syntaxHighlighting(INKS),
    LOOK,
    EditorState.phrases.of(words().phrases),
    EditorView.contentAttributes.of({
      'aria-label': words().field,
      spellcheck: 'true',
      tabindex: '0',
    }),
    keymap.of([
      { key: 'Mod-s', run: () => told(calls().onSave), preventDefault: true },
      ...searchKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      { key: 'Escape', run: () => told(calls().onLeave) },
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) calls().onText(update.state.doc.toString())
    }),
  ]
}

/** The state of a field as it can be kept: with its undo steps and the place one is at. */
export function keptField(state: EditorState): unknown {
  return state.toJSON(KEPT)
}

/** A field with this text; as it was `kept`, if it was. A text that is another by now comes in as a change. */
export function fieldState(text: string, kept: unknown, extensions: Extension): EditorState {
  return kept === undefined
    ? EditorState.create({ doc: text, extensions })
    : EditorState.fromJSON(kept, { extensions }, KEPT)
}

const KEPT = { history: historyField }

function told(tell: () => void): true {
  tell()
  return true
}

/** Each line runs the way of its own words, as it will be read. */
const eachLineItsWay = ViewPlugin.fromClass(
  class {
    lines: DecorationSet
    constructor(view: EditorView) {
      this.lines = autoLines(view)
    }
    update({
      view,
      docChanged,
      viewportChanged,
    }: {
      view: EditorView
      docChanged: boolean
      viewportChanged: boolean
    }) {
      if (docChanged || viewportChanged) this.lines = autoLines(view)
    }
  },
  { decorations: ({ lines }) => lines },
)

const AUTO = Decoration.line({ attributes: { dir: 'auto' } })

function autoLines({ state, visibleRanges }: EditorView): DecorationSet {
  const lines = new RangeSetBuilder<Decoration>()
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at)
      lines.add(line.from, line.from, AUTO)
      at = line.to + 1
    }
  }
  return lines.finish()
}

const INKS = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '600' },
  { tag: tags.strong, fontWeight: '640' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.processingInstruction, tags.meta, tags.url], color: 'var(--ink-faint)' },
  { tag: tags.link, color: 'var(--accent-ink)' },
  { tag: tags.monospace, color: 'var(--ink-soft)' },
])

const LOOK = EditorView.theme({
  '&': { fontSize: 'var(--size-plain)', backgroundColor: 'transparent', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.65' },
  '.cm-content': { padding: '14px 16px 40px', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 26%, transparent)',
  },
  '.cm-panels': { backgroundColor: 'var(--paper)', color: 'var(--ink)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '6px 40px 6px 10px', fontFamily: 'var(--sans)' },
  '.cm-panel.cm-search label': {
    fontSize: 'var(--size-small)',
    color: 'var(--ink-soft)',
    whiteSpace: 'nowrap',
  },
  '.cm-panel.cm-search input[type=checkbox]': { accentColor: 'var(--accent)', verticalAlign: 'middle' },
  '.cm-search .cm-textfield': {
    height: '30px',
    width: 'min(230px, 46%)',
    padding: '0 9px',
    border: '1px solid var(--line-strong)',
    borderRadius: '8px',
    backgroundColor: 'var(--page)',
    color: 'var(--ink)',
    fontSize: 'var(--size-plain)',
  },
  '.cm-search .cm-button': {
    height: '28px',
    padding: '0 9px',
    border: '1px solid var(--line-strong)',
    borderRadius: '7px',
    backgroundColor: 'transparent',
    backgroundImage: 'none',
    color: 'var(--ink)',
    font: '500 12.5px var(--sans)',
  },
  '.cm-search .cm-button:hover': { backgroundColor: 'var(--hover)' },
  '.cm-panel.cm-search [name=close]': {
    top: '6px',
    width: '30px',
    height: '30px',
    color: 'var(--ink-soft)',
    fontSize: 'var(--size-head)',
    cursor: 'pointer',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--fresh)', outline: '1px solid var(--kraft)' },
  '.cm-searchMatch.cm-searchMatch-selected': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 38%, transparent)',
  },
  // With the keyboard of a phone open there is room to find, and for nothing else.
  '@media (max-width: 760px)': {
    '.cm-search label, .cm-search br, .cm-search [name=select], .cm-search [name=replace], .cm-search [name=replaceAll]':
      { display: 'none' },
    '.cm-search .cm-button, .cm-search .cm-textfield, .cm-panel.cm-search [name=close]': { height: '40px' },
    '.cm-search .cm-textfield': { fontSize: 'var(--size-lead)' },
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--fresh)' },
})
