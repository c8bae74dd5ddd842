/** One table of DynamoDB and what is asked of it. Keys: `at` (partition) and `name` (sort), both strings. */
import type { AttributeValue, DynamoDBClient, PutItemCommandInput } from '@aws-sdk/client-dynamodb'

export type Commands = typeof import('@aws-sdk/client-dynamodb')
export type Item = Record<string, AttributeValue>

export interface ItemKey {
  readonly at: string
  readonly name: string
}

export interface Table {
  get(key: ItemKey): Promise<Item | null>
  /** False when the condition does not hold. `tag`: the item must have it; null: there must be no item. */
  put(key: ItemKey, item: Item, tag?: string | null): Promise<boolean>
  remove(key: ItemKey): Promise<void>
  /** Sort keys from `from` (included) to `to` in one partition, in the order of their bytes, with the attributes asked for. */
  query(at: string, from: string, to: string, attributes?: readonly string[]): AsyncIterable<Item>
}

export function tableOf(client: DynamoDBClient, dynamo: Commands, TableName: string): Table {
  const keyItem = ({ at, name }: ItemKey): Item => ({ at: { S: at }, name: { S: name } })
  return {
    async get(key) {
      const request = { TableName, Key: keyItem(key), ConsistentRead: true }
      return (await client.send(new dynamo.GetItemCommand(request))).Item ?? null
    },
    async put(key, item, tag) {
      const request = { TableName, Item: { ...item, ...keyItem(key) }, ...condition(tag) }
      try {
        await client.send(new dynamo.PutItemCommand(request))
        return true
      } catch (error) {
        if (error instanceof dynamo.ConditionalCheckFailedException) return false
        throw error
      }
    },
    async remove(key) {
      await client.send(new dynamo.DeleteItemCommand({ TableName, Key: keyItem(key) }))
    },
    async *query(at, from, to, attributes = []) {
      // `name` is a reserved word of DynamoDB, and others may become ones.
      const names = ['at', 'name', ...attributes]
      const request = {
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: '#at = :at AND #name BETWEEN :from AND :to',
        ProjectionExpression: names.map((each) => `#${each}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(names.map((each) => [`#${each}`, each])),
        ExpressionAttributeValues: { ':at': { S: at }, ':from': { S: from }, ':to': { S: to } },
      }
      for await (const page of dynamo.paginateQuery({ client }, request)) yield* page.Items ?? []
    },
  }
}

function condition(tag: string | null | undefined): Partial<PutItemCommandInput> {
  if (tag === undefined) return {}
  if (tag === null) {
    return {
      ConditionExpression: 'attribute_not_exists(#name)',
      ExpressionAttributeNames: { '#name': 'name' },
    }
  }
  return {
    ConditionExpression: '#tag = :tag',
    ExpressionAttributeNames: { '#tag': 'tag' },
    ExpressionAttributeValues: { ':tag': { S: tag } },
  }
}
