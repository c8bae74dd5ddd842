/** AWS's signature as Bedrock's endpoints check it: like S3's, but with each segment of the path encoded once more. */
import type { Asked } from '../../src/claude/server-for-tests.ts'
import { wrongSignature } from '../s3-server-signature.ts'

export interface AwsKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Accepted in place of a signature, as `Authorization: Bearer …`. */
  readonly bearer?: string
}

/** What AWS would say, or null when the request is signed for this service, or carries the bearer token. */
export function wrongAwsSignature(asked: Asked, key: AwsKey, service: string): string | null {
  const { authorization = '' } = asked.headers
  if (key.bearer && authorization === `Bearer ${key.bearer}`) return null
  if (!authorization.includes(`/${service}/aws4_request`))
    return `Credential should be scoped to correct service: '${service}'.`
  const request = { headers: asked.headers, method: asked.method, url: encodedAgain(asked.path) }
  switch (wrongSignature(request, Buffer.from(asked.text), key)) {
    case null:
      return null
    case 'InvalidAccessKeyId':
      return 'The security token included in the request is invalid.'
    default:
      return 'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'
  }
}

function encodedAgain(path: string): string {
  const [before = '', query] = path.split('?')
  const again = before.split('/').map(encodeURIComponent).join('/')
  return query === undefined ? again : `${again}?${query}`
}
