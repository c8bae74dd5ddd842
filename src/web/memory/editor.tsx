import { Compartment } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { DocumentInfo } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { SpeakerPicker } from '../chat/speaker.tsx'
import { Button } from '../components/button.tsx'
import { say } from '../components/toast.tsx'
import { setMyName } from '../me.ts'
import { useBlame } from '../past/blame-switch.ts'
import { BlameButton, blameQuery } from '../past/lines-view.tsx'
import { current } from '../store/store.ts'
import { hand } from '../words.ts'
import { type Buffer, editing, fieldOf, isUnsaved } from './buffers.ts'
import { ConflictView } from './conflict-view.tsx'
import { type BlameMargin, blameMargin } from './editor-blame.ts'
import { type FieldCalls, fieldExtensions, fieldState, keptField } from './editor-field.ts'
import { LeaveDialog } from './leave-dialog.tsx'
import { tellOutcome } from './outcome.ts'
import { words } from './words-editor.ts'

/** Edits a document. Saving on top of somebody else's change joins both, or shows both sides to choose from. */
export function Editor({ info, buffer }: { readonly info: DocumentInfo; readonly buffer: Buffer }) {
  const [saving, setSaving] = useState(false)
  const save = async () => {
    setSaving(true)
    await saveBuffer(info, buffer)
    setSaving(false)
  }
  const latest = useRef(save)
  latest.current = save
  const newer = info.version !== buffer.base
  const said = words()
  const { conflict } = buffer
  const signAs = (name: string) => {
    setMyName(name)
    editing.sign(info.document, name)
  }
  const [ready, setReady] = useState(false)
  const margin = useMargin(buffer)
  const [leaving, setLeaving] = useState(false)
  const leave = () => (isUnsaved(buffer) ? setLeaving(true) : leaveField(info.document))
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {conflict ? (
        <ConflictView
          key={conflict.present.version}
          conflict={conflict}
          by={buffer.by}
          onChoices={(choices) => editing.choose(info.document, choices)}
          onText={(text) => {
            setReady(text !== null)
            if (text !== null) editing.write(info.document, text)
          }}
          onWhole={() => editing.settle(info.document, conflict.merged)}
        />
      ) : (
        <>
          {/* Its place stands before its words, so that they are said. */}
          <div role="status">
            {newer && (
              <p className="border-y border-line bg-fresh/50 px-4 py-2 text-small text-soft">
                {said.newer(hand(info.changedBy))}
              </p>
            )}
          </div>
          <div className="flex justify-end border-b border-line px-3 py-1 max-[760px]:[@media(max-height:600px)]:hidden">
            <BlameButton />
          </div>
          <TextField
            document={info.document}
            text={buffer.text}
            margin={margin}
            onText={(text) => editing.write(info.document, text)}
            onSave={() => void latest.current()}
            onLeave={leave}
          />
        </>
      )}
      <footer className="flex flex-wrap items-center gap-2 border-t border-line px-3 py-2.5">
        <div className="min-w-0 flex-1">
          <SpeakerPicker words={said.savedAs} speaker={buffer.by} onChange={signAs} />
        </div>
        <Button small look="quiet" onClick={leave}>
          {said.cancel}
        </Button>
        <Button
          small
          look="strong"
          disabled={saving || (conflict ? !ready : buffer.text === buffer.baseText)}
          onClick={() => void save()}
        >
          {saving ? said.saving : said.save}
        </Button>
      </footer>
      {leaving && (
        <LeaveDialog
          canSave={!conflict}
          onStay={() => setLeaving(false)}
          onSave={() => {
            setLeaving(false)
            void save()
          }}
          onDrop={() => leaveField(info.document)}
        />
      )}
    </div>
  )
}

/** Back to reading, with the focus where one reads. */
function leaveField(document: string): void {
  editing.end(document)
  requestAnimationFrame(() => window.document.querySelector<HTMLElement>('[data-document]')?.focus())
}

async function saveBuffer(info: DocumentInfo, buffer: Buffer, allowSecrets = false): Promise<void> {
  const answer = await api.save(info.document, buffer.base, buffer.text, buffer.by, allowSecrets)
  if (answer.ok && answer.value.kind === 'conflict') {
    editing.meet(info.document, answer.value)
    return
  }
  if (answer.ok && answer.value.kind === 'unchanged') {
    leaveField(info.document)
    return say({ words: words().nothingToSave })
  }
  const allSame = () => void saveBuffer(info, buffer, true)
  if (tellOutcome(answer, words().saved, { allSame })) leaveField(info.document)
}

/** CodeMirror as a controlled field: outside changes of the text come in without losing the place. */
function TextField({ document, text, margin, onText, onSave, onLeave }: TextFieldProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const calls = useRef<FieldCalls>({ onText, onSave, onLeave })
  calls.current = { onText, onSave, onLeave }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once; later texts come through the effect below
  useEffect(() => {
    if (!place.current) return
    const made = new EditorView({
      parent: place.current,
      state: fieldState(text, fieldOf(document), [
        fieldExtensions(() => calls.current),
        MARGIN.of(margin ? blameMargin(margin) : []),
      ]),
    })
    view.current = made
    made.focus()
    made.dispatch({ scrollIntoView: true })
    return () => {
      editing.putAway(document, keptField(made.state))
      made.destroy()
    }
  }, [])

  useEffect(() => {
    const editor = view.current
    if (editor && editor.state.doc.toString() !== text) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } })
    }
  }, [text])

  useEffect(() => {
    view.current?.dispatch({ effects: MARGIN.reconfigure(margin ? blameMargin(margin) : []) })
  }, [margin])

  return <div ref={place} className="min-h-0 flex-1 overflow-hidden bg-page [&_.cm-editor]:h-full" />
}

/** Who wrote the lines, once it is known and while one wants to see it. */
function useMargin({ document, base, baseText }: Buffer): BlameMargin | null {
  const on = useBlame()
  const { data } = useQuery({ ...blameQuery(document, base), enabled: on })
  return useMemo(
    () =>
      on && data
        ? { blame: data, baseText, chatName: (chat) => current().app?.workspace.chats[chat]?.name }
        : null,
    [on, data, baseText],
  )
}

/** What the editor has beside its text changes while one writes. */
const MARGIN = new Compartment()

interface TextFieldProps extends FieldCalls {
  readonly document: string
  readonly text: string
  readonly margin: BlameMargin | null
}
