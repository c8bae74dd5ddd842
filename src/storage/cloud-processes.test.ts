/** Several processes on one log in the cloud, one of them killed in the middle of its work. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DynamoTestServer, startDynamoServer } from '../../test/dynamo-server.ts'
import { TEST_KEY } from '../../test/s3-server.ts'
import type { MemoryLog } from '../memory/log.ts'
import { checkLink, NO_HASH } from '../memory/seal.ts'
import { all } from './conformance/drafts.ts'
import { createDynamoTable, dynamoLog } from './dynamo.ts'
import { s3Log } from './s3.ts'

const WRITERS = 3
const COMMITS = 12

let s3: ChildProcess
let s3Url: string
let dynamo: DynamoTestServer

beforeAll(async () => {
  s3 = spawn(process.execPath, ['test/s3-server-main.ts'], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of linesOf(s3)) {
    s3Url = line
    break
  }
  dynamo = await startDynamoServer()
  await createDynamoTable(dynamo.access, 'memories')
})
afterAll(async () => {
  s3.kill()
  await dynamo.close()
})

function linesOf({ stdout }: ChildProcess): AsyncIterable<string> {
  if (!stdout) throw new Error('The process was to be started with a pipe.')
  return createInterface({ input: stdout })
}

/** What the process acknowledged: number and document. `killAfter`: acknowledgements after which it is killed. */
async function write(
  kind: string,
  options: object,
  name: string,
  killAfter = COMMITS + 1,
): Promise<string[]> {
  const args = ['test/cloud-writer.ts', kind, JSON.stringify(options), name, String(COMMITS)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const acknowledged: string[] = []
  for await (const line of linesOf(child)) {
    acknowledged.push(line)
    if (acknowledged.length === killAfter) child.kill('SIGKILL')
  }
  expect(await ended).toBe(killAfter > COMMITS ? 0 : null)
  return acknowledged
}

async function testProcesses(kind: string, options: object, open: () => Promise<MemoryLog>): Promise<void> {
  const writers = Array.from({ length: WRITERS }, (_, i) => write(kind, options, `w${i}`))
  const acknowledged = (await Promise.all([...writers, write(kind, options, 'killed', 4)])).flat()
  const log = await open()
  const commits = await all(log)
  const found = commits.map(({ number, changes }) => `${number} ${changes[0]?.document}`)
  expect(acknowledged.filter((each) => !found.includes(each))).toEqual([])
  expect(acknowledged.length).toBeGreaterThanOrEqual(WRITERS * COMMITS + 4)
  expect(new Set(found).size).toBe(found.length)
  // The killed one may have been storing one more than it could tell of.
  expect(found.length - acknowledged.length).toBeLessThanOrEqual(1)
  const links = commits.map((each, i) => checkLink(each, commits[i - 1]?.seal.hash ?? NO_HASH).kind)
  expect(new Set(links)).toEqual(new Set(['whole']))
  await log.close()
}

describe('several processes on one log', () => {
  it('in Amazon S3 lose nothing that was acknowledged and make one chain', async () => {
    const options = {
      bucket: 'memories',
      prefix: 'p/',
      endpoint: s3Url,
      region: 'eu-west-1',
      credentials: TEST_KEY,
    }
    await testProcesses('s3', options, () => s3Log(options))
  })

  it('in DynamoDB lose nothing that was acknowledged and make one chain', async () => {
    const options = { table: 'memories', prefix: 'p/', ...dynamo.access }
    await testProcesses('dynamodb', options, () => dynamoLog(options))
  })
})
