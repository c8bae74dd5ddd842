/** The key that credentials are sealed with: AES-256-GCM, from a file of its own or from a secret that the operator holds. */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readOrNull, writeWhole } from './whole-file.ts'

export interface Keyring {
  /** Where the key for sealing comes from. */
  readonly kind: 'file' | 'secret'
  seal(text: string): { readonly salt: string; readonly sealed: string }
  /** What was sealed with a key of either kind; null when it does not open. */
  open(kind: Keyring['kind'], salt: string, sealed: string): string | null
  /** Removes the key file, when there is one. */
  dropFile(): void
}

const ALGORITHM = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Writes the key file with the first sealing. Throws when a key file is there that cannot be one. */
export function openKeyring(folder: string, secret: string | null): Keyring {
  const file = join(folder, 'credentials.key')
  const keyOfFile = () => readKey(file)
  const keyOfSecret = (salt: string) =>
    secret === null ? null : scryptSync(secret, Buffer.from(salt, 'base64'), KEY_BYTES)
  return {
    kind: secret === null ? 'file' : 'secret',
    seal(text) {
      const salt = randomBytes(16).toString('base64')
      const key = keyOfSecret(salt) ?? keyOfFile() ?? makeKey(file)
      return { salt, sealed: seal(text, key) }
    },
    open(kind, salt, sealed) {
      const key = kind === 'file' ? keyOfFile() : keyOfSecret(salt)
      return key && unseal(sealed, key)
    },
    dropFile: () => rmSync(file, { force: true }),
  }
}

function readKey(file: string): Buffer | null {
  const text = readOrNull(file)
  if (text === null) return null
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length === KEY_BYTES) return key
  throw new Error(
    `Expected ${file} to hold a key as Commonplace wrote it. Give it back, or move it and credentials.json away.`,
  )
}

function makeKey(file: string): Buffer {
  const key = randomBytes(KEY_BYTES)
  writeWhole(file, key.toString('base64'))
  return key
}

function seal(text: string, key: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

/** null for anything that was not sealed with this key, or was changed since. */
function unseal(sealed: string, key: Buffer): string | null {
  const bytes = Buffer.from(sealed, 'base64')
  const nonce = bytes.subarray(0, NONCE_BYTES)
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  if (tag.length < TAG_BYTES) return null
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAuthTag(tag)
  try {
    const body = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
    return Buffer.concat([body, decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
