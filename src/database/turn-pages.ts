import type { Kysely, Selectable } from 'kysely'
import type { Schema, TurnTable } from './schema.ts'

type TurnRow = Pick<Selectable<TurnTable>, 'chat' | 'number' | 'position' | 'body'>

/** All stored turns, chat by chat in their order, so many rows at a time. A turn that is written meanwhile may be left out. */
export async function* turnPages(
  database: Kysely<Schema>,
  atOnce: number,
): AsyncGenerator<readonly TurnRow[]> {
  for (let last = { chat: '', number: 0 }; ; ) {
    const rows = await database
      .selectFrom('turn')
      .select(['chat', 'number', 'position', 'body'])
      .where((e) =>
        e.or([e('chat', '>', last.chat), e.and([e('chat', '=', last.chat), e('number', '>', last.number)])]),
      )
      .orderBy('chat')
      .orderBy('number')
      .limit(atOnce)
      .execute()
    const newest = rows.at(-1)
    if (!newest) return
    yield rows
    last = newest
  }
}
