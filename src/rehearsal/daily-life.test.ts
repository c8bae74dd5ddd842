import { expect, test } from 'vitest'
import { afterAlice, allText, openTable, talkAs } from '../../test/rehearsal-table.ts'

const linesOf = async (table: Awaited<ReturnType<typeof openTable>>) => (await allText(table)).split('\n')

const talk = talkAs('Alice')

test.each([
  ['Ann is 7, Ben is 5', ['- Ann is 7', '- Ben is 5']],
  ['Ann is 7 and Ben is 5 and Cleo is 2.', ['- Ann is 7', '- Ben is 5', '- Cleo is 2']],
])(
  'several that are told of in one sentence have a line each, and none has the document: %s',
  async (text, lines) => {
    const table = await openTable()
    await talk(table, text)
    expect(await table.files()).toEqual(['memory_notes.md'])
    expect(await linesOf(table)).toEqual(expect.arrayContaining(lines))
  },
)

test('one of several is corrected in its own line', async () => {
  const table = await openTable()
  await talk(table, 'Ann is 7, Ben is 5', 'Actually Ann is 8 now')
  expect(await table.files()).toEqual(['memory_notes.md'])
  expect(await linesOf(table)).toContain('- Ann is 8 (was 7 until 2026-11-23, told by Alice)')
  expect(await talk(table, 'How old is Ann?')).toContain('> - Ann is 8')
})

test('“Ben’s birthday is …, Ann’s is …” says of both what it is', async () => {
  const table = await openTable()
  await talk(table, "Ben's birthday is 3 May 2021, Ann's is 14 August 2018")
  expect(await linesOf(table)).toContain("- Ann's birthday is 14 August 2018")
})

test.each([
  ['The bus leaves at 9.', 'The bus leaves at 8, not 9', '- The bus leaves at 8 (was 9 until'],
  ['The bus leaves at 8.', 'The bus leaves at 8:15, not 8.', '- The bus leaves at 8:15 (was 8 until'],
  [
    'The tiles are blue, from Tile World.',
    'The tiles are green instead of blue.',
    '- Tiles: green, from Tile World (was',
  ],
  [
    'The builder is Mr. Kowalski.',
    'the builder is called Nowak, not Kowalski',
    '- Builder: Mr. Nowak (was Kowalski',
  ],
  ['The bus leaves at 9.', 'It leaves at 8', '- The bus leaves at 8 (was 9 until'],
  ['The bus leaves at 9.', 'sorry, 8:30', '- The bus leaves at 8:30 (was 9 until'],
  [
    'The dentist appointment is on Thursday.',
    'it moved to Friday',
    'appointment moved to Friday (was Thursday until',
  ],
])('what is corrected takes the place of what was there: %s – %s', async (first, then, line) => {
  const table = await openTable()
  await talk(table, first, then)
  const text = await allText(table)
  expect(text).toContain(line)
  expect(text.match(/^- (?!Told)/gm)).toHaveLength(1)
})

test('a correction that is known already changes nothing', async () => {
  const table = await openTable()
  const told = await talk(table, 'The bus leaves at 8.', 'The bus leaves at 8, not 9')
  expect(told).toContain('Nothing new')
  expect(await linesOf(table)).toContain('- The bus leaves at 8')
})

test('a list has a line for each thing, which are added and taken out one by one', async () => {
  const table = await openTable()
  await talk(
    table,
    'shopping list: milk, eggs, bread',
    'Add cheese and 2 bottles of wine to the shopping list please',
  )
  await talk(table, 'Remove eggs from the shopping list')
  expect(await table.file('memory_notes.md')).toMatch(
    /## Shopping list\n\n- Milk\n+- Bread\n- Cheese\n- 2 bottles of wine\n/,
  )
  expect(await talk(table, "what's on the shopping list?")).toMatch(/- Milk\n> - Bread\n> - Cheese/)
  await talk(table, 'Clear the shopping list')
  expect(await allText(table)).not.toMatch(/Milk|wine/)
})

test('what somebody wants to be reminded of is kept, and nobody is told that a reminder will come', async () => {
  const table = await openTable()
  const last = await talk(table, 'remind me to pay the rent on Friday')
  expect(await table.file('memory_notes.md')).toMatch(/## To do\n\n- Pay the rent on Friday\n/)
  expect(last).toMatch(/cannot remind you/)
  expect(await talk(table, 'What do I have to do?')).toContain('> - Pay the rent on Friday')
})

test.each([
  ['My kids are called Ann and Ben.', 'memory_alice.md'],
  ['My wife Clara works at Globex.', 'memory_alice.md'],
])('what is told of one’s own people stands under one’s own name: %s', async (text, file) => {
  const table = await openTable()
  await talk(table, text)
  expect(await table.files()).toEqual([file])
})

test('“she” and “he” are whoever was spoken of last', async () => {
  const table = await openTable()
  await talk(table, 'My wife Clara works as a nurse.')
  expect(await talk(table, 'Where does she work?')).toContain('Clara works as a nurse')
})

test('an amount without a currency is a value under its label', async () => {
  const table = await openTable()
  await talk(
    table,
    'We just talked to ACME Corp, they want to move 50 apps to the cloud, budget 500k, 9 months.',
  )
  const lines = await linesOf(table)
  expect(lines).toEqual(
    expect.arrayContaining(['- Budget: 500k', '- Timeline: 9 months', '- Apps to move: 50']),
  )
  await talk(table, 'budget went up to 600k')
  expect(await linesOf(table)).toContain('- Budget: 600k (was 500k until 2026-11-23, told by Alice)')
})

test('what is refused as a secret is said once, without trying again', async () => {
  const table = await afterAlice()
  const last = await talk(table, 'What do we know about acme?')
  expect(last).toContain('> - Budget: $500K')
})

/** Twenty sentences of which no rule reads the most. */
const LONG = [
  'The workshop went well.',
  'The room has a small stage.',
  'Our guests liked the music.',
  'The soup was cold.',
  'Maria sang twice.',
  'The projector broke at noon.',
  'The caretaker fixed it quickly.',
  'Our sponsor left early.',
  'The garden was open.',
  'The children painted a wall.',
  'Two chairs are broken.',
  'The printer needs paper.',
  'The doors close at ten.',
  'The cellar smells of gas.',
  'We owe the caterer an answer.',
  'Budget is $4K.',
]

test('of a long message each sentence is kept', async () => {
  const table = await openTable()
  await talk(table, LONG.join(' '))
  const text = await allText(table)
  for (const sentence of LONG.slice(0, -1)) expect(text).toContain(sentence.slice(0, -1))
  expect(text).toContain('- Budget: $4K')
})

test('what was not kept of a message is said', async () => {
  const table = await openTable()
  const last = await talk(
    table,
    'Budget is $4K. Nothing beats a quiet evening by the lake. Deadline is 5 May 2027.',
  )
  expect(last).toMatch(/did not keep[\s\S]*> Nothing beats a quiet evening by the lake/)
  expect(await allText(table)).not.toContain('lake')
})

test('thanks, wishes and talk with the model are no loss to speak of', async () => {
  const table = await openTable()
  const last = await talk(
    table,
    'Hi! Thanks for your help. Budget is $4K. That was great. Please keep it. See you tomorrow!',
  )
  expect(last).toContain('Budget: **$4K**')
  expect(last).not.toContain('did not keep')
})

test.each([
  ["I'm 34, vegetarian and live in Ghent.", ['34', 'vegetarian', 'Ghent']],
  ['My boss is called Wim and he is on holiday until 12 December', ['Wim', 'holiday until 12 December']],
  ["I don't like coriander", ["- Doesn't like coriander"]],
  ['Initech cancelled.', ['- Initech cancelled']],
  ["Tom's birthday is on the 5th of May, remind me", ["- Tom's birthday is on the 5th of May\n"]],
  ["We're renovating the kitchen.", ["- We're renovating the kitchen"]],
])('no word that says something is lost: %s', async (text, words) => {
  const table = await openTable()
  await talk(table, text)
  const all = await allText(table)
  for (const word of words) expect(all).toContain(word)
  expect(all).not.toContain('Deadline')
})

test.each([
  [
    'Ann is allergic to nuts. Ann is 7.',
    'Actually Ann is 8 now',
    ['Ann is allergic to nuts', 'Ann is 8 (was 7'],
  ],
  [
    'Meeting notes 12 Nov: Present: Ann, Bob. Next meeting: 26 Nov, 10:00.',
    'the next meeting is on 27 Nov instead',
    ['Present: Ann, Bob', 'Next meeting: 27 Nov (was 26 Nov, 10:00'],
  ],
  ['Release 2.4 ships on 2026-12-15', 'release 2.4 slipped to Dec 22', ['elease 2.4 slipped to Dec 22 (was']],
  ['my favourite colour is green', 'my favorite color is now blue', ['blue']],
  ['I live in Ghent.', 'I moved to Antwerp', ['Location: Antwerp (was Ghent']],
])('a correction takes nothing with it that it does not correct: %s – %s', async (first, then, lines) => {
  const table = await openTable()
  await talk(table, first, then)
  const all = await allText(table)
  for (const line of lines) expect(all).toContain(line)
})

test('of a line that names several things only the one that is named goes', async () => {
  const table = await afterAlice()
  await talk(table, 'They also need Apple Pay, PayPal and invoices.')
  const last = await talk(table, 'Drop PayPal from the requirements')
  expect((await linesOf(table)).filter((line) => /Pay|invoices/.test(line))).toEqual([
    '- Apple Pay and invoices',
  ])
  expect(last).toContain('> - Apple Pay and invoices')
})

test('“she” is the one person that was told, not the customer', async () => {
  const table = await openTable()
  await talk(
    table,
    "We're working with Orbit Labs on a new shop. Their CEO is Lena Fox.",
    'She prefers phone calls.',
  )
  expect(await table.file('memory_orbit_labs.md')).not.toContain('phone calls')
  expect(await talk(table, 'What does Lena Fox prefer?')).toContain('refers phone calls')
})

test.each([
  ['Can you remember that my passport expires on 4 July 2028?', 'assport expires'],
  ['my doctor is at Hauptstr. 5 in Kiel', 'Hauptstr. 5 in Kiel'],
])('a polite wish and an abbreviation lose nothing: %s', async (text, words) => {
  const table = await openTable()
  await talk(table, text)
  expect(await allText(table)).toContain(words)
})
