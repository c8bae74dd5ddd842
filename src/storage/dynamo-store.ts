/**
 * A table of DynamoDB as a store of objects. An object is one item, which holds a short body itself and refers to the pieces of a long
 * one. That item is written last and conditionally: it is the moment of truth, and no transaction is needed.
 */
import { randomUUID } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { DynamoPlace } from './dynamo-address.ts'
import {
  dropNote,
  note,
  type PieceSet,
  pieceCount,
  readPieces,
  removePieces,
  sweepPieces,
  writePieces,
} from './dynamo-pieces.ts'
import { type Commands, type Item, type ItemKey, type Table, tableOf } from './dynamo-table.ts'
import type { ObjectStore, StoredObject } from './objects/store.ts'

/** Long enough for most commits with their texts, short enough that a page of items lists many. */
const INLINE_BODY = 16 * 1024
/** Reading a text reads its whole batch, and DynamoDB counts every 4 KB of it. */
const INLINE_TEXT = 4 * 1024
/** Replacements that may overtake one reading. */
const OVERTAKEN = 20

interface Place {
  readonly table: Table
  readonly prefix: string
}

/** `close` closes the client. */
export function dynamoStore(client: DynamoDBClient, dynamo: Commands, place: DynamoPlace): ObjectStore {
  const { prefix } = place
  const table = tableOf(client, dynamo, place.table)
  const here: Place = { table, prefix }
  return {
    inlineBytes: INLINE_TEXT,
    get: (name) => get(here, name),
    create: async (name, body) => ((await write(here, name, body, null)) ? 'created' : 'exists'),
    replace: async (name, body, tag) => ((await write(here, name, body, tag)) ? 'replaced' : 'changed'),
    delete: (name) => remove(here, name),
    async *list(start, after = '') {
      const from = after > start ? after : start
      const items = table.query(keyOf(prefix, start).at, from, `${start}~`)
      for await (const { name } of items) if (name?.S !== undefined && name.S !== after) yield name.S
    },
    keepsOld: () => backups(client, dynamo, place.table),
    sweep: (doomed) =>
      sweepPieces(table, prefix, async (name) => tagOf(await table.get(keyOf(prefix, name))), doomed),
    async close() {
      client.destroy()
    },
  }
}

/** Objects of one kind (`log`, `texts` …) share a partition, in which they are listed in order. */
function keyOf(prefix: string, name: string): ItemKey {
  return { at: `${prefix}${name.slice(0, name.indexOf('/'))}`, name }
}

function tagOf(item: Item | null): string | null {
  return item?.tag?.S ?? null
}

async function get({ table, prefix }: Place, name: string): Promise<StoredObject | null> {
  for (let attempt = 0; attempt < OVERTAKEN; attempt++) {
    const item = await table.get(keyOf(prefix, name))
    const tag = tagOf(item)
    if (!item || tag === null) return null
    if (item.body?.S !== undefined) return { body: item.body.S, tag }
    const bytes = await readPieces(table, prefix, setOf(name, item))
    if (bytes) return { body: bytes.toString('utf8'), tag }
  }
  throw new Error(
    `The pieces of ${name} are not all there, although nobody removed the item that refers to them.`,
  )
}

function setOf(name: string, item: Item | null): PieceSet {
  return { name, tag: tagOf(item) ?? '', count: Number(item?.pieces?.N ?? 0) }
}

/** `before`: the tag that the object must have now; null when there must be none. False when it is otherwise. */
async function write(
  { table, prefix }: Place,
  name: string,
  body: string,
  before: string | null,
): Promise<boolean> {
  const bytes = Buffer.from(body)
  const isShort = bytes.length <= INLINE_BODY
  const set: PieceSet = { name, tag: randomUUID(), count: isShort ? 0 : pieceCount(bytes) }
  const key = keyOf(prefix, name)
  const old = before === null ? null : setOf(name, await table.get(key))
  if (old !== null && old.tag !== before) return false
  if (!isShort) {
    await note(table, prefix, set, before === null ? 'creating' : 'replacing')
    await writePieces(table, prefix, set, bytes)
  }
  if (old && old.count > 0) await note(table, prefix, old, 'old')
  const content: Item = isShort ? { body: { S: body } } : { pieces: { N: String(set.count) } }
  const item = { ...content, tag: { S: set.tag } }
  // The client repeats a request whose answer it did not get; then the condition fails because of our own first attempt.
  const isDone = (await table.put(key, item, before)) || tagOf(await table.get(key)) === set.tag
  await settle({ table, prefix }, isDone ? set : old, isDone ? old : set)
  return isDone
}

/** Removes the pieces that are not referred to, and the note of those that are. */
async function settle({ table, prefix }: Place, kept: PieceSet | null, left: PieceSet | null): Promise<void> {
  if (left && left.count > 0) await removePieces(table, prefix, left)
  if (kept && kept.count > 0) await dropNote(table, prefix, kept)
}

/** Nothing is readable any more once the item is gone; the note leads to pieces that were not removed in time. */
async function remove({ table, prefix }: Place, name: string): Promise<void> {
  const key = keyOf(prefix, name)
  const item = await table.get(key)
  if (!item) return
  const set = setOf(name, item)
  if (set.count > 0) await note(table, prefix, set, 'old')
  await table.remove(key)
  if (set.count > 0) await removePieces(table, prefix, set)
}

/** Backups that can bring every minute of the last weeks back. Stores that only resemble DynamoDB do not know the question. */
async function backups(client: DynamoDBClient, dynamo: Commands, TableName: string): Promise<string | null> {
  try {
    const answer = await client.send(new dynamo.DescribeContinuousBackupsCommand({ TableName }))
    const recovery = answer.ContinuousBackupsDescription?.PointInTimeRecoveryDescription
    if (recovery?.PointInTimeRecoveryStatus !== 'ENABLED') return null
    return `Point-in-time recovery of the table ${TableName} is enabled: what is erased could be brought back for up to 35 days. Disable it, or open the log with backups=accepted. Nothing was erased.`
  } catch (error) {
    const name = error instanceof Error ? error.name : String(error)
    if (name === 'UnknownOperationException') return null
    const message = `Whether the table ${TableName} has point-in-time recovery was to be asked before erasing, and could not be: ${name}. Allow dynamodb:DescribeContinuousBackups, or open the log with backups=accepted.`
    throw new Error(message, { cause: error })
  }
}
