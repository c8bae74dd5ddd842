/**
 * Hosts that people set up, with their secrets. They stand encrypted in one file that only its owner can read, and go nowhere
 * else: not into events, not into the state, not into logs or answers.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ListedModel } from '../claude/models-listed.ts'
import { type Keyring, openKeyring } from './credentials-key.ts'
import { LISTED_MODELS } from './listed-models.ts'
import { readOrNull, writeWhole } from './whole-file.ts'

/** A host as it was set up. `fields` holds secrets. */
export interface KeptHost {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly fields: Readonly<Record<string, string>>
  /** What it listed when it was last asked. */
  readonly models: readonly ListedModel[]
}

export interface Credentials {
  /** In the order in which they were set up. */
  hosts(): readonly KeptHost[]
  /** Durable and whole when it returns, or it throws and the old file stands. */
  save(hosts: readonly KeptHost[]): void
}

const FILE = 'credentials.json'

const HOSTS = z.array(
  z.object({
    id: z.string(),
    kind: z.string(),
    name: z.string(),
    fields: z.record(z.string(), z.string()),
    models: LISTED_MODELS,
  }),
)
const SEALED = z.object({
  version: z.literal(2),
  /** Whether the key is in its own file or made from `COMMONPLACE_SECRET`. */
  key: z.enum(['file', 'secret']),
  salt: z.string(),
  sealed: z.string(),
})
/** As it stood before it was encrypted. */
const PLAIN = z.strictObject({ anthropic: z.object({ apiKey: z.string().min(1) }).optional() })

/**
 * Hosts kept in `<folder>/credentials.json`. `secret`: what the key is made from, instead of a file beside it; a file that was
 * sealed the other way is sealed anew. Throws when the file is there and cannot be opened, without quoting it.
 */
export function openCredentials(folder: string, secret: string | null): Credentials {
  // A crash may have left one of the times when it was not encrypted.
  rmSync(`${join(folder, FILE)}.new`, { force: true })
  const { file, keyring, read } = lookInto(folder, secret)
  let kept = read?.hosts ?? []
  const save = (hosts: readonly KeptHost[]) => {
    const { salt, sealed } = keyring.seal(JSON.stringify(hosts))
    writeWhole(file, JSON.stringify({ version: 2, key: keyring.kind, salt, sealed }))
    kept = hosts
  }
  if (read?.stale) save(read.hosts)
  if (keyring.kind === 'secret') keyring.dropFile()
  return { hosts: () => kept, save }
}

/** The same hosts for somebody who only looks while a server may be running: nothing is written. Throws as `openCredentials`. */
export function readCredentials(folder: string, secret: string | null): readonly KeptHost[] {
  return lookInto(folder, secret).read?.hosts ?? []
}

function lookInto(folder: string, secret: string | null) {
  const file = join(folder, FILE)
  const keyring = openKeyring(folder, secret)
  const text = readOrNull(file)
  return { file, keyring, read: text === null ? null : readHosts(text, file, keyring) }
}

interface ReadHosts {
  readonly hosts: readonly KeptHost[]
  /** Not encrypted, or with the other key. */
  readonly stale: boolean
}

function readHosts(text: string, file: string, keyring: Keyring): ReadHosts {
  const parsed = parseJson(text)
  const plain = PLAIN.safeParse(parsed)
  if (plain.success) return { hosts: ofPlain(plain.data.anthropic?.apiKey), stale: true }
  const outer = SEALED.safeParse(parsed)
  // The parser's own words could quote what is in it.
  if (!outer.success)
    throw new Error(`Expected ${file} to hold keys as Commonplace wrote them. Mend it or move it away.`)
  const { key, salt, sealed } = outer.data
  const opened = keyring.open(key, salt, sealed)
  const hosts = HOSTS.safeParse(opened === null ? null : parseJson(opened))
  if (hosts.success) return { hosts: hosts.data, stale: key !== keyring.kind }
  const with_ = key === 'secret' ? 'COMMONPLACE_SECRET as it was' : 'the file credentials.key beside it'
  throw new Error(
    `Cannot open ${file}: it needs ${with_}. Give that back, or move the file away and type the keys again.`,
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function ofPlain(apiKey: string | undefined): readonly KeptHost[] {
  if (apiKey === undefined) return []
  return [{ id: 'anthropic', kind: 'anthropic', name: 'Claude API', fields: { apiKey }, models: [] }]
}
