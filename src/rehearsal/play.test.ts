import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ALICE, afterAlice, openTable } from '../../test/rehearsal-table.ts'

const JOHN =
  "Hi, I'm John, solution architect at TechCorp. Based on the customer information in memory about ACME Corp, please design a cloud migration architecture."
const SAM =
  "Hi, I'm Sam from TechCorp. Create a proposal based on the customer requirements and the architecture in memory."

test('three people and one memory: facts, an architecture out of them, a proposal out of both', async () => {
  const table = await openTable()

  const alice = await table.say('Alice', ALICE)
  expect(alice.calls[0]).toEqual({ command: 'view', path: '/memories' })
  expect(alice.text).toMatch(/rehearsal model.*follows rules.*not a language model/)
  expect(alice.last).toContain('/memories/memory_acme_corp.md')
  const facts = await table.file('memory_acme_corp.md')
  for (const line of [
    '# ACME Corp',
    '## Project',
    '- Project: cloud migration',
    '- Budget: $500K',
    '- Timeline: 9 months',
    '- Applications to migrate: 50',
    '- SOC 2 compliance',
    '- Told by Alice on 2026-11-23',
  ]) {
    expect(facts.split('\n')).toContain(line)
  }

  const john = await table.say('John', JOHN)
  expect(john.calls.map((call) => call.command)).toEqual(['view', 'view', 'create', 'insert'])
  const design = await table.file('memory_acme_corp_architecture.md')
  expect(design).toContain('# ACME Corp: cloud migration architecture')
  expect(design).toContain('| **Total** | **100 %** | **$500K** |')
  expect(design).toContain('| Pilot | 3 | 5 |')
  expect(design).toContain('**SOC 2**')
  expect(john.last).toContain('Budget: $500K (memory_acme_corp.md)')
  expect(await table.file('memory_acme_corp.md')).toContain(
    '- John: solution architect, TechCorp; wrote `memory_acme_corp_architecture.md`',
  )

  const sam = await table.say('Sam', SAM)
  const offer = await table.file('memory_acme_corp_proposal.md')
  expect(offer).toContain('- `/memories/memory_acme_corp_architecture.md`')
  expect(offer).toContain('50 applications, within 9 months and for $500K, ready for SOC 2')
  expect(offer).toContain('- John: solution architect, TechCorp')
  expect(sam.last).toContain('/memories/memory_acme_corp_proposal.md')
})

test('the parts of a plan add up to the stored numbers', async () => {
  const table = await openTable()
  await table.say(
    'Ada',
    'Our customer is Globex GmbH. They plan a migration of 37 applications. Budget is €1.3M, timeline is 14 months.',
  )
  await table.say('Ada', 'Design an architecture for Globex.')
  const design = await table.file('memory_globex_gmbh_architecture.md')
  const moved = [...design.matchAll(/^\| (?:Pilot|Wave \d) \| [\d–]+ \| (\d+) \|/gm)].map((row) =>
    Number(row[1]),
  )
  expect(moved.reduce((a, b) => a + b, 0)).toBe(37)
  expect(design).toContain('| Hand-over | 14 |')
  expect(design).toContain('**€1.3M**')
})

test('the same facts told again make no duplicate', async () => {
  const table = await afterAlice()
  const before = await table.file('memory_acme_corp.md')
  const again = await table.say('Alice', ALICE)
  expect(again.last).toContain('Nothing new')
  expect(await table.file('memory_acme_corp.md')).toBe(before)
})

test('a changed fact is replaced where it stands, with what it was', async () => {
  const table = await afterAlice()
  await table.say('John', JOHN)
  const change = await table.say('Alice', 'The budget is now $650K.')
  expect(change.calls.at(-1)).toEqual({
    command: 'str_replace',
    path: '/memories/memory_acme_corp.md',
    old_str: '- Budget: $500K',
    new_str: '- Budget: $650K (was $500K until 2026-11-23, told by Alice)',
  })
  expect(change.last).toContain('`memory_acme_corp_architecture.md` still says $500K')
})

test('new facts go into their sections, several changes in one reply', async () => {
  const table = await afterAlice()
  await table.say(
    'Alice',
    'They also prefer AWS, want zero downtime for the payment systems, and the CTO is Maria Lopez. Go-live is planned for March 2027.',
  )
  const lines = (await table.file('memory_acme_corp.md')).split('\n')
  expect(lines.indexOf('- Go-live: March 2027')).toBeLessThan(lines.indexOf('## Requirements'))
  expect(lines).toContain('- Prefers AWS')
  expect(lines).toContain('- Zero downtime for the payment systems')
  expect(lines.indexOf('- Maria Lopez: CTO')).toBeGreaterThan(lines.indexOf('## People'))
})

test('lists, key: value lines and a sentence become one document', async () => {
  const table = await openTable()
  await table.say(
    'Sam',
    'Notes from the call with Globex GmbH:\n- Budget: €1.2M\n- 120 servers\n\nRequirements:\n- GDPR\n- Data stays in Germany\n\nThey are a manufacturer based in Munich.',
  )
  const text = await table.file('memory_globex_gmbh.md')
  for (const line of [
    '- Budget: €1.2M',
    '- Servers: 120',
    '- GDPR compliance',
    '- Data stays in Germany',
    '- Location: Munich',
  ]) {
    expect(text.split('\n')).toContain(line)
  }
  expect(text.indexOf('## Requirements')).toBeLessThan(text.indexOf('- Data stays in Germany'))
})

test('"add Priya as project lead" adds her to the people of the chat’s customer', async () => {
  const table = await afterAlice()
  await table.say('Alice', 'Add Priya as project lead')
  expect(await table.file('memory_acme_corp.md')).toContain('- Priya: project lead')
  const who = await table.say('Sam', 'Who is the project lead at ACME?')
  expect(who.last).toContain('> - Priya: project lead')
})

test('questions are answered by quoting lines with their document', async () => {
  const table = await afterAlice()
  const all = await table.say('Sam', 'What do you know about ACME?')
  expect(all.last).toContain('From `/memories/memory_acme_corp.md`')
  expect(all.last).toContain('> - Timeline: 9 months')
  const one = await table.say('Sam', 'How much money do they have?')
  expect(one.last).toContain('> - Budget: $500K')
  expect(one.last).not.toContain('Timeline')
})

test('says plainly when the answer is not stored', async () => {
  const table = await afterAlice()
  const answer = await table.say('Sam', 'Who is the CEO of ACME?')
  expect(answer.last).toContain('That is not stored in memory')
  expect(answer.last).not.toContain('> ')
  expect((await (await openTable()).say('Sam', 'What is the budget?')).last).toContain('The memory is empty')
})

test('forgets a fact, and a topic', async () => {
  const table = await afterAlice()
  const fact = await table.say('Sam', 'Forget the budget')
  expect(fact.last).toContain('> - Budget: $500K')
  expect(await table.file('memory_acme_corp.md')).not.toContain('Budget')
  const topic = await table.say('Sam', 'forget everything about ACME')
  expect(topic.calls.at(-1)).toEqual({ command: 'delete', path: '/memories/memory_acme_corp.md' })
  expect(await table.files()).toEqual([])
})

test('forgets everything only after a yes', async () => {
  const table = await afterAlice()
  const asked = await table.say('Sam', 'Forget everything')
  expect(asked.calls.every((call) => call.command === 'view')).toBe(true)
  expect(await table.files()).toHaveLength(1)
  await table.say('Sam', 'yes')
  expect(await table.files()).toEqual([])
})

test('renames inside the memory and nowhere else', async () => {
  const table = await afterAlice()
  await table.say('Sam', 'rename memory_acme_corp.md to customers/acme.md')
  expect(await table.files()).toEqual(['customers/acme.md'])
  const bad = await table.say('Sam', 'rename acme.md to ../../etc/passwd')
  expect(bad.calls.filter((call) => call.command === 'rename')).toEqual([])
})

test('says what it is, and what it can do with what it does not understand', async () => {
  const table = await openTable()
  const who = await table.say('Bob', 'Who are you?')
  expect(who.calls).toEqual([])
  expect(who.last).toMatch(/program that follows rules; no language model/)
  const odd = await table.say('Bob', 'lol the weather')
  expect(odd.last).toContain('None of my rules fits')
  expect(await table.files()).toEqual([])
})

test('what a person says about themselves is kept under their name', async () => {
  const table = await openTable()
  await table.say('Bob', 'I prefer short answers and I live in Berlin.')
  const text = await table.file('memory_bob.md')
  expect(text).toContain('- Prefers short answers')
  expect(text).toContain('- Location: Berlin')
})

test('a document that somebody rewrote by hand is read as it is now', async () => {
  const table = await afterAlice()
  await writeFile(
    join(table.folder, 'memory_acme_corp.md'),
    '# ACME Corp\n\n* Budget: 400 thousand dollars\n* Motto: faster\n',
  )
  const change = await table.say('Alice', 'The budget is now $650K.')
  const text = await table.file('memory_acme_corp.md')
  expect(text).toContain('- Budget: $650K (was 400 thousand dollars')
  expect(text).toContain('* Motto: faster')
  expect(change.last).toContain('was 400 thousand dollars')
})

test.each([false, true])('plays on under demo clearing, tool inputs cleared: %s', async (clearInputs) => {
  const table = await openTable()
  const more = {
    betas: ['context-management-2025-06-27'],
    context_management: {
      edits: [
        {
          type: 'clear_tool_uses_20250919',
          trigger: { type: 'input_tokens', value: 2_000 },
          keep: { type: 'tool_uses', value: 0 },
          clear_at_least: { type: 'input_tokens', value: 500 },
          clear_tool_inputs: clearInputs,
        },
      ],
    },
  }
  let cleared = 0
  for (const text of [
    ALICE,
    JOHN,
    SAM,
    'The budget of ACME Corp is now $650K.',
    'Update the architecture of ACME Corp.',
    'What do you know about ACME?',
  ]) {
    const exchange = await table.say('Alice', text, more)
    expect(exchange.replies).toBeLessThanOrEqual(8)
    cleared += exchange.cleared
  }
  expect(cleared).toBeGreaterThan(0)
  const facts = await table.file('memory_acme_corp.md')
  expect(facts).toContain('- Budget: $650K (was $500K')
  expect(facts).toContain('- Timeline: 9 months')
  expect((await table.files()).length).toBeGreaterThanOrEqual(3)
})

test('decisions, parts and people’s own words are kept; a difference is not taken for a value', async () => {
  const table = await openTable()
  await table.say(
    'Dev',
    'We are building a mobile app called Bluebird. The backend uses Go and PostgreSQL. Release is on 15 March 2027. Budget is $90K.',
  )
  await table.say('Dev', 'We decided to use feature flags instead of long-lived branches.')
  await table.say('Dev', 'Their budget went up by $50K.')
  const text = await table.file('memory_bluebird.md')
  for (const line of [
    '- Release: 15 March 2027',
    '- The backend uses Go and PostgreSQL',
    '- Decided to use feature flags instead of long-lived branches',
    '- Budget: $90K',
    '- Their budget went up by $50K',
  ]) {
    expect(text.split('\n')).toContain(line)
  }
  expect((await table.say('Dev', 'What did we decide about branches?')).last).toContain(
    '> - Decided to use feature flags',
  )
})

test('a work asked for again is written anew, and says on what the old one rested', async () => {
  const table = await afterAlice()
  await table.say('John', JOHN)
  const same = await table.say('John', 'Update the architecture for ACME Corp.')
  expect(same.last).toContain('already says what is stored now')
  await table.say('Alice', 'The budget is now $650K.')
  const anew = await table.say('John', 'Update the architecture for ACME Corp.')
  // The SDK's file tool never writes over a file; a memory that allows it after a look gets the same name.
  expect(await table.file('memory_acme_corp_architecture_v2.md')).toContain(
    '| **Total** | **100 %** | **$650K** |',
  )
  expect(anew.last).toContain('memory_acme_corp_architecture_v2.md')
})

test('what is kept without a topic goes into the notes, and is found again', async () => {
  const table = await afterAlice()
  await table.say('Dev', 'Remember: the staging server is at staging.example.com')
  expect(await table.file('memory_notes.md')).toContain('- The staging server is at staging.example.com')
  expect((await table.say('Bob', 'Where is the staging server?')).last).toContain(
    '`/memories/memory_notes.md`',
  )
})

test('what a newcomer tells of their own organisation goes into its own document, not into that of a customer', async () => {
  const table = await afterAlice()
  await table.say('Mia', 'My name is Mia, I am the CFO of Globex. Our fiscal year starts on 1 April 2027.')
  expect(await table.file('memory_acme_corp.md')).not.toContain('April')
  const own = await table.file('memory_globex.md')
  expect(own).toContain('# Globex')
  expect(own).toContain('- Fiscal year starts: 1 April 2027')
  expect(own).toContain('Mia: CFO')
  const answer = await table.say('Mia', 'When does our fiscal year start?')
  expect(answer.last).toContain('1 April 2027')
  expect(answer.last).toContain('memory_globex.md')
})

test('several things to remember in one sentence become a line each, and one of them can be forgotten', async () => {
  const table = await afterAlice()
  await table.say(
    'Mia',
    'Please remember: our office wifi is in building B; lunch is at 12:30; the dog is called Rex.',
  )
  const paths = (await table.say('Mia', 'What is the dog called?')).last
  expect(paths).toContain('Rex')
  expect(paths).not.toContain('12:30')
  const forgotten = await table.say('Mia', 'Forget the wifi')
  expect(forgotten.last).not.toContain('Rex')
  expect((await table.say('Mia', 'What is the dog called?')).last).toContain('Rex')
})

test('a question about oneself is answered with lines about oneself', async () => {
  const table = await afterAlice()
  const alice = (await table.say('Alice', 'What do you know about me?')).last
  expect(alice).toContain('Alice: TechCorp')
  expect(alice).not.toContain('$500K')
  const mia = (await table.say('Mia', 'What do you know about me?')).last
  expect(mia).toContain('no line about you, Mia')
})

test('a second customer gets a document of its own, whatever was asked of the first one before', async () => {
  const table = await afterAlice()
  await table.say('Alice', "What is the phone number of ACME Corp's CEO?")
  await table.say(
    'Alice',
    'We also met Globex GmbH today. They have 200 employees and a budget of 1.2 million euros. Their contact is Maria Schmidt.',
  )
  const globex = await table.file('memory_globex_gmbh.md')
  expect(globex).toContain('# Globex GmbH')
  expect(globex).toContain('1.2 million euros')
  expect(globex).toMatch(/Maria Schmidt: contact/)
  expect(await table.file('memory_acme_corp.md')).not.toContain('1.2 million')
})

test('a sum is not answered with lines that hold numbers', async () => {
  const table = await afterAlice()
  expect((await table.say('Alice', 'What is 17 * 23?')).last).toContain('do not calculate')
})

test('a date keeps what it is the date of', async () => {
  const table = await openTable()
  await table.say('Mia', 'My birthday is 5 June 1990.')
  expect((await table.say('Mia', 'When is my birthday?')).last).toContain('Birthday: 5 June 1990')
})

test('a worry that was told is answered in the design, not only repeated', async () => {
  const table = await openTable()
  await table.say(
    'Alice',
    'We are working with ACME Corp on a cloud migration. Budget is $500K. Main worry: downtime during the move',
  )
  await table.say('John', 'Please design a cloud migration architecture for ACME Corp.')
  expect(await table.file('memory_acme_corp_architecture.md')).toMatch(
    /[Dd]owntime during the move: replicate ahead/,
  )
})
