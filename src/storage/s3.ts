import type { MemoryLog } from '../memory/log.ts'
import type { S3Options } from './s3-address.ts'
import { openS3Log } from './s3-client.ts'

export { parseS3Url, type S3Options } from './s3-address.ts'

/** The log under `prefix` of a bucket. Loads the AWS SDK. Nothing is asked of S3 before the first use. */
export async function s3Log(options: S3Options): Promise<MemoryLog> {
  return openS3Log(options)
}
