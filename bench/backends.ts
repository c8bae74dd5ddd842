/**
 * Every backend as the log grows: opening, writing, reading a text, hearing of another server, and what an open memory holds.
 * S3 and DynamoDB are test servers on this machine (ours in this process, dynalite in this process): the way to Amazon and its own time come on top.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Caller, Memory } from '../src/memory/contract.ts'
import { openMemory } from '../src/memory/memory.ts'
import type { DocumentInfo } from '../src/memory/types.ts'
import { createDynamoTable, dynamoLog } from '../src/storage/dynamo.ts'
import { openBackend } from '../src/storage/open.ts'
import { s3Log } from '../src/storage/s3.ts'
import { startDynamoServer } from '../test/dynamo-server.ts'
import { findPostgres, ownSchema } from '../test/postgres.ts'
import { startS3Server, TEST_KEY } from '../test/s3-server.ts'
import { fillTo, type Place } from './filled-logs.ts'
import { median, ms, percentile, print, timed } from './measure.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

const OPENINGS = 5
const WRITES = 100
const WRITERS = 32
const EACH = 20
const HEARINGS = 50

export async function run(quick: boolean): Promise<void> {
  const sizes = quick ? [100, 1_000] : [100, 1_000, 10_000, 100_000]
  // Watching keeps no process alive.
  const awake = setInterval(() => {}, 1000)
  for (const start of [inThisProcess, inSqlite, inPostgres, inS3, inDynamo]) {
    const place = await start()
    if (!place) continue
    const rows: (readonly string[])[] = []
    let filled = 0
    for (const size of sizes) {
      await fillTo(place, { from: filled, to: size })
      rows.push([size.toLocaleString('en'), ...(await measure(place))])
      filled = await headOf(place)
    }
    await place.close()
    print({
      title: `The log ${place.name} as it grows`,
      method: `Every tenth commit makes a document of about 1 KB, the others edit one. Opening: medians of ${OPENINGS}, and what they took of this process's processor. One writer: ${WRITES} saves one after the other; ${WRITERS} writers: ${EACH} saves each, at once. Hearing: from the acknowledgement at one opening to the fold of another, ${HEARINGS} times. Held: the heap of an open memory, its texts aside.`,
      columns: [
        'commits',
        'open',
        'of a processor',
        'one writer p50',
        'p99',
        `${WRITERS} writers, a second`,
        'a text p50',
        'heard p50',
        'p99',
        'held',
      ],
      rows,
    })
  }
  clearInterval(awake)
}

async function inThisProcess(): Promise<Place> {
  const log = await openBackend('memory:').log('default')
  return { name: 'in this process', open: async () => log, close: async () => {}, hears: false }
}

async function inSqlite(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
  return {
    name: 'in SQLite',
    open: () => openBackend(join(folder, 'a.db')).log('default'),
    close: async () => rmSync(folder, { recursive: true }),
    hears: true,
  }
}

async function inPostgres(): Promise<Place | null> {
  const server = await findPostgres()
  if (!server) return null
  const schema = ownSchema(server.url)
  return {
    name: 'in PostgreSQL',
    open: () => openBackend(`${server.url}?schema=${schema.name}`).log('default'),
    async close() {
      await schema.drop()
      await server.stop()
    },
    hears: true,
  }
}

async function inS3(): Promise<Place> {
  const server = await startS3Server()
  server.addBucket('memories')
  const options = { bucket: 'memories', prefix: 'p/', endpoint: server.url, region: 'eu-west-1' }
  return {
    name: 'in Amazon S3 (test server)',
    open: () => s3Log({ ...options, credentials: TEST_KEY }),
    close: () => server.close(),
    hears: true,
  }
}

async function inDynamo(): Promise<Place> {
  const server = await startDynamoServer()
  await createDynamoTable(server.access, 'memories')
  return {
    name: 'in DynamoDB (dynalite)',
    open: () => dynamoLog({ table: 'memories', prefix: 'p/', ...server.access }),
    close: () => server.close(),
    hears: true,
  }
}

const ALICE: Caller = { actor: { kind: 'person', name: 'Alice' }, reader: 'person:Alice' }

async function headOf(place: Place): Promise<number> {
  const log = await place.open()
  const head = await log.head()
  await log.close()
  return head
}

async function measure(place: Place): Promise<readonly string[]> {
  const held = await heldBy(place)
  const opening: number[] = []
  const working: number[] = []
  for (let i = 0; i < OPENINGS; i++) {
    let memory: Memory | undefined
    const before = process.cpuUsage()
    opening.push(
      await timed(async () => {
        memory = await openMemory(await place.open())
      }),
    )
    const { user, system } = process.cpuUsage(before)
    working.push((user + system) / 1000)
    await memory?.close()
  }
  const memory = await openMemory(await place.open(), { cacheSize: 0 })
  const [single, rate, reading, hearing] = [
    await oneByOne(memory),
    await together(memory),
    await texts(memory),
    place.hears ? await hearings(place, memory) : [],
  ]
  await memory.close()
  const heard = hearing.length > 0 ? [median(hearing), percentile(hearing, 0.99)].map(ms) : ['–', '–']
  return [
    ms(median(opening)),
    ms(median(working)),
    ms(median(single)),
    ms(percentile(single, 0.99)),
    Math.round(rate).toLocaleString('en'),
    ms(median(reading)),
    ...heard,
    `${(held / 2 ** 20).toFixed(1)} MB`,
  ]
}

/** Bytes of the heap that an open memory takes, while nobody has read a text. */
async function heldBy(place: Place): Promise<number> {
  const before = heap()
  const memory = await openMemory(await place.open(), { cacheSize: 0 })
  const held = heap() - before
  await memory.close()
  return held
}

/** Bytes, after a full collection. */
function heap(): number {
  for (let i = 0; i < 3; i++) collect()
  return process.memoryUsage().heapUsed
}

async function oneByOne(memory: Memory): Promise<readonly number[]> {
  const documents = memory.documents()
  const times: number[] = []
  for (let i = 0; i < WRITES; i++)
    times.push(await timed(() => save(memory, documents[i % documents.length])))
  return times
}

async function save(memory: Memory, { document: id = '' }: Partial<DocumentInfo> = {}): Promise<void> {
  const { version } = memory.document(id) ?? {}
  if (version === undefined) throw new Error('A memory without documents cannot be measured.')
  const { kind } = await memory.save(id, version, `${await memory.text(id)}\n- ${memory.head}`, ALICE)
  if (kind !== 'done') throw new Error(`A save was expected to be done; it is ${kind}.`)
}

/** Writes a second; every writer has documents of its own. */
async function together(memory: Memory): Promise<number> {
  const took = await timed(() =>
    Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let i = 0; i < EACH; i++) {
          const path = `/memories/t${writer}/${memory.head}-${i}.md`
          const { kind } = await memory.create(path, 'A fact that somebody told us.\n'.repeat(30), ALICE)
          if (kind !== 'done') throw new Error(`A new document was expected; ${path} is ${kind}.`)
        }
      }),
    ),
  )
  return (WRITERS * EACH * 1000) / took
}

/** Texts that no cache of the engine holds. */
async function texts(memory: Memory): Promise<readonly number[]> {
  const documents = memory.documents()
  const times: number[] = []
  for (let i = 0; i < WRITES; i++) {
    const document = documents[(i * 7919) % documents.length]
    if (document) times.push(await timed(() => memory.text(document.document)))
  }
  return times
}

async function hearings(place: Place, here: Memory): Promise<readonly number[]> {
  const there = await openMemory(await place.open())
  const [document] = here.documents()
  const times: number[] = []
  for (let i = 0; i < HEARINGS; i++) {
    const { promise, resolve } = Promise.withResolvers<number>()
    const stop = there.subscribe(() => resolve(performance.now()))
    await save(here, document)
    const acknowledged = performance.now()
    times.push(Math.max(0, (await promise) - acknowledged))
    stop()
  }
  await there.close()
  return times
}
