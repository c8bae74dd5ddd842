import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { afterAlice, allText, openTable } from '../../test/rehearsal-table.ts'

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
  expect((await allText(table)).split('\n')).toEqual(expect.arrayContaining(lines))
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
  const { last } = await table.say('Alice', text)
  expect(last).toContain(/: (.*) \(was/.exec(line)?.[1])
  expect((await table.file('memory_acme_corp.md')).split('\n')).toContain(line)
})

test('what is on a day of the week is replaced when it moves, and "not" stays with its clause', async () => {
  const table = await openTable()
  await table.say('Lena', 'Hey, I am Lena and I coach a team in Porto')
  await table.say('Lena', 'training is Tuesdays at 18:30')
  await table.say('Lena', 'training moved to Wednesdays at 19:00')
  await table.say('Lena', 'The bus leaves at 8, not 9.')
  const lines = (await allText(table)).split('\n')
  expect(lines).toContain('- Coaches a team in Porto')
  expect(lines).toContain('- The bus leaves at 8, not 9')
  expect(lines.filter((line) => line.includes('Tuesdays'))).toEqual([
    '- Training moved to Wednesdays at 19:00 (was Tuesdays at 18:30 until 2026-11-23, told by Lena)',
  ])
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
  const before = await allText(table)
  await table.say('Alice', text)
  expect(await allText(table)).toBe(before)
})

test('“X, not Y” replaces the words in the line that says Y, and the answer quotes the new one', async () => {
  const table = await afterAlice()
  await table.say('Alice', 'Our warehouse is in Lyon.')
  const changed = await table.say('Alice', "No, it's in Marseille, not Lyon")
  expect(changed.last).toContain('- Marseille (was Lyon)')
  expect((await allText(table)).match(/Lyon/g)).toHaveLength(1)
  expect((await table.say('Alice', 'Where is the warehouse?')).last).toContain(
    '> - Our warehouse is in Marseille (was Lyon until 2026-11-23, told by Alice)',
  )
})

test('what somebody just did is kept in the words of anybody', async () => {
  const table = await openTable()
  await table.say(
    'Alice',
    "I'm Alice from TechCorp. I just came out of the first call with ACME Corp. I already signed the form for them.",
  )
  const text = await allText(table)
  expect(text).toMatch(/- Came out of the first call with ACME Corp\n[\s\S]*- Signed the form for them/)
})

test('how old somebody is is no duration, and stands with the name', async () => {
  const table = await afterAlice()
  await table.say('John', 'Please design a cloud migration architecture for ACME Corp.')
  await table.say('Nadia', 'My dog is called Rex and he is 4 years old.')
  expect(await allText(table)).toContain("- Dog's name: Rex; he is 4 years old")
  expect(await allText(table)).not.toContain('Duration')
  const { last } = await table.say('Pat', 'How old is Rex?')
  expect(last).toContain('he is 4 years old')
  expect(last).not.toContain('old side')
})

test('a line that somebody added at the end of a file is told, though it stands under Sources', async () => {
  const table = await afterAlice()
  await appendFile(join(table.folder, 'memory_acme_corp.md'), '- Favourite colour of the CTO: green\n')
  for (const question of ['What do you know about ACME Corp?', 'What is the favourite colour of the CTO?']) {
    const { last } = await table.say('Pat', question)
    expect(last).toContain('Favourite colour of the CTO: green')
    expect(last).not.toContain('Told by')
  }
})

test('a list of parts counts as their sum: the lesson of forty systems designs for all their servers', async () => {
  const lesson = async (name: string) =>
    (await readFile(join('prompts/context-editing', name), 'utf8')).split(/^---$/m).at(-1)?.trim() ?? ''
  const systems = await lesson('1-context-big-document.md')
  const servers = [...systems.matchAll(/(\d+) servers/g)].reduce((sum, [, each]) => sum + Number(each), 0)
  const table = await openTable()
  await table.say('Alice', systems)
  const { last } = await table.say('John', await lesson('6-context-compose-and-reread.md'))
  expect(last).toContain(`for each of the ${servers} servers`)
})

test('a whole beside some of its parts counts alone', async () => {
  const table = await openTable()
  await table.say(
    'Alice',
    'We work with Lakeside Bank. Budget is $1M, timeline is 12 months.\n\n- Scope: 100 servers\n- Pilot: 10 servers\n- Rest: 90 servers',
  )
  const { last } = await table.say('John', 'Design a cloud migration architecture for Lakeside Bank.')
  expect(last).toContain('for each of the 100 servers')
})

test.each(['delete party.md', 'Please delete the file party.md'])(
  'a document that is not there takes nothing with it: %s',
  async (text) => {
    const table = await openTable()
    await table.say('Pat', 'Remember: the party is on 14 June.')
    const { last } = await table.say('Pat', text)
    expect(await allText(table)).toContain('14 June')
    expect(last).toContain('There is no `/memories/party.md` in memory, so I changed nothing.')
  },
)

test.each([
  'Remove the budget from memory_acme_corp.md',
  'delete the budget line in memory_acme_corp.md please',
])('a line of a document goes, not the document: %s', async (text) => {
  const table = await afterAlice()
  const { last } = await table.say('Sam', text)
  const left = await table.file('memory_acme_corp.md')
  expect(left).not.toContain('Budget')
  expect(left).toContain('Timeline: 9 months')
  expect(last).toContain('I took 1 line out of')
})

test('all of a document is the document', async () => {
  const table = await afterAlice()
  await table.say('Sam', 'Delete everything in memory_acme_corp.md')
  expect(await table.files()).toEqual([])
})

test.each(['Tell me a joke', 'Please tell me a good story.'])(
  'what no memory holds is not looked for: %s',
  async (text) => {
    const table = await afterAlice()
    const before = await allText(table)
    const { last } = await table.say('Sam', text)
    expect(last).toContain('None of my rules fits')
    expect(await allText(table)).toBe(before)
  },
)
