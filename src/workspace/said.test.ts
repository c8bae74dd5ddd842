import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openDatabase } from '../database/open.ts'
import { FINISHED, removal, turnOf } from './entries-for-tests.ts'
import { folded, type SaidAt, textsOf, turnsSaying } from './said.ts'
import { openStore } from './store.ts'

it('turns are found by any part of what stands in them now, and by nothing that does not', async () => {
  const database = await openDatabase(':memory:')
  const store = openStore(database)
  const word = fc.stringMatching(/^[aAäÄßİ"\\%_*'7🎉\0]{1,4}$/u)
  const text = fc
    .array(fc.tuple(word, fc.constantFrom(' ', '  ', '\n', '\t')), { maxLength: 5 })
    .map((words) => words.flat().join(''))
  const deed = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('write' as const),
        chat: fc.constantFrom('a', 'b'),
        number: fc.integer({ min: 1, max: 6 }),
        text,
        answers: fc.array(text, { maxLength: 2 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('remove' as const), chat: fc.constantFrom('a', 'b') }),
    },
  )
  const queries = fc.array(word, { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 20 }), queries, async (deeds, words) => {
      await store.write([removal('a'), removal('b')])
      for (const each of deeds)
        await store.write([
          each.kind === 'remove'
            ? removal(each.chat)
            : turnOf(each.chat, each.number, each.text, FINISHED, each.answers),
        ])
      const asked = words.map(folded)
      const phrase = folded(words.join(' '))
      const wanted: unknown[] = []
      for await (const { chat, turn } of store.everyTurn(() => true)) {
        const texts = textsOf(turn).map(folded)
        if (!asked.every((one) => texts.some((each) => each.includes(one)))) continue
        const exact = texts.some((each) => each.includes(phrase))
        wanted.push({ chat, number: turn.number, at: turn.at, exact })
      }
      const found: SaidAt[] = []
      for await (const slice of turnsSaying(database, asked, phrase, 4)) found.push(...slice)
      const order = (a: SaidAt, b: SaidAt) =>
        a.chat === b.chat ? a.number - b.number : a.chat < b.chat ? -1 : 1
      expect(found.sort(order)).toEqual(wanted)
    }),
    { numRuns: 200 },
  )
  await database.destroy()
})
