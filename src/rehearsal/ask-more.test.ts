import { expect, test } from 'vitest'
import { afterAlice, allText, openTable } from '../../test/rehearsal-table.ts'

test('a question that names nothing but a document is answered with it', async () => {
  const table = await openTable()
  await table.say('Mara', 'Rent is 2400 pounds a month and we have 3 baristas.')
  expect((await table.say('Mara', 'How much is the rent?')).last).toContain('Rent is 2400 pounds a month')
  await table.say('Mara', 'Add "pay the baker" to todo.md')
  expect((await table.say('Mara', 'What is on my todo list?')).last).toContain('Pay the baker')
})

test('what a document does not hold is still said to be missing', async () => {
  const table = await afterAlice()
  const { last } = await table.say('Sam', 'What is the phone number of ACME Corp?')
  expect(last).toContain('not stored in memory')
})

test.each(['whats the budget', 'Whats their timeline', 'whos alice', 'hows the budget'])(
  'a question is one without its marks, too: %s',
  async (text) => {
    const table = await afterAlice()
    const before = await allText(table)
    expect((await table.say('Sam', text)).last).toMatch(/^From `\/memories\/memory_acme_corp\.md`/)
    expect(await allText(table)).toBe(before)
  },
)

test.each([
  'Create a document called todo.md with: buy milk, call Kim',
  'please make a new file todo.md containing "buy milk, call Kim"',
  'Start a note named todo.md that says buy milk, call Kim.',
])('a document is begun with what it shall hold: %s', async (text) => {
  const table = await openTable()
  await table.say('Lee', text)
  expect(await table.files()).toEqual(['todo.md'])
  expect(await table.file('todo.md')).toContain('- Buy milk, call Kim\n')
})

test('a customer that was told as a line is noted once', async () => {
  const table = await openTable()
  await table.say('Bo', 'Customer: Nordwind GmbH\nBudget: 1.5M EUR')
  expect((await allText(table)).match(/Customer: Nordwind GmbH/g)).toHaveLength(1)
})
