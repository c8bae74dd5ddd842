/** The log in DynamoDB with its client in sight. Apart from dynamo.ts, so that whoever compiles against that needs no types of the SDK. */
import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import type { MemoryLog } from '../memory/log.ts'
import type { DynamoOptions, DynamoServer } from './dynamo-address.ts'
import { dynamoStore } from './dynamo-store.ts'
import { objectLog } from './objects/log.ts'

/** Attempts for one request, the first included; throttling is answered by waiting longer after each. */
const ATTEMPTS = 10
/** Milliseconds until a request that stands still is given up and tried again. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true } as const
/** Seconds that a new table may take to become usable, and between two looks at it. */
const TABLE_READY = { maxWaitTime: 300, minDelay: 0.05, maxDelay: 5 } as const

/** `prepare` gets the client before it is used; tests put their hand between it and the server. */
export async function openDynamoLog(
  options: DynamoOptions,
  prepare: (client: DynamoDBClient) => void = () => {},
): Promise<MemoryLog> {
  const dynamo = await import('@aws-sdk/client-dynamodb')
  const client = new dynamo.DynamoDBClient(configuration(options))
  prepare(client)
  return objectLog(dynamoStore(client, dynamo, options), options)
}

/** Makes the table, paid for by request, and waits until it can be used. A table that is there already stays as it is. */
export async function createTable(server: DynamoServer, table: string): Promise<void> {
  const dynamo = await import('@aws-sdk/client-dynamodb')
  const client = new dynamo.DynamoDBClient(configuration(server))
  try {
    await client.send(
      new dynamo.CreateTableCommand({
        TableName: table,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'at', KeyType: 'HASH' },
          { AttributeName: 'name', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'at', AttributeType: 'S' },
          { AttributeName: 'name', AttributeType: 'S' },
        ],
      }),
    )
  } catch (error) {
    if (!(error instanceof dynamo.ResourceInUseException)) throw error
  }
  try {
    const waiting = { client, ...TABLE_READY }
    await dynamo.waitUntilTableExists(waiting, { TableName: table })
  } finally {
    client.destroy()
  }
}

function configuration({ region, endpoint, credentials }: DynamoServer): DynamoDBClientConfig {
  return {
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: ATTEMPTS,
    requestHandler: TIMEOUTS,
  }
}
