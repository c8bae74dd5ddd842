import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type KeptHost, openCredentials, readCredentials } from './credentials.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-credentials-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const KEY = 'sk-ant-canary-0123456789'
const SECRET = 'a long secret of the operator'
const HOST: KeptHost = {
  id: 'anthropic',
  kind: 'anthropic',
  name: 'Claude API',
  fields: { apiKey: KEY },
  models: [{ id: 'claude-sonnet-5-5', name: 'Claude Sonnet 5.5' }],
}
const file = () => join(folder, 'credentials.json')
const keyFile = () => join(folder, 'credentials.key')
const everything = () =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n')

describe('the credentials', () => {
  it('are empty at first and leave no file', () => {
    expect(openCredentials(folder, null).hosts()).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })

  it('are there again after a restart, encrypted, in files that only their owner can read', () => {
    openCredentials(folder, null).save([])
    openCredentials(folder, null).save([HOST])
    expect(openCredentials(folder, null).hosts()).toEqual([HOST])
    expect(readdirSync(folder).sort()).toEqual(['credentials.json', 'credentials.key'])
    for (const each of [file(), keyFile()]) expect(statSync(each).mode & 0o777).toBe(0o600)
    expect(everything()).not.toContain('canary')
    expect(readFileSync(file(), 'utf8')).not.toContain(Buffer.from(KEY).toString('base64').slice(0, 12))
  })

  it('keep what a host said of a model, and pass over what this version does not understand of it', () => {
    const says = { contextWindow: 32_768, efforts: ['low', 'max'], compaction: { onDemand: true } } as const
    const model = { id: 'next', name: 'Next' }
    openCredentials(folder, null).save([{ ...HOST, models: [{ ...model, says }] }])
    expect(openCredentials(folder, null).hosts()).toEqual([{ ...HOST, models: [{ ...model, says }] }])
    const later = { ...model, says: { ...says, efforts: ['ultra'] } } as unknown as typeof model
    openCredentials(folder, null).save([{ ...HOST, models: [later] }])
    expect(openCredentials(folder, null).hosts()).toEqual([{ ...HOST, models: [model] }])
  })

  it('never write the same twice, so that nobody can tell what changed', () => {
    const credentials = openCredentials(folder, null)
    credentials.save([HOST])
    const first = readFileSync(file(), 'utf8')
    credentials.save([HOST])
    expect(readFileSync(file(), 'utf8')).not.toBe(first)
  })

  it('that stood open before are encrypted at the next start, with what a crash left beside them', () => {
    writeFileSync(file(), `{"anthropic":{"apiKey":"${KEY}"}}`)
    chmodSync(file(), 0o644)
    writeFileSync(`${file()}.new`, KEY)
    expect(openCredentials(folder, null).hosts()).toEqual([{ ...HOST, models: [] }])
    expect(everything()).not.toContain('canary')
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })

  it('can be encrypted with a secret of the operator instead, and moved there and back', () => {
    openCredentials(folder, null).save([HOST])
    expect(openCredentials(folder, SECRET).hosts()).toEqual([HOST])
    expect(existsSync(keyFile())).toBe(false)
    expect(openCredentials(folder, SECRET).hosts()).toEqual([HOST])
    expect(everything()).not.toContain(SECRET)
  })

  it.each([null, 'another long secret'])('do not open with another secret (%s), and say so', (other) => {
    openCredentials(folder, SECRET).save([HOST])
    const before = readFileSync(file(), 'utf8')
    expect(() => openCredentials(folder, other)).toThrow(/it needs COMMONPLACE_SECRET as it was/)
    expect(readFileSync(file(), 'utf8')).toBe(before)
  })

  it('do not open without their key file, nor when a single letter was changed', () => {
    openCredentials(folder, null).save([HOST])
    const key = readFileSync(keyFile())
    rmSync(keyFile())
    expect(() => openCredentials(folder, null)).toThrow(/credentials\.key/)
    writeFileSync(keyFile(), key)
    const { sealed, ...rest } = JSON.parse(readFileSync(file(), 'utf8'))
    const at = 60
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
    writeFileSync(file(), JSON.stringify({ ...rest, sealed: changed }))
    expect(() => openCredentials(folder, null)).toThrow(/^Cannot open/)
  })

  it('do not quote a file that cannot be read', () => {
    writeFileSync(file(), '{"anthropic":{"apiKey":"sk-canary"')
    expect(() => openCredentials(folder, null)).toThrow(/^Expected .*credentials\.json to hold keys/)
    expect(() => openCredentials(folder, null)).not.toThrow(/canary/)
  })

  it('can be looked at while a server has them, without writing anything', () => {
    writeFileSync(file(), `{"anthropic":{"apiKey":"${KEY}"}}`)
    expect(readCredentials(folder, SECRET)).toHaveLength(1)
    expect(readdirSync(folder)).toEqual(['credentials.json'])
    expect(readFileSync(file(), 'utf8')).toContain(KEY)
  })
})
