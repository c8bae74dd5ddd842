import type { MemoryLog } from '../memory/log.ts'
import type { DynamoOptions, DynamoServer } from './dynamo-address.ts'
import { createTable, openDynamoLog } from './dynamo-client.ts'

export { type DynamoOptions, type DynamoServer, parseDynamoUrl } from './dynamo-address.ts'

/**
 * The log under `prefix` in a table that exists (`createDynamoTable`). Loads the AWS SDK. Nothing is asked of DynamoDB before
 * the first use.
 */
export async function dynamoLog(options: DynamoOptions): Promise<MemoryLog> {
  return openDynamoLog(options)
}

/** Makes the table, paid for by request, and waits until it can be used. A table that is there already stays as it is. */
export async function createDynamoTable(server: DynamoServer, table: string): Promise<void> {
  await createTable(server, table)
}
