// biome-ignore-all lint/suspicious/noArrayIndexKey: a line is its place
import { useQuery } from '@tanstack/react-query'
import { ArrowRightLeft } from 'lucide-react'
import { useMemo, useState } from 'react'
import { type DiffLine, diffCounts, diffOf } from '../chat/diff.ts'
import { DiffView } from '../chat/diff-view.tsx'
import { IconButton } from '../components/button.tsx'
import { ChoiceField } from '../components/choice.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Scrolled } from '../components/scrolled.tsx'
import { Tick } from '../components/tick.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { isNarrow } from '../memory/open.ts'
import { textQuery } from '../memory/texts.ts'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { fileName, moment } from '../words.ts'
import { besideEachOther } from './beside.ts'
import { ErasedNote } from './erased-note.tsx'
import { type Version, versionsQuery, versionWords } from './versions.ts'
import { words } from './words.ts'

/** Any two versions of a document, one below or beside the other. */
export function CompareDialog({ document, from: firstFrom, to: firstTo, onClose }: CompareDialogProps) {
  const [from, setFrom] = useState(firstFrom)
  const [to, setTo] = useState(firstTo)
  const [beside, setBeside] = useState(!isNarrow())
  const info = useWorkspace((workspace) => workspace.documents[document])
  const versions = useQuery(versionsQuery(document, info?.version ?? 0))
  const all = versions.data ?? []
  const said = words().compare
  return (
    <Dialog
      title={info ? said.title(fileName(info.path)) : said.titleOfVersions}
      open
      broad
      onClose={onClose}
    >
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-end gap-2">
          <Choose label={said.from} versions={all} value={from} onChange={setFrom} />
          <IconButton
            label={said.exchange}
            onClick={() => {
              setFrom(to)
              setTo(from)
            }}
          >
            <ArrowRightLeft />
          </IconButton>
          <Choose label={said.to} versions={all} value={to} onChange={setTo} />
          <Tick
            label={said.beside}
            className="ms-auto h-9 items-center! text-soft max-[760px]:hidden"
            checked={beside}
            onChange={setBeside}
          />
        </div>
        {versions.error ? (
          <ToldProblem text={versions.error.message} />
        ) : (
          <Compared document={document} from={from} to={to} beside={beside} versions={all} />
        )}
      </div>
    </Dialog>
  )
}

export interface CompareDialogProps {
  readonly document: string
  readonly from: number
  readonly to: number
  readonly onClose: () => void
}

function Choose({ label, versions, value, onChange }: ChooseProps) {
  const now = useNow()
  const known = versions.some(({ number }) => number === value)
  return (
    <div className="min-w-0 flex-1 max-[760px]:basis-full">
      <ChoiceField
        label={label}
        choices={[
          ...(known ? [] : [{ value, name: `${value}` }]),
          ...versions.map((version) => ({ value: version.number, name: versionWords(version, now) })),
        ]}
        value={value}
        onChoose={onChange}
      />
    </div>
  )
}

interface ChooseProps {
  readonly label: string
  readonly versions: readonly Version[]
  readonly value: number
  readonly onChange: (version: number) => void
}

function Compared({ document, from, to, beside, versions }: ComparedProps) {
  const erased = [from, to].find((each) => versions.some(({ number, erased }) => number === each && erased))
  const before = useQuery({ ...textQuery(document, from), enabled: erased === undefined })
  const after = useQuery({ ...textQuery(document, to), enabled: erased === undefined })
  const lines = useMemo(
    () => (before.data === undefined || after.data === undefined ? null : diffOf(before.data, after.data)),
    [before.data, after.data],
  )
  if (erased !== undefined) return <ErasedNote document={document} version={erased} />
  const problem = before.error ?? after.error
  if (problem) return <ToldProblem text={problem.message} />
  if (!lines) return <p className="py-4 text-plain text-faint">{words().comparing}</p>
  const { added, removed } = diffCounts(lines)
  const said = words().compare
  if (added + removed === 0)
    return <p className="py-6 text-center font-serif text-title text-soft">{said.same}</p>
  const at = (number: number) => versions.find((version) => version.number === number)?.commit.at
  return (
    <>
      <p role="status" className="nums text-small text-faint">
        {said.counts(added, removed)}
      </p>
      <Scrolled label={said.difference} className="max-h-[56dvh] rounded-xl border border-line bg-page">
        {beside ? (
          <SideBySide lines={lines} left={at(from)} right={at(to)} />
        ) : (
          <div className="py-1">
            <DiffView lines={lines} />
          </div>
        )}
      </Scrolled>
    </>
  )
}

interface ComparedProps {
  readonly document: string
  readonly from: number
  readonly to: number
  readonly beside: boolean
  readonly versions: readonly Version[]
}

const CELL = 'min-w-0 px-3 break-words whitespace-pre-wrap'

function SideBySide({ lines, left, right }: SideBySideProps) {
  const rows = besideEachOther(lines)
  const said = words().compare
  return (
    <table className="w-full table-fixed border-collapse font-mono text-small leading-text">
      <thead className="sticky top-0 bg-page font-sans text-tiny text-faint">
        <tr className="border-b border-line">
          <th className="px-3 py-1 text-start font-medium">{left ? moment(left) : said.from}</th>
          <th className="border-s border-line px-3 py-1 text-start font-medium">
            {right ? moment(right) : said.to}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) =>
          row.kind === 'changed' ? (
            <tr key={index} className="align-top">
              <td
                dir="auto"
                className={`${CELL} ${row.left === null ? 'bg-sunken/50' : 'bg-bad-wash text-soft'}`}
              >
                {row.left !== null && <span className="sr-only">{said.removed}</span>}
                {row.left === null ? '' : row.left || '\u200b'}
              </td>
              <td
                dir="auto"
                className={`${CELL} border-s border-line ${row.right === null ? 'bg-sunken/50' : 'bg-good-wash text-ink'}`}
              >
                {row.right !== null && <span className="sr-only">{said.added}</span>}
                {row.right === null ? '' : row.right || '\u200b'}
              </td>
            </tr>
          ) : row.kind === 'gap' ? (
            <tr key={index}>
              <td colSpan={2} className="px-3 py-0.5 font-sans text-tiny text-faint">
                {row.text}
              </td>
            </tr>
          ) : (
            <tr key={index} className="align-top text-soft">
              <td dir="auto" className={CELL}>
                {row.text || '\u200b'}
              </td>
              <td dir="auto" className={`${CELL} border-s border-line`}>
                {row.text || '\u200b'}
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

interface SideBySideProps {
  readonly lines: readonly DiffLine[]
  readonly left: string | undefined
  readonly right: string | undefined
}
