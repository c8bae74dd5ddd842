import { afterAll, beforeAll, describe } from 'vitest'
import { cutting } from '../../test/cut-client.ts'
import { type S3Server, startS3Server, TEST_KEY } from '../../test/s3-server.ts'
import { testCutOff } from './conformance/cut-off.ts'
import { testWatching } from './conformance/watching.ts'
import { testMemoryLog } from './conformance.ts'
import { type S3Options, s3Log } from './s3.ts'
import { openS3Log } from './s3-client.ts'

/** Batches are gathered soon, so that short stories come to it. */
const SOON = { 1: { members: 2, commits: 100 }, 2: { members: 2, commits: 100 } }

let server: S3Server
beforeAll(async () => {
  server = await startS3Server()
})
afterAll(() => server.close())

let places = 0

function newOptions(): S3Options {
  const bucket = `memories-${++places}`
  server.addBucket(bucket)
  return {
    bucket,
    prefix: 'a place/ü+&/',
    endpoint: server.url,
    region: 'eu-west-1',
    credentials: TEST_KEY,
    lookEvery: 20,
  }
}

testMemoryLog(
  'in Amazon S3',
  async () => {
    const options = newOptions()
    return { open: () => s3Log(options), remove: async () => {} }
  },
  testWatching,
)

describe('the log in Amazon S3, cut off', () => {
  testCutOff(async () => {
    const options = { ...newOptions(), levels: SOON }
    return {
      open: () => s3Log(options),
      openCut: (cut) =>
        openS3Log(options, ({ middlewareStack }) =>
          middlewareStack.add(cutting(cut), { step: 'finalizeRequest', priority: 'low', name: 'cut' }),
        ),
      holding: async (words) => server.holding(words),
    }
  }, 300_000)
})
