import type { HostField, HostForm, HostKind } from '../../workspace/hosts.ts'
import { InEnglish } from '../components/in-english.tsx'
import { words } from './words-forms.ts'

/** What a kind of host is called: mostly its own name, which is the same everywhere. */
export function formName({ kind, name }: HostForm): string {
  return words()[kind]?.name ?? name
}

/** What a kind of host is, in one sentence. */
export function FormAbout({ form: { kind, about } }: { readonly form: HostForm }) {
  return words()[kind]?.about ?? <InEnglish>{about}</InEnglish>
}

export function fieldLabel(kind: HostKind, { name, label }: HostField): string {
  return words()[kind]?.fields[name]?.label ?? label
}

/** What a field is for, and where its value comes from. */
export function FieldHelp({ kind, field: { name, help } }: FieldHelpProps) {
  return words()[kind]?.fields[name]?.help ?? <InEnglish>{help}</InEnglish>
}

interface FieldHelpProps {
  readonly kind: HostKind
  readonly field: HostField
}
