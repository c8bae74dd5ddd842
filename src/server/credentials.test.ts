import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCredentials } from './credentials.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-credentials-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the credentials', () => {
  it('are empty at first and leave no file', () => {
    expect(openCredentials(folder).anthropicKey()).toBeNull()
    expect(readdirSync(folder)).toEqual([])
  })

  it('are there again after a restart, in one file that only its owner can read', () => {
    openCredentials(folder).saveAnthropicKey('sk-one')
    openCredentials(folder).saveAnthropicKey('sk-two')
    expect(openCredentials(folder).anthropicKey()).toBe('sk-two')
    expect(readdirSync(folder)).toEqual(['credentials.json'])
    expect(statSync(join(folder, 'credentials.json')).mode & 0o777).toBe(0o600)
  })

  it('are closed to others even where the file was open before', () => {
    const file = join(folder, 'credentials.json')
    writeFileSync(file, '{"anthropic":{"apiKey":"sk-old"}}')
    chmodSync(file, 0o644)
    writeFileSync(`${file}.new`, 'left by a crash')
    const credentials = openCredentials(folder)
    expect(credentials.anthropicKey()).toBe('sk-old')
    credentials.saveAnthropicKey('sk-new')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(openCredentials(folder).anthropicKey()).toBe('sk-new')
  })

  it('do not quote a file that cannot be read', () => {
    writeFileSync(join(folder, 'credentials.json'), '{"anthropic":{"apiKey":"sk-canary"')
    expect(() => openCredentials(folder)).toThrow(/^Expected .*credentials\.json to hold keys/)
    expect(() => openCredentials(folder)).not.toThrow(/canary/)
  })
})
