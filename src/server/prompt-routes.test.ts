/** Prompts of one's own over HTTP, on a real server: in, out, and in again. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import { formatPrompt } from './prompt-file.ts'
import { readImport } from './prompt-import.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const ask = (method: string, path: string, body?: unknown, as = 'Alice') =>
  call(server.url, method, `/api/prompts${path}`, body, as)
const importFile = (source: string, as = 'Alice') => ask('POST', '/import', { source }, as)
const ownOf = async (as = 'Alice') =>
  (await ask('GET', '', undefined, as)).body.prompts.filter((prompt: { own?: object }) => prompt.own)

const MARKDOWN = `---
title: The week
for: Alice
group: own
order: 3
expects: A list: what was done, and by whom.
---
Write down what we did this week.

---

And who did it.
`

describe('the prompt library', () => {
  it('has what people made beside what came with it, and says who may change it', async () => {
    const id = 'kept-mine-12345678'
    const kept = await ask('POST', '', { id, title: 'Mine', text: ' What is mine? ' })
    expect(kept).toMatchObject({ status: 201, body: { prompt: { text: 'What is mine?', for: 'everybody' } } })
    const system = { id: 'kept-system-1234', title: 'Brief', group: 'system', text: 'Be brief.' }
    expect((await ask('POST', '', system)).status).toBe(201)
    const { body } = await ask('GET', '', undefined, 'Bob')
    expect(body.prompts[0]).not.toHaveProperty('own')
    expect(body.prompts.at(-1)).toMatchObject({ id, own: { by: 'Alice', version: 1, mayChange: false } })
    expect(body.systemPrompts.at(-1)).toMatchObject({ title: 'Brief', own: { by: 'Alice' } })
    expect((await ask('PUT', `/${id}`, { title: 'Mine', text: 'Other.', base: 1 }, 'Bob')).status).toBe(403)
    expect((await ask('PUT', `/${id}`, { title: 'Mine', text: 'Other.', base: 1 })).status).toBe(200)
    expect((await ask('PUT', `/${id}`, { title: 'Mine', text: 'Third.', base: 1 })).status).toBe(409)
    expect((await ask('DELETE', `/${id}`, {})).status).toBe(200)
    expect((await ask('DELETE', `/${id}`, {})).status).toBe(404)
    expect(await ownOf()).toEqual([])
  })

  it('takes a Markdown file in, and gives it out again as it came', async () => {
    const taken = await importFile(MARKDOWN)
    expect(taken).toMatchObject({ status: 200, body: { prompts: [{ title: 'The week', how: 'added' }] } })
    const { id } = taken.body.prompts[0]
    const file = await ask('GET', `/${id}/file`)
    expect(file.status).toBe(200)
    expect((await importFile(file.body)).body.prompts).toEqual([{ id, title: 'The week', how: 'unchanged' }])
    expect((await ownOf()).find((prompt: { id: string }) => prompt.id === id)).toMatchObject({
      for: 'Alice',
      expects: 'A list: what was done, and by whom.',
      text: 'Write down what we did this week.\n\n---\n\nAnd who did it.',
    })
  })

  it('gives out JSON that another workspace takes in, with prompts that came with the product if asked', async () => {
    const own = await ask('GET', '/export')
    const named = await ask('GET', '/export?ids=alice-discovery')
    expect(named.body.prompts).toMatchObject([{ id: 'alice-discovery', for: 'Alice' }])
    const other = await startServer()
    try {
      for (const file of [own, named]) {
        const source = JSON.stringify(file.body)
        const { body } = await call(other.url, 'POST', '/api/prompts/import', { source }, 'Zoe')
        expect(body.prompts.every((each: { how: string }) => each.how === 'added')).toBe(true)
      }
      const { prompts } = (await call(other.url, 'GET', '/api/prompts/export')).body
      expect(prompts).toEqual([...own.body.prompts, { ...named.body.prompts[0], id: 'kept-alice-discovery' }])
    } finally {
      await other.close()
    }
  })

  it.each([
    ['nothing', '', /begins with lines/],
    ['no prompt', 'Just a text.', /begins with lines/],
    ['a prompt without a title', '---\nfor: Alice\n---\nText', /^"title"/],
    ['a field that nobody knows', '---\ntitle: A\ncolour: red\n---\nText', /colour/],
    ['a prompt without a text', '---\ntitle: A\n---\n\n', /not empty/],
    ['half of JSON', '{"prompts":[', /does not parse/],
    ['JSON of something else', '{"a":1}', /"prompts\.0/],
    ['a second one that is not in order', '[{"title":"A","text":"x"},{"title":"B"}]', /^"prompts\.1\.text"/],
    ['no prompts', '[]', /"prompts"/],
    ['a book', JSON.stringify({ title: 'A', text: 'a'.repeat(20_001) }), /"prompts\.0\.text".*20000/],
  ])('refuses %s, in words', async (_, source, message) => {
    const before = await ownOf()
    const answer = await importFile(source)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad_input' } } })
    expect(answer.body.error.message).toMatch(message)
    expect(await ownOf()).toEqual(before)
  })
})

describe('a prompt as a file', () => {
  const line = fc
    .string({ minLength: 1, maxLength: 40 })
    .filter((text) => /^[^\s<>][^<>]*$/.test(text) && text === text.trim())
  const prompt = fc.record({
    id: fc.stringMatching(/^kept-[a-z0-9]{8,20}$/),
    title: line,
    for: line,
    group: line,
    teaches: fc.oneof(line, fc.constant('')),
    expects: fc.oneof(line, fc.constant('')),
    best: fc.constantFrom('any' as const, 'claude' as const),
    text: fc
      .oneof(fc.string(), fc.constantFrom('---\na: b\n---\n', '# T\n\n---\n\nx', '{{topic|a}}'))
      .map((text) => text.trim())
      .filter((text) => text !== ''),
  })

  it('is read as it was written, as Markdown and as JSON', () => {
    fc.assert(
      fc.property(prompt, (each) => {
        expect(readImport(formatPrompt(each))).toEqual([each])
        expect(readImport(JSON.stringify({ prompts: [each] }))).toEqual([each])
      }),
    )
  })
})
