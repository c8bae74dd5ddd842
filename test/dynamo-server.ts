/** DynamoDB for tests: dynalite in this process, and what is stored in it. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import dynalite from 'dynalite'

export interface DynamoTestServer {
  /** How to reach it, as the backend's options have it. */
  readonly access: {
    readonly endpoint: string
    readonly region: string
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  }
  /** Partition and sort keys of the items of a table. */
  keys(table: string): Promise<readonly string[]>
  /** The keys of those items whose bytes hold the words. */
  holding(table: string, words: string): Promise<readonly string[]>
  close(): Promise<void>
}

export async function startDynamoServer(): Promise<DynamoTestServer> {
  const server: Server = dynalite({ createTableMs: 0, deleteTableMs: 0 })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const access = {
    endpoint: `http://127.0.0.1:${port}`,
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
  return {
    access,
    keys: async (table) => (await items(table)).map(({ key }) => key).sort(),
    holding: async (table, words) =>
      (await items(table)).flatMap(({ key, content }) => (content.includes(words) ? [key] : [])),
    async close() {
      client.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
