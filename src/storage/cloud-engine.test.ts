/** The engine on logs in the cloud: two servers at once on one memory, through the same doors as everybody. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DynamoTestServer, startDynamoServer } from '../../test/dynamo-server.ts'
import { type S3Server, startS3Server, TEST_KEY } from '../../test/s3-server.ts'
import type { Caller, Memory } from '../memory/contract.ts'
import type { MemoryLog } from '../memory/log.ts'
import { openMemory } from '../memory/memory.ts'
import { verifyLog } from '../memory/verify.ts'
import { createDynamoTable, dynamoLog } from './dynamo.ts'
import { s3Log } from './s3.ts'

let s3: S3Server
let dynamo: DynamoTestServer
beforeAll(async () => {
  s3 = await startS3Server()
  s3.addBucket('memories')
  dynamo = await startDynamoServer()
  await createDynamoTable(dynamo.access, 'memories')
})
afterAll(async () => {
  await s3.close()
  await dynamo.close()
})

function person(name: string): Caller {
  return { actor: { kind: 'person', name }, reader: `person:${name}` }
}

/** Resolves when the memory has folded the commit of this number. */
function reaching(memory: Memory, number: number): Promise<void> {
  if (memory.head >= number) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = memory.subscribe((commit) => {
      if (commit.number < number) return
      stop()
      resolve()
    })
  })
}

const BACKENDS: readonly [string, () => Promise<MemoryLog>, () => Promise<readonly string[]>][] = [
  [
    'Amazon S3',
    () =>
      s3Log({
        bucket: 'memories',
        prefix: 'p/',
        endpoint: s3.url,
        region: 'eu-west-1',
        credentials: TEST_KEY,
        lookEvery: 20,
      }),
    async () => s3.holding('a secret plan'),
  ],
  [
    'DynamoDB',
    () => dynamoLog({ table: 'memories', prefix: 'p/', lookEvery: 20, ...dynamo.access }),
    () => dynamo.holding('memories', 'a secret plan'),
  ],
]

describe.each(BACKENDS)('two memories on one log in %s', (_, open, holding) => {
  it('hear of each other, lose no line of a document both change, and forget together', async () => {
    const [here, there] = [await openMemory(await open()), await openMemory(await open())]
    const [alice, bob] = [person('Alice'), person('Bob')]
    await here.create('/memories/plan.md', 'a secret plan\n', alice)
    await reaching(there, 1)
    const document = there.at('/memories/plan.md')?.document ?? ''
    expect(await there.text(document)).toBe('a secret plan\n')
    await there.save(document, 1, 'a better plan\n', bob)
    const create = (memory: Memory, by: Caller, name: string) =>
      Promise.all(
        Array.from({ length: 10 }, (_, i) => memory.create(`/memories/${name}/${i}.md`, `${i}`, by)),
      )
    const outcomes = (await Promise.all([create(here, alice, 'a'), create(there, bob, 'b')])).flat()
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['done']))
    await Promise.all([reaching(here, 22), reaching(there, 22)])
    const erased = await here.erase({ erase: [{ document, versions: [1] }] }, alice)
    expect(erased.kind).toBe('done')
    await reaching(there, 23)
    expect(there.documents()).toEqual(here.documents())
    expect(there.history({ limit: 50 })).toEqual(here.history({ limit: 50 }))
    expect([await there.text(document, 1), await there.text(document)]).toEqual([null, 'a better plan\n'])
    expect(await holding()).toEqual([])
    const log = await open()
    expect(await verifyLog(log)).toMatchObject({ commits: 23, texts: 21, erased: 1, problems: [] })
    await Promise.all([here.close(), there.close(), log.close()])
  })
})
