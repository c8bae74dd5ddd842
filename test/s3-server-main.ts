/** `node test/s3-server-main.ts [port] [bucket]`: the S3 server of the tests as a process of its own; prints where it listens. */
import { startS3Server } from './s3-server.ts'

const [port = '0', bucket = 'memories'] = process.argv.slice(2)
const server = await startS3Server(Number(port))
server.addBucket(bucket)
console.log(server.url)
process.on('SIGTERM', () => void server.close())
