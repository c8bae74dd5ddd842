import { afterAll, beforeAll } from 'vitest'
import { type DynamoTestServer, startDynamoServer } from '../../test/dynamo-server.ts'
import { testMemoryLog } from './conformance.ts'
import { createDynamoTable, dynamoLog } from './dynamo.ts'

const TABLE = 'memories'

let server: DynamoTestServer
beforeAll(async () => {
  server = await startDynamoServer()
  await createDynamoTable(server.access, TABLE)
})
afterAll(() => server.close())

let places = 0

testMemoryLog('in DynamoDB', async () => {
  const options = { table: TABLE, prefix: `place ${++places}/ü+&/`, ...server.access }
  return { open: () => dynamoLog(options), remove: async () => {} }
})
