import { expect, test } from 'vitest'
import { allText, openTable, talkAs } from '../../test/rehearsal-table.ts'

const talk = talkAs('Jonas')

test('the first words of a German newcomer are understood, kept and answered in German', async () => {
  const table = await openTable()
  const told = await talk(
    table,
    'Unser Kunde ist ACME GmbH. Das Budget beträgt 500.000 Euro, und die Laufzeit ist 9 Monate.',
  )
  expect(await table.files()).toEqual(['memory_acme_gmbh.md'])
  expect((await allText(table)).split('\n')).toEqual(
    expect.arrayContaining(['# ACME GmbH', '- Budget: 500.000 Euro', '- Laufzeit: 9 Monate']),
  )
  expect(told).toMatch(/Ich behalte das in einem neuen Dokument, `\/memories\/memory_acme_gmbh\.md`/)
  expect(told).not.toMatch(/\b(?:the|keep|document,)\b/)
})

test.each([
  ['Ann ist 7, Ben ist 5.', ['- Ann: 7', '- Ben: 5']],
  ['Bitte merk dir, dass der Hund Rex heißt.', ['- Der Hund Rex heißt']],
  ['Merk dir: das WLAN heißt Gast; der Bus fährt um 8.', ['- WLAN: Gast', '- Bus fährt: um 8']],
  ['Ich mag keine Pilze und wohne in Berlin.', ['- Ich mag keine Pilze und wohne in Berlin']],
  ['Das Treffen mit Maria ist am Dienstag um 10 Uhr.', ['- Treffen mit Maria: am Dienstag um 10 Uhr']],
  ['Einkaufsliste:\n- Milch\n- Brot', ['- Milch', '- Brot']],
])('keeps what is told in its own words: %s', async (text, lines) => {
  const table = await openTable()
  await talk(table, text)
  expect((await allText(table)).split('\n')).toEqual(expect.arrayContaining(lines))
})

test.each([
  ['Wie hoch ist das Budget?', '> - Budget: 500.000 Euro'],
  ['Was weißt du über ACME GmbH?', '> - Laufzeit: 9 Monate'],
  ['Wie viel Geld haben wir?', '> - Budget: 500.000 Euro'],
  ['Wie heißt der Hund?', 'Das steht nicht im Gedächtnis'],
  ['Was ist im Gedächtnis?', '- `/memories/memory_acme_gmbh.md`'],
  ['Wer bist du?', 'kein Sprachmodell'],
  ['Danke!', 'Gern'],
])('answers in German: %s', async (question, answer) => {
  const table = await openTable()
  await talk(
    table,
    'Unser Kunde ist ACME GmbH. Das Budget beträgt 500.000 Euro, und die Laufzeit ist 9 Monate.',
  )
  expect(await talk(table, question)).toContain(answer)
})

test.each([
  ['Das Budget beträgt jetzt 650.000 Euro.', '- Budget: 650.000 Euro (was 500.000 Euro until'],
  ['Nein, das Budget ist 650.000 Euro.', '- Budget: 650.000 Euro (was 500.000 Euro until'],
])('a correction takes the place of what was there: %s', async (text, line) => {
  const table = await openTable()
  await talk(table, 'Unser Kunde ist ACME GmbH. Das Budget beträgt 500.000 Euro.')
  expect(await talk(table, text)).toContain('vorher 500.000 Euro')
  expect(await allText(table)).toContain(line)
})

test('forgets a line, and everything only after a yes', async () => {
  const table = await openTable()
  await talk(
    table,
    'Unser Kunde ist ACME GmbH. Das Budget beträgt 500.000 Euro. Die Laufzeit ist 9 Monate.',
    'Vergiss das Budget',
  )
  expect(await allText(table)).not.toContain('Budget')
  expect(await talk(table, 'Vergiss alles')).toContain('„Ja, vergiss alles“')
  expect(await table.files()).toHaveLength(1)
  await talk(table, 'Ja, vergiss alles')
  expect(await table.files()).toEqual([])
})

test('a work is composed on request, and it is said that it is in English', async () => {
  const table = await openTable()
  await talk(table, 'Unser Kunde ist ACME GmbH. Das Budget beträgt 500.000 Euro.')
  expect(await talk(table, 'Erstelle bitte eine Architektur für ACME GmbH.')).toMatch(
    /`\/memories\/memory_acme_gmbh_architecture\.md`.*Englisch/,
  )
  expect(await table.files()).toContain('memory_acme_gmbh_architecture.md')
})

test('what no rule reads is answered with what can be done, and nothing is changed', async () => {
  const table = await openTable()
  const { text, calls } = await table.say(
    'Jonas',
    'Schreib mir bitte ein Gedicht über den Herbst und die Blätter',
  )
  expect(text).toMatch(/Probemodell[\s\S]*Was ich kann/)
  expect(calls.every(({ command }) => command === 'view')).toBe(true)
})
