/** Branches in a whole workspace: what is sent, what Claude knows of the memory, and what outlives a restart. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { doing, saidTo, scripted } from '../../test/scripted-model.ts'
import { by, walksIn } from '../../test/walks.ts'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import { ACTIONS } from './actions.ts'
import { siblingsOf } from './branches.ts'
import type { ChatId, TurnId } from './events.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig(scripted)
})
afterEach(() => rig.close())

const perform: Rig['workspace']['perform'] = (action, input) => rig.workspace.perform(action, input)
const { infoOf, untilIdle, say, again, walk, textsOf } = walksIn(() => rig)

describe('an edited message', () => {
  it('is answered without the one in whose place it stands, and without what came after that', async () => {
    const chat = await rig.addChat()
    await say(chat, 'one')
    const two = await say(chat, 'two')
    await say(chat, 'three')
    await say(chat, 'two, better', two)
    expect(saidTo(rig.requests.at(-1)!)).toEqual(['one', 'two, better'])
    await say(chat, 'four')
    expect(saidTo(rig.requests.at(-1)!)).toEqual(['one', 'two, better', 'four'])
    expect(await textsOf(chat)).toEqual(['one', 'two, better', 'four'])
    await walk(chat, two)
    expect(await textsOf(chat)).toEqual(['one', 'two', 'three'])
    await say(chat, 'five')
    expect(saidTo(rig.requests.at(-1)!)).toEqual(['one', 'two', 'three', 'five'])
    expect(siblingsOf(await infoOf(chat), 2)).toEqual([2, 4])
  })

  it('may be the first; then nothing comes before it', async () => {
    const chat = await rig.addChat()
    const one = await say(chat, 'one')
    await say(chat, 'two')
    await say(chat, 'one, better', one)
    expect(saidTo(rig.requests.at(-1)!)).toEqual(['one, better'])
    expect(siblingsOf(await infoOf(chat), 3)).toEqual([1, 3])
  })

  it('keeps what stands in the composer, which is another message', async () => {
    const chat = await rig.addChat()
    const one = await say(chat, 'one')
    granted(await perform(ACTIONS.keepDraft, { chat, draft: 'half', client: 'tab' }))
    await say(chat, 'one, better', one)
    await again(chat, one)
    expect((await infoOf(chat)).draft).toBe('half')
  })
})

describe('an answer made anew', () => {
  it('is the answer to the same words of the same person, once for the same id', async () => {
    const chat = await rig.addChat()
    const one = await say(chat, 'one')
    granted(await perform(ACTIONS.changeChat, { chat, settings: { speaker: 'Bob' } }))
    const id = await again(chat, one)
    expect(granted(await perform(ACTIONS.regenerate, { chat, turn: one, id }))).toEqual({ turn: id })
    expect(await infoOf(chat)).toMatchObject({ turns: 2, tip: 2, participants: ['Alice'] })
    const state = await rig.workspace.snapshot([chat])
    expect(state.chats[chat]?.turns).toMatchObject([{ id, text: 'one', speaker: 'Alice', number: 2 }])
  })

  it('is refused for a summary, which answers nobody', async () => {
    const chat = await rig.addChat()
    await say(chat, 'one')
    const summary = 'turn_summary'
    granted(await perform(ACTIONS.compact, { ...by, chat, id: summary }))
    await untilIdle(chat, 2)
    const refused = await perform(ACTIONS.regenerate, { chat, turn: summary, id: 'turn_summary_again' })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  })
})

describe('while Claude answers', () => {
  it('nobody walks away from the answer or edits, and both are told why', async () => {
    const chat = await rig.addChat()
    const one = await say(chat, 'one')
    await say(chat, 'one, better', one)
    rig.hang()
    const tab = await rig.tab([chat])
    const running = await rig.speak(
      chat,
      doing({ command: 'create', path: '/memories/a.md', file_text: 'a\n' }),
    )
    await tab.until(({ workspace }) => workspace.memoryHead === 1)
    const busy = {
      ok: false,
      refusal: { code: 'busy', message: expect.stringMatching(/Claude is .*answering/) },
    }
    expect(await perform(ACTIONS.walk, { chat, to: { turn: one } })).toMatchObject(busy)
    expect(await perform(ACTIONS.regenerate, { chat, turn: one, id: 'turn_regenerated' })).toMatchObject(busy)
    const edit = { ...by, chat, id: 'turn_edited', text: 'x', instead: one }
    expect(await perform(ACTIONS.speak, edit)).toMatchObject(busy)
    // Where one is already, one may go.
    expect(await walk(chat, running)).toMatchObject({ number: 3, tip: 3, before: 3 })
    await rig.crash()
  })
})

describe('what Claude knows of the memory', () => {
  const PATH = '/memories/plan.md'
  const create = { command: 'create', path: PATH, file_text: 'first\n' }
  const view = { command: 'view', path: PATH }
  const insert = (text: string) => ({ command: 'insert', path: PATH, insert_line: 1, insert_text: text })

  const resultsOf = async (chat: ChatId) => {
    const turn = (await rig.workspace.snapshot([chat])).chats[chat]?.turns.at(-1)
    return turn?.steps.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === 'tool' && block.progress.kind === 'finished' ? block.progress.result : [],
      ),
    )
  }

  /** Another chat changes the document, then a turn of this one reads it; the branch in whose place it stands has not. */
  async function readInAnotherBranch(): Promise<{ readonly chat: ChatId; readonly reading: TurnId }> {
    const [chat, other] = [await rig.addChat(), await rig.addChat()]
    await say(chat, doing(create))
    await say(other, doing(view, insert('second\n')))
    const reading = await say(chat, doing(view))
    return { chat, reading }
  }

  it('does not count as seen what was read in a branch that was left', async () => {
    const { chat, reading } = await readInAnotherBranch()
    await say(chat, doing(insert('third\n')), reading)
    const [result] = (await resultsOf(chat)) ?? []
    expect(result).toMatchObject({
      isError: true,
      text: expect.stringMatching(/changed by Claude for Alice at/),
    })
    expect(result?.text).not.toContain('branch')
    expect(result?.text).toContain('second')
  })

  it('does not count it after a restart either, but counts what was read on the path', async () => {
    const { chat, reading } = await readInAnotherBranch()
    await rig.reopen()
    await say(chat, doing(insert('third\n')), reading)
    expect((await resultsOf(chat))?.[0]).toMatchObject({ isError: true })
    await walk(chat, reading)
    await say(chat, doing(insert('third\n')))
    expect((await resultsOf(chat))?.[0]).toMatchObject({ isError: false })
    expect((await infoOf(chat)).branches).toHaveLength(2)
  })

  it('is told, when refused, that another branch of this chat changed it; what was written there stays', async () => {
    const chat = await rig.addChat()
    await say(chat, doing(create))
    const writing = await say(chat, doing(insert('written beside\n')))
    await say(chat, doing(insert('third\n'), insert('third\n')), writing)
    const [refused, done] = (await resultsOf(chat)) ?? []
    expect(refused).toMatchObject({ isError: true })
    expect(refused?.text).toMatch(
      /was changed by Claude for Alice in another branch of this chat at .*, after you last looked/,
    )
    expect(refused?.text).toContain('written beside')
    expect(done).toMatchObject({ isError: false, commit: 3 })
    expect(rig.memory.head).toBe(3)
  })

  it('leaves undoing a turn of another branch as it is', async () => {
    const chat = await rig.addChat()
    await say(chat, doing(create))
    const writing = await say(chat, doing(insert('written beside\n')))
    await say(chat, 'never mind', writing)
    const what = { kind: 'turn', chat, turn: writing } as const
    expect(granted(await perform(ACTIONS.undoChanges, { ...by, what }))).toMatchObject({ kind: 'done' })
    const [document] = rig.memory.documents()
    expect(await rig.memory.text(document!.document, document!.version)).toBe('first\n')
  })
})

describe('erasing', () => {
  it('finds words in every branch, and leaves a branch alone that neither holds them nor comes after them', async () => {
    const chat = await rig.addChat()
    const one = await say(chat, 'one')
    const two = await say(chat, 'of Xyzzy')
    await say(chat, 'three')
    await say(chat, 'two', two)
    expect(await textsOf(chat)).toEqual(['one', 'two'])
    const before = await rig.database
      .selectFrom('turn')
      .select(['number', 'position'])
      .orderBy('number')
      .execute()
    const alsoIn = { documents: [], chats: true, settings: false }
    const what = { kind: 'words', words: 'Xyzzy' } as const
    const erased = granted(await perform(ACTIONS.erase, { ...by, what, alsoIn }))
    expect(erased).toMatchObject({ turns: 1, check: { found: [] } })
    const after = await rig.database
      .selectFrom('turn')
      .select(['number', 'position'])
      .orderBy('number')
      .execute()
    expect(after.filter(({ number }) => number !== 2)).toEqual(before.filter(({ number }) => number !== 2))
    await walk(chat, one)
    await walk(chat, two)
    expect(JSON.stringify(await rig.workspace.snapshot([chat]))).not.toContain('Xyzzy')
  })
})

describe('continuing', () => {
  it('is for the end of the conversation, wherever it lies; a call that a crash cut off is not made twice', async () => {
    const chat = await rig.addChat()
    await say(chat, 'one')
    const create = doing({ command: 'create', path: '/memories/a.md', file_text: 'a\n' })
    const cut = { ...by, chat, id: 'turn_cut_off', text: create }
    rig.hang()
    const tab = await rig.tab([chat])
    granted(await perform(ACTIONS.speak, cut))
    await tab.until(({ workspace }) => workspace.memoryHead === 1)
    await rig.crash()
    await say(chat, 'instead', cut.id)
    const resume = () => perform(ACTIONS.resume, { chat, turn: cut.id })
    expect(await resume()).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
    await walk(chat, cut.id)
    granted(await resume())
    await untilIdle(chat, 3)
    const { turns } = (await rig.workspace.snapshot([chat])).chats[chat]!
    expect(turns).toMatchObject([{ text: 'one' }, { id: cut.id, status: { outcome: { kind: 'answered' } } }])
    expect(rig.memory.head).toBe(1)
  })

  it('goes on in a branch that ran when the server was killed, beside the one that was left', async () => {
    const chat = await rig.addChat()
    const one = await say(chat, 'one')
    const tab = await rig.tab([chat])
    rig.hang()
    const create = doing({ command: 'create', path: '/memories/a.md', file_text: 'a\n' })
    const edit = { ...by, chat, id: 'turn_edited', text: create, instead: one }
    granted(await perform(ACTIONS.speak, edit))
    await tab.until(({ workspace }) => workspace.memoryHead === 1)
    await rig.crash()
    expect(await infoOf(chat)).toMatchObject({ tip: 2, branches: [{ from: 2, after: 0 }], running: null })
    granted(await perform(ACTIONS.resume, { chat, turn: edit.id }))
    await untilIdle(chat, 2)
    expect(saidTo(rig.requests.at(-1)!)).toEqual([create])
    expect(rig.memory.head).toBe(1)
    await walk(chat, one)
    expect(await textsOf(chat)).toEqual(['one'])
  })
})

describe('a chat of before turns could branch', () => {
  it('is the one path that it was, cleared where it was cleared', async () => {
    const chat = await rig.addChat()
    for (const text of ['one', 'two', 'three']) await say(chat, text)
    granted(await perform(ACTIONS.clearChat, { chat, through: 1 }))
    const before = await rig.workspace.snapshot([chat])
    await rig.reopen(async (database) => {
      const { body } = await database.selectFrom('chat').select('body').executeTakeFirstOrThrow()
      const { tip: _, branches: __, cleared: ___, ...old } = JSON.parse(body)
      await database
        .updateTable('chat')
        .set({ body: JSON.stringify(old) })
        .execute()
    })
    expect(await rig.workspace.snapshot([chat])).toEqual(before)
    await say(chat, 'four')
    expect(saidTo(rig.requests.at(-1)!)).toEqual(['two', 'three', 'four'])
  })
})

describe('how full the context is', () => {
  it('and what clearing would do is told of the path alone', async () => {
    const chat = await rig.addChat()
    const view = doing({ command: 'view', path: '/memories' }, { command: 'view', path: '/memories' })
    await say(chat, 'one')
    const two = await say(chat, view)
    await say(chat, `three ${'of many words '.repeat(400)}`)
    const report = async () => granted(await rig.workspace.context(chat))
    const { contextEditing } = rig.workspace.settings
    const every = {
      ...contextEditing,
      enabled: true,
      trigger: { kind: 'tool_uses', value: 1 },
      keep: 0,
    } as const
    const preview = async () => granted(await rig.workspace.previewClearing(chat, every))
    const [whole, strikes] = [await report(), (await preview()).strikes.length]
    expect(strikes).toBeGreaterThan(0)
    await say(chat, 'two', two)
    expect((await report()).used).toBeLessThan(whole.used / 2)
    expect(await preview()).toMatchObject({ requests: 2, strikes: [] })
    await walk(chat, two)
    expect(await report()).toEqual(whole)
  })

  it('counts the tool uses of the path before a turn', async () => {
    const chat = await rig.addChat()
    const one = await say(chat, doing({ command: 'view', path: '/memories' }))
    const two = await say(chat, doing({ command: 'view', path: '/memories' }))
    await say(chat, 'three')
    await say(chat, 'two', two)
    await say(chat, 'one', one)
    const uses = await rig.database.selectFrom('turn').select('body').orderBy('number').execute()
    expect(uses.map(({ body }) => JSON.parse(body).toolUsesBefore)).toEqual([0, 1, 2, 1, 0])
  })
})
