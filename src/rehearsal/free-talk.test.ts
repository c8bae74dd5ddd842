import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTable, type Table } from '../../test/rehearsal-table.ts'

const ALICE =
  "I'm Alice from TechCorp. We're working with ACME Corp on a cloud migration project. Budget is $500K, timeline is 9 months, they need to migrate 50 applications. They must be SOC 2 compliant."
const REMEMBER =
  'Please remember: our office wifi is in building B; lunch is at 12:30; the dog is called Rex.'

async function afterAlice(): Promise<Table> {
  const table = await openTable()
  await table.say('Alice', ALICE)
  return table
}

async function all(table: Table): Promise<string> {
  const files = await table.files()
  return (await Promise.all(files.map((file) => table.file(file)))).join('\n')
}

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
  expect((await all(table)).split('Our motto is: measure twice, cut once')).toHaveLength(2)
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
  expect((await all(table)).split('\n')).toContain(line)
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
  ['Ich bin Jonas. Das Budget für Projekt Alpha beträgt 20.000 Euro.', /Englisch/],
  ['Wie heißt der Hund?', /Englisch/],
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
  expect(await all(table)).not.toContain('$550K')
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

test.each([
  [
    "Hi! I'm Nadia, I run a bakery in Ghent with my brother Tom.",
    ['- Runs a bakery in Ghent with my brother Tom'],
  ],
  [
    'We open at 7, except on Sundays when we open at 8. Closed Mondays!',
    ['- We open at 7, except on Sundays when we open at 8', '- Closed Mondays'],
  ],
  [
    'btw their CFO is called Miriam Okafor and she hates surprises in invoices',
    ['- Miriam Okafor: CFO; hates surprises in invoices'],
  ],
  ['contact is Jane Doe (jane@globex.example)', ['- Contact is Jane Doe (jane@globex.example)']],
  ['Sophie will join us in May.', ['- Sophie will join us in May']],
  [
    'Ask for Pieter at the front desk, he has the keys.',
    ['- Ask for Pieter at the front desk, he has the keys'],
  ],
])('nothing that was told is lost: %s', async (text, lines) => {
  const table = await openTable()
  await table.say('Nadia', text)
  expect((await all(table)).split('\n')).toEqual(expect.arrayContaining(lines))
})

test.each([
  'We open at 8 on Sundays. Closed Mondays!',
  'Somebody has the keys. Sundays are quiet.',
  'March is busy and Fridays have a market.',
])('a day, a month or somebody is no topic: %s', async (text) => {
  const table = await openTable()
  await table.say('Nadia', text)
  expect(await table.files()).toEqual(['memory_notes.md'])
})

test.each([
  ['rename memory_notes.md to kickoff.md please', 'kickoff.md'],
  ['Please rename memory_notes.md to release-1.4.md.', 'release-1.4.md'],
])('a document gets the name that was asked for: %s', async (text, name) => {
  const table = await openTable()
  await table.say('Pat', 'Remember: the release is on 5 May.')
  await table.say('Pat', text)
  expect(await table.files()).toEqual([name])
})

test.each([
  'Please add to release-1.4.md that the beta begins on Monday',
  'add that the beta begins on Monday to release-1.4.md',
])('a line goes to the document that is named, whether or not it is there: %s', async (text) => {
  const table = await afterAlice()
  await table.say('Pat', text)
  await table.say('Pat', 'Could you add the line "Olaf tests it" to release-1.4.md?')
  expect(await table.files()).toEqual(['memory_acme_corp.md', 'release-1.4.md'])
  expect(await table.file('release-1.4.md')).toContain('- The beta begins on Monday\n- Olaf tests it\n')
})

test.each([
  'delete everything about Miriam',
  'forget everything about Miriam please',
  'forget Miriam, she has left us',
])('what is to be forgotten is found without the words around it: %s', async (text) => {
  const table = await afterAlice()
  await table.say('Alice', 'Their CFO is called Miriam Okafor. They fear a licence risk.')
  await table.say('Alice', text)
  expect(await table.file('memory_acme_corp.md')).not.toContain('Miriam')
  await table.say('Alice', 'forget the licence risk, that is settled')
  expect(await table.file('memory_acme_corp.md')).not.toContain('licence')
  expect(await table.file('memory_acme_corp.md')).toContain('- Budget: $500K')
})

test.each(['undo that', 'Please undo the last change.', 'revert it'])(
  'says who can undo, and undoes nothing itself: %s',
  async (text) => {
    const table = await afterAlice()
    const before = await table.file('memory_acme_corp.md')
    const exchange = await table.say('Alice', text)
    expect(exchange.last).toMatch(/I cannot take a change back.*Undo on the card.*history of the document/)
    expect(exchange.calls).toEqual([])
    expect(await table.file('memory_acme_corp.md')).toBe(before)
  },
)

test('a subject that was forgotten stays forgotten; the next fact goes where its line is', async () => {
  const table = await afterAlice()
  await table.say('Alice', 'The deadline is 5 June 2027.')
  await table.say('Alice', 'Bob prefers short answers.')
  expect(await table.files()).toEqual(['memory_acme_corp.md', 'memory_bob.md'])
  await table.say('Alice', 'forget what I said about Bob')
  await table.say('Alice', 'The deadline moved to October')
  expect(await table.files()).toEqual(['memory_acme_corp.md'])
  expect(await table.file('memory_acme_corp.md')).toContain(
    '- Deadline: October (was 5 June 2027 until 2026-11-23, told by Alice)',
  )
})

test('a forgotten subject does not come back where nothing else is known', async () => {
  const table = await openTable()
  await table.say('Alice', 'Bob prefers short answers.')
  await table.say('Alice', 'delete memory_bob.md')
  await table.say('Alice', 'The deadline moved to October')
  expect(await table.files()).toEqual(['memory_notes.md'])
})

test('somebody whom one has signed with is a customer', async () => {
  const table = await openTable()
  await table.say('Bob', 'We signed with Globex today! Budget 1.2 million euros, 14 months.')
  expect(await table.files()).toEqual(['memory_globex.md'])
  expect(await table.file('memory_globex.md')).toMatch(/Customer: Globex[\s\S]*Budget: 1\.2 million euros/)
})

test.each(['Ask for Pieter at the front desk.', 'a man named Olaf asked for night mode', 'Who is Pieter?'])(
  'somebody named in passing does not become the home of what is told next: %s',
  async (text) => {
    const table = await afterAlice()
    await table.say('Alice', text)
    await table.say('Alice', 'Budget is $450K.')
    expect(await table.file('memory_acme_corp.md')).toContain('- Budget: $450K (was $500K')
    expect((await table.files()).filter((file) => /pieter|olaf/.test(file))).toEqual([])
  },
)

test.each([
  ['Actually the budget went down to 420K', '- Budget: $420K (was $500K until 2026-11-23, told by Alice)'],
  ['The budget was cut to $420K.', '- Budget: $420K (was $500K until 2026-11-23, told by Alice)'],
  [
    'The timeline dropped to 7 months.',
    '- Timeline: 7 months (was 9 months until 2026-11-23, told by Alice)',
  ],
])('a value that has become another takes the place of the old one: %s', async (text, line) => {
  const table = await afterAlice()
  await table.say('Alice', text)
  expect((await table.file('memory_acme_corp.md')).split('\n')).toContain(line)
})

test('a day that moves takes the place of the sentence that said it', async () => {
  const table = await openTable()
  await table.say('Pat', 'The kickoff is on Tuesday.')
  await table.say('Pat', 'The kickoff moved to Wednesday.')
  expect(await table.file('memory_notes.md')).toContain(
    '- Kickoff: Wednesday (was Tuesday until 2026-11-23, told by Pat)',
  )
})

test.each([
  "That's a lot of money, not a little.",
  'It was great to see Berlin.',
  'Write a poem about Paris.',
])('small talk and wishes are not kept: %s', async (text) => {
  const table = await afterAlice()
  await table.say('Alice', 'Dave will be the tester.')
  const before = await all(table)
  await table.say('Alice', text)
  expect(await all(table)).toBe(before)
})

test('“X, not Y” replaces the words in the line that says Y, and the answer quotes the new one', async () => {
  const table = await afterAlice()
  await table.say('Alice', 'Our warehouse is in Lyon.')
  const changed = await table.say('Alice', "No, it's in Marseille, not Lyon")
  expect(changed.last).toContain('- Marseille (was Lyon)')
  expect((await all(table)).match(/Lyon/g)).toHaveLength(1)
  expect((await table.say('Alice', 'Where is the warehouse?')).last).toContain(
    '> - Our warehouse is in Marseille (was Lyon until 2026-11-23, told by Alice)',
  )
})
