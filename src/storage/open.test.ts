import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findPostgres, ownSchema } from '../../test/postgres.ts'
import { all, append, draft } from './conformance/drafts.ts'
import { openBackend } from './open.ts'
import { parsePostgresUrl } from './postgres-address.ts'

const server = await findPostgres()
afterAll(() => server?.stop())

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonplace-open-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('openBackend', () => {
  it.each([
    '',
    'sqlite:',
    'sqlite://',
    'sqlite://host/file',
    'mysql://h/d',
    'memory:x',
    'postgres://h',
    'postgres:x',
  ])('refuses %s and says what was expected', (url) => {
    expect(() => openBackend(url)).toThrow(/ came\.$/)
  })

  it('repeats no password when it refuses', () => {
    expect(() => openBackend('mysql://alice:hunter2@host/d')).toThrow(/^(?!.*hunter2)/)
    expect(() => openBackend('postgres://alice:hunter2@host/d?schema=A-B')).toThrow(/^(?!.*hunter2).*A-B/)
    expect(openBackend('postgres://alice:hunter2@host/d').describe).toBe(
      'PostgreSQL at host, database d, schema commonplace',
    )
  })

  it('keeps several memories of one file apart, by path and by address, and closes the file after the last', async () => {
    const file = join(folder, 'a.db')
    const backend = openBackend(file)
    const [one, two] = await Promise.all([backend.log('default'), backend.log('other')])
    await append(one, 0, [draft('a')])
    await append(two, 0, [draft('b'), draft('c')])
    await one.close()
    await one.close()
    expect(await two.head()).toBe(2)
    await two.close()
    await expect(two.head()).rejects.toThrow()
    for (const url of [`sqlite:${file}`, `sqlite://${file}`]) {
      const again = openBackend(url)
      const log = await again.log('default')
      expect((await all(log)).map(({ changes }) => changes[0]?.document)).toEqual(['doc_a'])
      await again.close()
    }
  })

  it('says which file it could not open, and can be asked again', async () => {
    const backend = openBackend(join(folder, 'missing', 'a.db'))
    await expect(backend.log('default')).rejects.toThrow(/missing\/a\.db could not be opened/)
    await expect(backend.log('default')).rejects.toThrow(/missing\/a\.db could not be opened/)
  })

  it('keeps the logs of this process while the backend is kept', async () => {
    const backend = openBackend('memory:')
    await append(await backend.log('default'), 0, [draft('a')])
    expect(await (await backend.log('default')).head()).toBe(1)
    expect(await (await backend.log('other')).head()).toBe(0)
  })
})

describe('openBackend, to read', () => {
  it('reads what is there and names its memories, and neither writes nor makes anything', async () => {
    const file = join(folder, 'a.db')
    const writing = openBackend(file)
    for (const memory of ['default', 'other']) {
      const log = await writing.log(memory)
      await append(log, 0, [draft('a')])
      await log.close()
    }
    const reading = openBackend(file, { reading: true })
    expect(await reading.memories?.()).toEqual(['default', 'other'])
    const log = await reading.log('other')
    expect(await all(log)).toHaveLength(1)
    await expect(append(log, 1, [draft('b')])).rejects.toThrow(/opened to be read/)
    await log.close()
    const missing = openBackend(join(folder, 'missing.db'), { reading: true })
    await expect(missing.log('default')).rejects.toThrow(/missing\.db could not be opened/)
    expect(readdirSync(folder).filter((name) => name.startsWith('missing'))).toEqual([])
  })

  it.skipIf(server === null)('makes no schema in PostgreSQL', async () => {
    const { name, drop } = ownSchema(server?.url ?? '')
    const address = `${server?.url}?schema=${name}`
    const reading = () => openBackend(address, { reading: true })
    try {
      await expect(reading().log('default')).rejects.toThrow(`No memory was ever kept in the schema ${name}`)
      const writing = await openBackend(address).log('other')
      await append(writing, 0, [draft('a')])
      const place = reading()
      expect(await place.memories?.()).toEqual(['other'])
      const log = await place.log('other')
      expect(await all(log)).toEqual(await all(writing))
      await expect(append(log, 1, [draft('b')])).rejects.toThrow(/opened to be read/)
      await Promise.all([log.close(), writing.close()])
    } finally {
      await drop()
    }
  })
})

describe('parsePostgresUrl', () => {
  it('takes the schema out and leaves what is the server’s', () => {
    expect(parsePostgresUrl('postgresql://a:b@h:5433/my%20db?sslmode=require&schema=acme')).toEqual({
      url: 'postgresql://a:b@h:5433/my%20db?sslmode=require',
      schema: 'acme',
      describe: 'PostgreSQL at h:5433, database my db, schema acme',
    })
  })
})
