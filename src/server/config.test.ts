import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BadSetting, readConfig, SETTINGS } from './config.ts'

const message = (flags: Record<string, string>, variables: Record<string, string> = {}) => {
  try {
    readConfig(flags, variables)
  } catch (error) {
    if (error instanceof BadSetting) return error.message
    throw error
  }
  throw new Error('Expected the settings to be refused.')
}

describe('readConfig', () => {
  it('has a value for everything when nothing is set', () => {
    expect(readConfig({}, {})).toMatchObject({
      port: 8501,
      host: '127.0.0.1',
      data: resolve('data'),
      memories: resolve('memories'),
      claude: null,
      model: null,
      maxDocument: 1_000_000,
    })
  })

  it('lets a flag win over its variable, and an empty variable count as not set', () => {
    const variables = { COMMONPLACE_PORT: '9000', COMMONPLACE_CLAUDE: 'rehearsal', COMMONPLACE_MODEL: '' }
    expect(readConfig({ port: '9001' }, variables)).toMatchObject({
      port: 9001,
      claude: 'rehearsal',
      model: null,
    })
    expect(readConfig({}, variables).port).toBe(9000)
  })

  it('says in one line where the wrong setting stands, what was expected and what came', () => {
    expect(message({ port: '65536' })).toBe('--port: Expected a whole number from 0 to 65535; got "65536".')
    expect(message({}, { COMMONPLACE_PORT: 'abc' })).toMatch(/^COMMONPLACE_PORT: Expected a whole number/)
    expect(message({ claude: 'gpt' })).toBe(
      '--claude: Expected one of: auto, rehearsal, anthropic, bedrock, aws, vertex, foundry, or server-… as it was set up; got "gpt".',
    )
    for (const text of ['', '-1', '1.5', '0x50', '1e3', ' 80', '80\n81']) {
      expect(message({ port: text })).not.toContain('\n')
    }
  })

  it.each(['0.0.0.0', '::', '192.168.1.2', 'example.com', '127.0.0.1.example.com', 'localhost.evil', ''])(
    'does not let other machines in by the address %j',
    (host) => expect(message({ host })).toMatch(/no sign-in yet/),
  )

  it.each([['localhost'], ['127.0.0.1'], ['127.1.2.3'], ['::1'], ['[::1]']])('listens on %s', (host) => {
    expect(readConfig({ host }, {}).host).toBe(host.replaceAll(/[[\]]/g, ''))
  })

  it('has at most fifteen settings', () => {
    expect(Object.keys(SETTINGS).length).toBeLessThanOrEqual(15)
  })
})
