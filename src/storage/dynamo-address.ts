import type { ObjectLogOptions } from './objects/log.ts'

export interface DynamoPlace {
  readonly table: string
  /** Begins every partition key, so that several memories can share a table. */
  readonly prefix: string
}

export interface DynamoServer {
  /** Left out: what the SDK finds in the environment or the profile. */
  readonly region?: string
  /** Of a server that speaks like DynamoDB. */
  readonly endpoint?: string
  /** Left out: what the SDK finds in the environment, the profile or the machine's role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

export interface DynamoOptions extends DynamoServer, DynamoPlace, ObjectLogOptions {}

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
