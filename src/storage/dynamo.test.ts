import { afterAll, beforeAll, describe } from 'vitest'
import { cutting } from '../../test/cut-client.ts'
import { type DynamoTestServer, startDynamoServer } from '../../test/dynamo-server.ts'
import { testCutOff } from './conformance/cut-off.ts'
import { testWatching } from './conformance/watching.ts'
import { testMemoryLog } from './conformance.ts'
import { createDynamoTable, type DynamoOptions, dynamoLog } from './dynamo.ts'
import { openDynamoLog } from './dynamo-client.ts'

/** Batches are gathered soon, so that short stories come to it. */
const SOON = { 1: { members: 2, commits: 100 }, 2: { members: 2, commits: 100 } }

let server: DynamoTestServer
beforeAll(async () => {
  server = await startDynamoServer()
})
afterAll(() => server.close())

let places = 0

async function newOptions(): Promise<DynamoOptions> {
  const table = `memories-${++places}`
  await createDynamoTable(server.access, table)
  return { table, prefix: 'a place/ü+&/', lookEvery: 20, ...server.access }
}

testMemoryLog(
  'in DynamoDB',
  async () => {
    const options = await newOptions()
    return { open: () => dynamoLog(options), remove: async () => {} }
  },
  testWatching,
)

describe('the log in DynamoDB, cut off', () => {
  testCutOff(async () => {
    const options = { ...(await newOptions()), levels: SOON }
    return {
      open: () => dynamoLog(options),
      openCut: (cut) =>
        openDynamoLog(options, ({ middlewareStack }) =>
          middlewareStack.add(cutting(cut), { step: 'finalizeRequest', priority: 'low', name: 'cut' }),
        ),
      holding: (words) => server.holding(options.table, words),
    }
  }, 400_000)
})
