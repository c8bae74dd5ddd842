/** DynamoDB for tests: dynalite in this process, behind a door that can do wrong what dynalite does not, and what is stored in it. */
import {
  request as ask,
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'

/** `cut`: the connection breaks instead of an answer. `after`: what was asked is done all the same. */
export interface DynamoFault {
  readonly operation: string
  readonly when: 'before' | 'after'
  readonly how:
    | 'cut'
    | 'ProvisionedThroughputExceededException'
    | 'ThrottlingException'
    | 'InternalServerError'
    | 'ResourceNotFoundException'
  readonly times: number
  /** Which of these requests is the first; 1 when left out. */
  readonly from?: number
}

export interface DynamoTestServer {
  /** How to reach it, as the backend's options have it. */
  readonly access: {
    readonly endpoint: string
    readonly region: string
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  }
  /** The next requests with this operation (`PutItem` …) go wrong. */
  order(fault: DynamoFault): void
  /** Partition and sort keys of the items of a table. */
  keys(table: string): Promise<readonly string[]>
  /** The keys of those items whose bytes hold the words. */
  holding(table: string, words: string): Promise<readonly string[]>
  /** The same for any of several. */
  holdingAny(table: string, words: readonly string[]): Promise<readonly string[]>
  close(): Promise<void>
}

export async function startDynamoServer(): Promise<DynamoTestServer> {
  const server: Server = dynalite({ createTableMs: 0, deleteTableMs: 0 })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const faults: Ordered[] = []
  const door = createServer((request, response) => pass(request, response, portOf(server), faults))
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const access = {
    endpoint: `http://127.0.0.1:${portOf(door)}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  }
  const client = new DynamoDBClient(access)
  const items = async (table: string) => {
    const all: { readonly key: string; readonly content: string }[] = []
    for await (const page of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
      for (const item of page.Items ?? []) {
        const contents = Object.values(item).map(
          (each) => each.S ?? Buffer.from(each.B ?? []).toString('utf8'),
        )
        all.push({ key: `${item.at?.S} ${item.name?.S}`, content: contents.join('\n') })
      }
    }
    return all
  }
  const holdingAny = async (table: string, words: readonly string[]) =>
    (await items(table)).flatMap(({ key, content }) =>
      words.some((each) => content.includes(each)) ? [key] : [],
    )
  return {
    access,
    order: (fault) => void faults.push({ fault, from: fault.from ?? 1, times: fault.times }),
    keys: async (table) => (await items(table)).map(({ key }) => key).sort(),
    holding: (table, words) => holdingAny(table, [words]),
    holdingAny,
    async close() {
      client.destroy()
      for (const each of [door, server]) {
        each.closeAllConnections()
        await new Promise((resolve) => each.close(resolve))
      }
    },
  }
}

interface Ordered {
  readonly fault: DynamoFault
  from: number
  times: number
}

function due(faults: readonly Ordered[], operation: string | undefined): DynamoFault | undefined {
  for (const each of faults) {
    if (each.times === 0 || each.fault.operation !== operation || --each.from > 0) continue
    each.times--
    return each.fault
  }
  return undefined
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

function pass(request: IncomingMessage, response: ServerResponse, port: number, faults: Ordered[]): void {
  const operation = String(request.headers['x-amz-target']).split('.')[1]
  const fault = due(faults, operation)
  const { method, url, headers } = request
  if (fault?.when === 'before') {
    request.resume().on('end', () => goWrong(request, response, fault))
    return
  }
  const asked = ask({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    if (fault) return void answer.resume().on('end', () => goWrong(request, response, fault))
    response.writeHead(answer.statusCode ?? 500, answer.headers)
    answer.pipe(response)
  })
  asked.on('error', () => response.destroy())
  request.pipe(asked)
}

function goWrong(request: IncomingMessage, response: ServerResponse, { how }: DynamoFault): void {
  if (how === 'cut') return void request.socket.destroy()
  response.writeHead(how === 'InternalServerError' ? 500 : 400, {
    'content-type': 'application/x-amz-json-1.0',
  })
  response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${how}`, message: 'As ordered.' }))
}
