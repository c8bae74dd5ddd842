/** Many writers at once: what is acknowledged is kept, what is not kept is refused in words. */
import { describe, expect, it } from 'vitest'
import { inProcessLog } from '../storage/in-process.ts'
import type { Caller, Memory } from './contract.ts'
import { openMemory } from './memory.ts'

const PATH = '/memories/shared.md'

function chat(name: string | number): Caller {
  return { actor: { kind: 'claude', onBehalfOf: `Person ${name}` }, reader: `chat:${name}` }
}

function person(name: string | number): Caller {
  return { actor: { kind: 'person', name: `Person ${name}` }, reader: `person:${name}` }
}

const many = (count: number) => Array.from({ length: count }, (_, i) => i)

/** Servers that share one log. */
async function servers(count: number, text: string): Promise<readonly Memory[]> {
  const log = inProcessLog()
  const all = await Promise.all(many(count).map(() => openMemory(log)))
  await all[0]?.create(PATH, text, person('Setup'))
  return all
}

async function textOf(memory: Memory): Promise<string> {
  // Another server may have been last: a change of this one makes it catch up.
  await memory.create('/memories/probe.md', 'x', person('Probe'))
  return (await memory.text(memory.at(PATH)?.document ?? '')) ?? ''
}

describe.each([1, 2, 3])('with %i server(s) on one log', (count) => {
  it('keeps fifty str_replace at once on one file', async () => {
    const all = await servers(
      count,
      many(50)
        .map((i) => `<${i}>`)
        .join('\n'),
    )
    const results = await Promise.all(
      many(50).map((i) =>
        all[i % count]!.run(
          { command: 'str_replace', path: PATH, old_str: `<${i}>`, new_str: `done ${i}` },
          chat(i),
        ),
      ),
    )
    // A server that has not yet heard of the file is told that it does not exist; it must not happen with one server.
    const kept = many(50).filter((i) => !results[i]!.isError)
    const lines = (await textOf(all[0]!)).split('\n')
    expect(lines).toEqual(many(50).map((i) => (kept.includes(i) ? `done ${i}` : `<${i}>`)))
    if (count === 1) expect(kept).toHaveLength(50)
    for (const result of results) if (result.isError) expect(result.text).toContain('does not exist')
  })

  it('keeps one of fifty inserts made from the same view, and tells the others what is there now', async () => {
    const all = await servers(count, 'one\n')
    const [first] = all
    const info = first!.at(PATH)!
    for (const i of many(50)) first!.see(`chat:${i}`, info.document, info.version)
    const results = await Promise.all(
      many(50).map((i) =>
        first!.run({ command: 'insert', path: PATH, insert_line: 1, insert_text: `line ${i}` }, chat(i)),
      ),
    )
    const kept = results.filter((each) => !each.isError)
    expect(kept).toHaveLength(1)
    const winner = results.findIndex((each) => !each.isError)
    for (const each of results) {
      if (each.isError) expect(each.text).toContain(`changed by Claude for Person ${winner}`)
      if (each.isError) expect(each.text).toContain(`     2\tline ${winner}`)
    }
    expect(await textOf(first!)).toBe(`one\nline ${winner}\n`)
  })

  it('lets one of many creations of the same file win, and shows it to the others', async () => {
    const all = await servers(count, 'x')
    const results = await Promise.all(
      many(20).map((i) =>
        all[i % count]!.run(
          { command: 'create', path: '/memories/new.md', file_text: `text of ${i}` },
          chat(i),
        ),
      ),
    )
    const winner = results.findIndex((each) => !each.isError)
    expect(results.filter((each) => !each.isError)).toHaveLength(1)
    for (const each of results) if (each.isError) expect(each.text).toContain(`text of ${winner}`)
  })

  it('lets one of two renames to the same name through, and loses no file', async () => {
    const all = await servers(count, 'x')
    await all[0]!.create('/memories/a.md', 'a', person(0))
    await all[0]!.create('/memories/b.md', 'b', person(0))
    const outcomes = await Promise.all([
      all[0]!.rename('/memories/a.md', '/memories/c.md', person(1)),
      all[0]!.rename('/memories/b.md', '/memories/c.md', person(2)),
    ])
    expect(outcomes.map((each) => each.kind)).toEqual(['done', 'refused'])
    expect(all[0]!.documents().map((each) => each.path)).toEqual(['/memories/b.md', '/memories/c.md', PATH])
  })

  it('merges saves of different lines by people who all began from the same version', async () => {
    const all = await servers(
      count,
      many(20)
        .map((i) => `line ${i}\n\n`)
        .join(''),
    )
    const info = all[0]!.at(PATH)!
    const base = (await all[0]!.text(info.document, info.version)) ?? ''
    const outcomes = await Promise.all(
      many(20).map((i) =>
        all[0]!.save(info.document, info.version, base.replace(`line ${i}\n`, `LINE ${i}\n`), person(i)),
      ),
    )
    expect(outcomes.every((each) => each.kind === 'done' || each.kind === 'merged')).toBe(true)
    expect(await textOf(all[0]!)).toBe(base.replaceAll('line', 'LINE'))
  })
})

it('numbers a storm of all kinds of writers without gaps, and ends where the log says', async () => {
  const log = inProcessLog()
  const all = [await openMemory(log), await openMemory(log)]
  const heard: number[] = []
  all[0]!.subscribe((commit) => heard.push(commit.number))
  await Promise.all(
    many(200).map((i) => {
      const memory = all[i % 2]!
      const path = `/memories/f${i % 7}.md`
      if (i % 5 === 0) return memory.delete(path, person(i))
      if (i % 3 === 0) return memory.create(path, `text ${i}`, person(i))
      return memory.run({ command: 'create', path, file_text: `text ${i}` }, chat(i % 4))
    }),
  )
  await all[0]!.create('/memories/last.md', '', person('Last'))
  expect(heard).toEqual(many(all[0]!.head).map((i) => i + 1))
  const fresh = await openMemory(log)
  expect(fresh.documents()).toEqual(all[0]!.documents())
  expect(fresh.head).toBe(await log.head())
})
