import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../components/button.tsx'
import { ChoiceField } from '../components/choice.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field, Switch, TextArea, TextInput } from '../components/field.tsx'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine, SubMenu } from '../components/menu.tsx'
import { NumberField } from '../components/number-field.tsx'
import { Part } from '../components/part.tsx'
import { Monogram } from '../components/person.tsx'
import { RadioCards } from '../components/radio-cards.tsx'
import { Scrolled } from '../components/scrolled.tsx'
import { Tick } from '../components/tick.tsx'
import { Tip } from '../components/tip.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { LimitBar } from '../money/limit-bar.tsx'

const PROBLEM_LOOKS = ['small', 'plain', 'large', 'around', 'boxed'] as const
const LOOKS = ['strong', 'plain', 'quiet', 'danger'] as const
const nothing = () => undefined

export function Buttons() {
  return (
    <div className="flex flex-col gap-3">
      {[false, true].map((small) => (
        <div key={String(small)} className="flex flex-wrap items-center gap-2">
          {LOOKS.map((look) => (
            <Button key={look} look={look} small={small}>
              {look}
            </Button>
          ))}
          {LOOKS.map((look) => (
            <Button key={look} look={look} small={small} disabled>
              {`${look}, off`}
            </Button>
          ))}
        </div>
      ))}
      <div className="flex items-center gap-2">
        <IconButton label="Add">
          <Plus />
        </IconButton>
        <IconButton label="Delete" disabled>
          <Trash2 />
        </IconButton>
        <Tip words="A word or two">
          <Button small>With a tip</Button>
        </Tip>
      </div>
    </div>
  )
}

export function Fields() {
  const [on, setOn] = useState(true)
  return (
    <div className="grid gap-5 min-[700px]:grid-cols-2">
      <Field label="A line" about="A sentence that explains.">
        {(id, about) => <TextInput id={id} aria-describedby={about} placeholder="Something to write" />}
      </Field>
      <Field label="A line with a problem" problem="This is not a number.">
        {(id, about) => <TextInput id={id} aria-describedby={about} aria-invalid defaultValue="twelve" />}
      </Field>
      <Field label="Several lines">{(id) => <TextArea id={id} rows={3} defaultValue={'One\nTwo'} />}</Field>
      <Choices />
      <Numbers />
      <Switch label="On" about="What it does when it is on." checked={on} onChange={setOn} />
      <Switch label="Cannot be changed" checked={false} onChange={nothing} disabled />
      <div className="flex flex-col gap-2">
        <Tick label="Ticked" about="What that means." checked={on} onChange={setOn} />
        <Tick label="Ticked for good" checked onChange={nothing} disabled />
      </div>
    </div>
  )
}

const ONES = [
  { value: 'first', name: 'First', about: 'A sentence that explains the first.' },
  { value: 'second', name: 'Second', about: 'And one about the second.' },
] as const

function Choices() {
  const [value, setValue] = useState<'first' | 'second'>('first')
  return (
    <>
      <ChoiceField label="One of several" choices={ONES} value={value} onChoose={setValue} />
      <ChoiceField label="One that is off" choices={ONES} value={value} onChoose={setValue} disabled />
      <RadioCards
        legend="One of a few ways"
        about="Each says what it is."
        choices={ONES}
        value={value}
        onChoose={setValue}
      />
    </>
  )
}

function Numbers() {
  const [whole, setWhole] = useState(1200)
  const [sum, setSum] = useState<number | null>(null)
  return (
    <div className="flex flex-col gap-5">
      <NumberField
        label="A number"
        about="From 1 to 5,000."
        value={whole}
        least={1}
        most={5000}
        onChange={setWhole}
      />
      <NumberField
        label="A number, or nothing"
        kind="any"
        value={sum}
        least={0}
        most={100}
        empty={{ value: null, name: 'No limit' }}
        onChange={setSum}
      />
      <NumberField label="A number out of bounds" value={70} least={0} most={32} onChange={nothing} />
      <NumberField label="A number that is off" value={3} least={0} most={32} disabled onChange={nothing} />
    </div>
  )
}

export function Marks() {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-4 text-plain">
        {['Alice', 'John', 'Sam', 'Carol', 'David', 'Zoë'].map((name) => (
          <span key={name} className="flex items-center gap-1.5">
            <Monogram name={name} />
            <Monogram name={name} small />
            {name}
          </span>
        ))}
        <span className="flex items-center gap-2">
          <span className="pulse" /> being written
        </span>
        <span className="caret">wet ink</span>
        <span>
          <span className="wet">pending</span> <span className="struck">taken out</span>
        </span>
      </div>
      <div className="grid max-w-[560px] gap-3">
        <LimitBar name="Under every limit" state={{ spent: 4, soft: 10, hard: 20 }} />
        <LimitBar name="People are told" state={{ spent: 12, soft: 10, hard: 20 }} />
        <LimitBar name="Claude stops" state={{ spent: 22, soft: 10, hard: 20 }} />
        <LimitBar name="No limit" state={{ spent: 3, soft: null, hard: null }} />
      </div>
    </div>
  )
}

export function Menus() {
  const [value, setValue] = useState('first')
  return (
    <Menu align="start" trigger={<Button>Open the menu</Button>}>
      <MenuLabel>A label</MenuLabel>
      <MenuItem icon={<Plus />} note="a note">
        An item
      </MenuItem>
      <MenuItem disabled>Not now</MenuItem>
      <MenuItem icon={<Trash2 />} danger>
        Something dangerous
      </MenuItem>
      <MenuLine />
      <SubMenu icon={<Plus />} name="More">
        <MenuItem>Deeper</MenuItem>
      </SubMenu>
      <MenuLine />
      <MenuChoice
        value={value}
        onChoose={setValue}
        choices={[
          { value: 'first', name: 'First' },
          { value: 'second', name: 'Second' },
        ]}
      />
    </Menu>
  )
}

export function Messages() {
  return (
    <div className="flex flex-wrap gap-2">
      <Button small onClick={() => say({ words: 'Something was done.' })}>
        Say
      </Button>
      <Button
        small
        onClick={() => say({ words: 'It was put away.', action: { name: 'Undo', run: nothing } })}
      >
        Say with a way back
      </Button>
      <Button small onClick={() => sayProblem('The server did not answer. Nothing was changed.')}>
        Say a problem
      </Button>
      <div className="flex basis-full flex-col gap-2">
        {PROBLEM_LOOKS.map((look) => (
          <ToldProblem key={look} text={`Nothing was changed (${look}).`} look={look} />
        ))}
      </div>
    </div>
  )
}

export function Dialogs() {
  const [open, setOpen] = useState<'small' | 'wide' | 'broad' | null>(null)
  return (
    <div className="flex flex-wrap gap-2">
      {(['small', 'wide', 'broad'] as const).map((size) => (
        <Button key={size} small onClick={() => setOpen(size)}>
          {`Dialog, ${size}`}
        </Button>
      ))}
      {open && (
        <Dialog
          title="A dialog"
          about="A sentence that says what it is for."
          open
          wide={open === 'wide'}
          broad={open === 'broad'}
          onClose={() => setOpen(null)}
          actions={
            <>
              <Button onClick={() => setOpen(null)}>Leave it</Button>
              <Button look="strong" onClick={() => setOpen(null)}>
                Do it
              </Button>
            </>
          }
        >
          <Part title="A part of it">
            <Field label="A line">{(id) => <TextInput id={id} />}</Field>
            <Scrolled label="A long list" className="max-h-32">
              {Array.from({ length: 20 }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
                <p key={index}>{`Line ${index + 1}`}</p>
              ))}
            </Scrolled>
          </Part>
        </Dialog>
      )}
    </div>
  )
}
