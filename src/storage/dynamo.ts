import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import type { MemoryLog } from '../memory/log.ts'
import { type DynamoPlace, dynamoStore } from './dynamo-store.ts'
import { type ObjectLogOptions, objectLog } from './objects/log.ts'

export interface DynamoServer {
  /** Left out: what the SDK finds in the environment or the profile. */
  readonly region?: string
  /** Of a server that speaks like DynamoDB. */
  readonly endpoint?: string
  /** Left out: what the SDK finds in the environment, the profile or the machine's role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

export interface DynamoOptions extends DynamoServer, DynamoPlace, ObjectLogOptions {}

/** Attempts for one request, the first included; throttling is answered by waiting longer after each. */
const ATTEMPTS = 10
/** Milliseconds until a request that stands still is given up and tried again. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true } as const
/** Seconds that a new table may take to become usable, and between two looks at it. */
const TABLE_READY = { maxWaitTime: 300, minDelay: 0.05, maxDelay: 5 } as const

/**
 * The log under `prefix` in a table that exists (`createDynamoTable`). Loads the AWS SDK. Nothing is asked of DynamoDB before
 * the first use. `prepare` gets the client before it is used, for tests.
 */
export async function dynamoLog(
  options: DynamoOptions,
  prepare: (client: DynamoDBClient) => void = () => {},
): Promise<MemoryLog> {
  const dynamo = await import('@aws-sdk/client-dynamodb')
  const client = new dynamo.DynamoDBClient(configuration(options))
  prepare(client)
  return objectLog(dynamoStore(client, dynamo, options), options)
}

/** Makes the table, paid for by request, and waits until it can be used. A table that is there already stays as it is. */
export async function createDynamoTable(server: DynamoServer, table: string): Promise<void> {
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

/** What `dynamodb://table/prefix?region=…&endpoint=…&backups=accepted` means. Throws when it means nothing. */
export function parseDynamoUrl(url: string): DynamoOptions {
  const found = /^dynamodb:\/\/([A-Za-z0-9_.-]{3,255})(?:\/([^?]*))?(?:\?(.*))?$/.exec(url)
  if (!found)
    throw new Error(
      `dynamodb://table/prefix was expected, the table's name with 3 to 255 letters; ${url} came.`,
    )
  const [, table = '', path = '', query] = found
  const parameters = new URLSearchParams(query)
  const known = ['region', 'endpoint', 'backups']
  const wrong = [...parameters.keys()].find((key) => !known.includes(key))
  if (wrong !== undefined)
    throw new Error(
      `Of ${known.join(', ')} one was expected in the address of a DynamoDB log; ${wrong} came.`,
    )
  const backups = parameters.get('backups')
  if (backups !== null && backups !== 'accepted')
    throw new Error(
      `backups=accepted was expected in the address of a DynamoDB log; backups=${backups} came.`,
    )
  const prefix = decodeURIComponent(path).replace(/^\/+|\/+$/g, '')
  return {
    table,
    prefix: prefix === '' ? '' : `${prefix}/`,
    region: parameters.get('region') ?? undefined,
    endpoint: parameters.get('endpoint') ?? undefined,
    eraseAnyway: backups === 'accepted',
  }
}
