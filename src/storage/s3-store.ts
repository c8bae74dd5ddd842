/** Amazon S3, and stores that speak like it, as a store of objects. The one file that knows the AWS SDK for S3. */
import type { S3Client } from '@aws-sdk/client-s3'
import type { ObjectStore } from './objects/store.ts'
import type { S3Place } from './s3-address.ts'

type Commands = typeof import('@aws-sdk/client-s3')

/** A batch of 64 commits with texts of usual size stays one object, and reading a text does not read megabytes. */
const INLINE_BYTES = 256 * 1024
/** `409 ConditionalRequestConflict` asks for the upload again: how often, and the first pause in milliseconds. */
const CONFLICTS = { attempts: 6, pause: 50 } as const

/** `close` closes the client. */
export function s3Store(client: S3Client, s3: Commands, { bucket, prefix }: S3Place): ObjectStore {
  const at = (name: string) => ({ Bucket: bucket, Key: prefix + name })
  const put = (name: string, body: string, condition: { IfNoneMatch: '*' } | { IfMatch: string }) =>
    whileConflicting(async () => {
      const ContentType = 'application/json; charset=utf-8'
      await client.send(new s3.PutObjectCommand({ ...at(name), ...condition, Body: body, ContentType }))
    })

  return {
    inlineBytes: INLINE_BYTES,
    async get(name) {
      try {
        const found = await client.send(new s3.GetObjectCommand(at(name)))
        const body = await found.Body?.transformToString('utf-8')
        if (body === undefined || found.ETag === undefined)
          throw new Error(`S3 answered for ${prefix}${name} without a body or without an ETag.`)
        return { body, tag: found.ETag }
      } catch (error) {
        if (nameOf(error) === 'NoSuchKey') return null
        throw error
      }
    },
    create: async (name, body) => ((await put(name, body, { IfNoneMatch: '*' })) ? 'created' : 'exists'),
    replace: async (name, body, tag) => ((await put(name, body, { IfMatch: tag })) ? 'replaced' : 'changed'),
    async delete(name) {
      await client.send(new s3.DeleteObjectCommand(at(name)))
    },
    async *list(start, after) {
      const StartAfter = after === undefined ? undefined : prefix + after
      const request = { Bucket: bucket, Prefix: prefix + start, StartAfter }
      for await (const page of s3.paginateListObjectsV2({ client }, request)) {
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key.slice(prefix.length)
      }
    },
    async keepsOld() {
      const status = await versioning(client, s3, bucket)
      return status === null ? null : keptBy(bucket, status)
    },
    async sweep() {},
    async close() {
      client.destroy()
    },
  }
}

/** False when the condition does not hold. */
async function whileConflicting(put: () => Promise<void>): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      await put()
      return true
    } catch (error) {
      const name = nameOf(error)
      // An object that was to be replaced and is gone does not match either.
      if (name === 'PreconditionFailed' || name === 'NoSuchKey') return false
      if (name !== 'ConditionalRequestConflict' || attempt >= CONFLICTS.attempts) throw error
      await pause(CONFLICTS.pause * 2 ** (attempt - 1))
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** `Enabled` or `Suspended`; null when the bucket never had versions, or the store does not know what they are. */
async function versioning(client: S3Client, s3: Commands, bucket: string): Promise<string | null> {
  try {
    return (await client.send(new s3.GetBucketVersioningCommand({ Bucket: bucket }))).Status ?? null
  } catch (error) {
    if (nameOf(error) === 'NotImplemented') return null
    const message = `Whether the bucket ${bucket} keeps old versions of objects was to be asked before erasing, and could not be: ${nameOf(error)}. Allow s3:GetBucketVersioning, or open the log with versions=accepted.`
    throw new Error(message, { cause: error })
  }
}

function keptBy(bucket: string, status: string): string {
  return `Versioning of the bucket ${bucket} is ${status}: what is erased would stay readable as an old version. Use a bucket that never had versions, or see to it that old versions are deleted (a lifecycle rule) and open the log with versions=accepted. Nothing was erased.`
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error)
}
