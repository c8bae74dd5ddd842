import { afterAll, beforeAll } from 'vitest'
import { type S3Server, startS3Server, TEST_KEY } from '../../test/s3-server.ts'
import { testMemoryLog } from './conformance.ts'
import { s3Log } from './s3.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
  server.addBucket('memories')
})
afterAll(() => server.close())

let places = 0

testMemoryLog('in Amazon S3', async () => {
  const prefix = `place ${++places}/ü+&/`
  const options = {
    bucket: 'memories',
    prefix,
    endpoint: server.url,
    region: 'eu-west-1',
    credentials: TEST_KEY,
  }
  return { open: () => s3Log(options), remove: async () => {} }
})
