/** What people typed for hosts: checked, joined with what is kept, and shown without a secret. */
import type { HostKind } from '../claude/contract.ts'
import {
  ADDRESSES,
  type FieldName,
  type Fields,
  formOf,
  type HostForm,
  labelOf,
  whatIsExpected,
} from '../claude/forms.ts'
import { inWords, type Saying, saying } from '../claude/sayings.ts'
import type { HostSetup, SetUpHost } from '../workspace/hosts.ts'
import type { KeptHost } from './credentials.ts'

/** A host that is set up, as the rest of this folder works with it. `fields` holds secrets. */
export interface Setup extends Omit<KeptHost, 'kind' | 'fields'> {
  readonly kind: HostKind
  readonly fields: Fields
}

export type Typed =
  | { readonly ok: true; readonly setup: Setup }
  | { readonly ok: false; readonly message: string; readonly said: Saying }

/** What was kept, as far as this version knows it. */
export function readSetups(kept: readonly KeptHost[]): readonly Setup[] {
  return kept.flatMap((host) => {
    const form = formOf(host.kind as HostKind)
    if (!form) return []
    const fields = Object.fromEntries(
      form.fields.flatMap(({ name }) => (host.fields[name] === undefined ? [] : [[name, host.fields[name]]])),
    )
    return [{ ...host, kind: form.kind, fields }]
  })
}

/** As it may be shown to everybody. */
export function shownSetup({ id, kind, name, fields }: Setup): HostSetup {
  const known = (formOf(kind)?.fields ?? []).filter((field) => fields[field.name] !== undefined)
  return {
    id,
    kind,
    name,
    fields: Object.fromEntries(
      known.filter(({ secret }) => !secret).map((field) => [field.name, fields[field.name] ?? '']),
    ),
    kept: known.filter(({ secret }) => secret).map((field) => field.name),
  }
}

/** Checks what was typed and joins it with what is kept for the same host. Says what is wrong without quoting it. */
export function readTyped(typed: SetUpHost, kept: readonly Setup[]): Typed {
  const form = formOf(typed.kind)
  if (!form) return refused(saying('nothingToSetUp'))
  const unknown = Object.keys(typed.fields).find((name) => !form.fields.some((field) => field.name === name))
  if (unknown !== undefined) return refused(saying('noSuchField', { host: form.name, field: unknown }))
  const name = nameOf(form, typed)
  if (name === null) return refused(saying('nameExpected'))
  const id = form.several ? `${form.kind}-${slug(name)}` : form.kind
  const before = kept.find((setup) => setup.id === id)
  const fields: Partial<Record<FieldName, string>> = {}
  for (const field of form.fields) {
    const given = typed.fields[field.name]
    const value =
      given === null ? '' : (given ?? '').trim() || (field.secret ? before?.fields[field.name] : '')
    if (!value) continue
    const shape = whatIsExpected(field, value)
    if (shape) return refused(saying('fieldExpected', { field: labelOf(form.kind, field), shape }))
    fields[field.name] = value
  }
  const moved = before && sendsElsewhere(form, before, fields, typed)
  if (moved) return refused(moved)
  return { ok: true, setup: { id, kind: form.kind, name, fields, models: [] } }
}

/** A kept secret goes only where it was typed for: otherwise whoever changes the address would be sent it. */
function sendsElsewhere(form: HostForm, before: Setup, fields: Fields, typed: SetUpHost): Saying | null {
  if (ADDRESSES.every((name) => before.fields[name] === fields[name])) return null
  const reused = form.fields.find(
    ({ name, secret }) => secret && fields[name] !== undefined && !typed.fields[name],
  )
  if (!reused) return null
  return saying('typeAgain', { field: labelOf(form.kind, reused) })
}

function nameOf(form: HostForm, { name }: SetUpHost): string | null {
  if (!form.several) return form.name
  const clean = (name ?? '').trim()
  return slug(clean) === '' ? null : clean
}

/** A name as part of an id: two names that differ only in what is left out here are the same host. */
function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
}

function refused(said: Saying): Typed {
  return { ok: false, message: inWords(said), said }
}
