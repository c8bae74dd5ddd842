import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { afterAlice, allText, openTable } from '../../test/rehearsal-table.ts'

const REMEMBER =
  'Please remember: our office wifi is in building B; lunch is at 12:30; the dog is called Rex.'

test.each(['I work at Hooli as a designer.', 'I am from Hooli.', "I'm the designer at Hooli."])(
  'what somebody tells of their own organisation never goes into a customer’s document: %s',
  async (introduction) => {
    const table = await afterAlice()
    await table.say('Max', `${introduction} Our budget is $20K and the kickoff is on 3 May 2027.`)
    const acme = await table.file('memory_acme_corp.md')
    expect(acme).toContain('- Budget: $500K\n')
    expect(acme).not.toContain('3 May')
    expect(await table.file('memory_hooli.md')).toMatch(/Budget: \$20K[\s\S]*Kickoff: 3 May 2027[\s\S]*Max: /)
    await table.say('Max', 'Our headcount is 40.')
    expect(await table.file('memory_hooli.md')).toContain('Headcount: 40')
  },
)

test('a fact without a topic, from somebody unknown, goes into the notes', async () => {
  const table = await afterAlice()
  const before = await table.file('memory_acme_corp.md')
  await table.say('Nina', 'The deadline is 5 June.')
  await table.say('Nina', 'Our budget is $20K.')
  expect(await table.file('memory_acme_corp.md')).toBe(before)
  expect(await table.file('memory_notes.md')).toMatch(/Deadline: 5 June[\s\S]*Budget: \$20K/)
})

test('a sentence that reads like a label and its value is kept once, and known when it is told again', async () => {
  const table = await afterAlice()
  const told = 'Please remember that our motto is: measure twice, cut once. Tell me all about ACME Corp.'
  for (const turn of [await table.say('Alice', told), await table.say('Alice', told)])
    expect(turn.last).not.toContain('as many steps as I allow myself')
  expect((await allText(table)).split('Our motto is: measure twice, cut once')).toHaveLength(2)
})

test.each([
  ['Please remember that ACME Corp audits us on 3 March.', '- ACME Corp audits us on 3 March'],
  ['Remember that the audit is on 3 March.', '- Audit: 3 March'],
  [
    'Remember that the audit is on 3 March and that Carol leads it.',
    '- The audit is on 3 March and that Carol leads it',
  ],
  ['Remember: the release is on 5 May.', '- Release: 5 May'],
])('a day is kept with what is on it: %s', async (text, line) => {
  const table = await openTable()
  await table.say('Pat', text)
  expect((await allText(table)).split('\n')).toContain(line)
})

test('things to remember become a line each, in the notes', async () => {
  const table = await afterAlice()
  await table.say('Pat', REMEMBER)
  expect(await table.files()).toEqual(['memory_acme_corp.md', 'memory_notes.md'])
  const lines = (await table.file('memory_notes.md')).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      '- Our office wifi is in building B',
      '- Lunch is at 12:30',
      "- Dog's name: Rex",
    ]),
  )
})

test.each([
  ['Actually the dog is called Max.', "- Dog's name: Max (was Rex until 2026-11-23, told by Pat)"],
  ["The dog's name changed to Max.", "- Dog's name: Max (was Rex until 2026-11-23, told by Pat)"],
  ['The dog is now called Max', "- Dog's name: Max (was Rex until 2026-11-23, told by Pat)"],
  ['No, lunch is at 13:00 now.', '- Lunch is at 13:00 (was 12:30 until 2026-11-23, told by Pat)'],
  ['Correction: lunch is at 1pm', '- Lunch is at 1pm (was 12:30 until 2026-11-23, told by Pat)'],
])('a correction replaces the line that it corrects: %s', async (text, line) => {
  const table = await afterAlice()
  await table.say('Pat', REMEMBER)
  const exchange = await table.say('Pat', text)
  expect(exchange.calls.at(-1)?.command).toBe('str_replace')
  expect((await table.file('memory_notes.md')).split('\n')).toContain(line)
  expect(await table.files()).toEqual(['memory_acme_corp.md', 'memory_notes.md'])
})

test('“it is” corrects what was quoted last', async () => {
  const table = await openTable()
  await table.say('Pat', REMEMBER)
  await table.say('Pat', 'What is the dog called?')
  await table.say('Pat', 'No, it is Bello.')
  expect(await table.file('memory_notes.md')).toContain("- Dog's name: Bello (was Rex")
})

test('forgets one of several things and nothing else', async () => {
  const table = await afterAlice()
  await table.say('Pat', REMEMBER)
  await table.say('Pat', 'Forget the wifi')
  const text = await table.file('memory_notes.md')
  expect(text).not.toContain('wifi')
  expect(text).toMatch(/Lunch[\s\S]*Rex/)
})

test.each([
  ['What is the dog called?', "> - Dog's name: Rex"],
  ['When is lunch?', '> - Lunch is at 12:30'],
  ['Where is the wifi?', '> - Our office wifi is in building B'],
])('finds again what was kept: %s', async (question, line) => {
  const table = await afterAlice()
  await table.say('Pat', REMEMBER)
  const { last } = await table.say('Bob', question)
  expect(last).toContain(line)
  expect(last).toContain('`/memories/memory_notes.md`')
  expect(last.match(/^> /gm)).toHaveLength(1)
})

test('a question about oneself is answered from one’s own document too', async () => {
  const table = await afterAlice()
  await table.say('Kim', 'I hate mushrooms.')
  const own = (await table.say('Kim', 'What do you know about me?')).last
  expect(own).toContain('> - Hates mushrooms')
  expect(own).not.toContain('$500K')
  await table.say('Lea', 'I work for Initech as a product manager.')
  expect((await table.say('Lea', 'What do you know about me?')).last).toContain(
    '> - Lea: product manager, Initech',
  )
})

test('says plainly that nothing is known of a name', async () => {
  const table = await afterAlice()
  const { last } = await table.say('Bob', 'What do you know about Initech?')
  expect(last).toContain('nothing about Initech')
  expect(last).not.toContain('> ')
})

test('renames the document about a topic', async () => {
  const table = await afterAlice()
  await table.say('Bob', 'Rename the document about ACME to memory_acme_finance.md')
  expect(await table.files()).toEqual(['memory_acme_finance.md'])
})

test.each([
  ['Le budget du projet Alpha est de 20 000 euros.', /anglais/],
  ['El presupuesto del proyecto es de 20.000 euros.', /inglés/],
  ['我们的预算是两万欧元。', /English/],
])('says in the reader’s language that its rules are English: %s', async (text, pattern) => {
  const table = await openTable()
  const exchange = await table.say('Jonas', text)
  expect(exchange.last).toMatch(pattern)
  expect(exchange.calls).toEqual([])
})

test('keeps a relative change as told, and says that it does not calculate', async () => {
  const table = await afterAlice()
  const { last } = await table.say('Alice', 'The budget went up by $50K.')
  const acme = await table.file('memory_acme_corp.md')
  expect(acme).toContain('- Budget: $500K\n')
  expect(acme).toContain('- The budget went up by $50K')
  expect(last).toMatch(/as you told it.*calculate/)
  expect(await allText(table)).not.toContain('$550K')
})

test('the three prompts of the example, word for word, make one customer’s document and two works', async () => {
  const table = await openTable()
  const folder = join(import.meta.dirname, '..', '..', 'prompts', 'three-person-example')
  for (const file of (await readdir(folder)).sort().slice(0, 3)) {
    const [, who, text] =
      /^for: (.*)$[\s\S]*?^---$([\s\S]*)/m.exec(await readFile(join(folder, file), 'utf8')) ?? []
    await table.say(who ?? '', text?.trim() ?? '')
  }
  expect(await table.files()).toEqual([
    'memory_acme_corp.md',
    'memory_acme_corp_architecture.md',
    'memory_acme_corp_proposal.md',
  ])
  const facts = await table.file('memory_acme_corp.md')
  for (const line of ['- Budget: $500K', '- Timeline: 9 months', '- Compliance: SOC 2'])
    expect(facts.split('\n')).toContain(line)
})

test('the answer to a question without a name comes from elsewhere when the talk so far was of something else', async () => {
  const table = await afterAlice()
  await table.say('Pat', REMEMBER)
  expect((await table.say('Alice', 'What is the dog called?')).last).toContain('Rex')
  expect((await table.say('Pat', 'What is the budget of Initech?')).last).not.toContain('$500K')
})
