/**
 * A process that appends to a log in the cloud as fast as it can: `node test/cloud-writer.ts s3|dynamodb <options as JSON> <name> <count>`.
 * Prints the number of each commit as soon as it is acknowledged.
 */
import { draft, insist } from '../src/storage/conformance/drafts.ts'
import { dynamoLog } from '../src/storage/dynamo.ts'
import { s3Log } from '../src/storage/s3.ts'

const [kind, options = '{}', name = 'w', count = '1'] = process.argv.slice(2)
const log = await (kind === 's3' ? s3Log(JSON.parse(options)) : dynamoLog(JSON.parse(options)))
for (let i = 0; i < Number(count); i++) {
  const commit = await insist(log, draft(`${name}_${i}`))
  process.stdout.write(`${commit.number} doc_${name}_${i}\n`)
}
await log.close()
