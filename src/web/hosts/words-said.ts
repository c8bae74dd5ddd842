import { SAYINGS, type SayingCode } from '../../workspace/hosts.ts'
import { catalogue } from '../language/language.ts'

export type SaidWords = Readonly<Record<SayingCode, string>>

const ENGLISH: SaidWords = SAYINGS

/** What the server says of hosts, by its codes. `failed` may have a `{title}`: what failed, in the words of this language. */
export const words = catalogue('hosts-said', ENGLISH)
