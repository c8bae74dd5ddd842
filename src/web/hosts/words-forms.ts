import type { HostKind } from '../../workspace/hosts.ts'
import { catalogue } from '../language/language.ts'

/** What the form of a host says. */
export interface FormWords {
  /** Where the host has no name of its own. */
  readonly name?: string
  readonly about: string
  /** By the names of the fields. */
  readonly fields: Readonly<Record<string, FieldWords>>
}

export interface FieldWords {
  readonly label: string
  readonly help: string
}

export type FormsWords = Readonly<Partial<Record<HostKind, FormWords>>>

/** The server's own words are English. */
const ENGLISH: FormsWords = {}

/** What the forms of hosts say, where it is not what the server says. */
export const words = catalogue('hosts-forms', ENGLISH)
