/** Where logs are kept, named by an address. Each kind loads what it needs only when it is used. */
import type { MemoryLog } from '../memory/log.ts'
import { dynamoLog, parseDynamoUrl } from './dynamo.ts'
import { parseS3Url, s3Log } from './s3.ts'

/** A place for the logs of several memories. */
export interface Backend {
  /** For people; holds no secret. */
  readonly describe: string
  /** Opens the log of one memory; asked once for each. Whoever opens it closes it. */
  log(memory: string): Promise<MemoryLog>
  close(): Promise<void>
}

/** The memory that lies at the place itself; the others lie apart from its own objects. */
const FIRST = 'default'

/**
 * `s3://bucket/prefix?region=…` or `dynamodb://table/prefix?region=…`. Throws, with what was expected, when the address means nothing;
 * nothing is asked of the place yet.
 */
export function openBackend(url: string): Backend {
  const scheme = /^([a-z0-9+]+):/i.exec(url)?.[1]?.toLowerCase()
  switch (scheme) {
    case 's3': {
      const place = parseS3Url(url)
      const log = (memory: string) => s3Log({ ...place, prefix: prefixOf(place.prefix, memory) })
      return { describe: `S3, bucket ${place.bucket}`, log, close: async () => {} }
    }
    case 'dynamodb': {
      const place = parseDynamoUrl(url)
      const log = (memory: string) => dynamoLog({ ...place, prefix: prefixOf(place.prefix, memory) })
      return { describe: `DynamoDB, table ${place.table}`, log, close: async () => {} }
    }
    default:
      throw new Error(
        `s3://bucket/prefix or dynamodb://table/prefix was expected; ${withoutSecret(url)} came.`,
      )
  }
}

function prefixOf(prefix: string, memory: string): string {
  return memory === FIRST ? prefix : `${prefix}memories/${memory}/`
}

/** An address may hold a password. */
function withoutSecret(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//…@').slice(0, 200)
}
