/** How far an erasure reaches when its words also stand where the one who asks may not look, or not write. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import { ACTIONS } from './actions.ts'
import { previewErasing } from './erase-preview.ts'
import type { Erasing } from './erase-shelves.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const person = (name: string) => ({ kind: 'person', name }) as const
const [ALICE, BOB] = [person('Alice'), person('Bob')]
const NAME = 'Zanzibar Nightjar'
const LINE = `The day rate of ${NAME} is 1,240 dollars`
const words: Erasing = { kind: 'words', words: NAME }

async function create(path: string, viewer = ALICE): Promise<string> {
  const input = { path, text: `# Rates\n- ${LINE}\n`, speaker: viewer.name }
  const outcome = granted(await rig.workspace.perform(ACTIONS.createDocument, input, viewer))
  if (outcome.kind !== 'done' || !outcome.document) throw new Error(`${outcome.kind}: ${path}`)
  return outcome.document.document
}

/** A memory of Alice's in which Bob may do what is said; a document in it, and a chat in which Alice has told the words. */
async function prepare(bob: 'none' | 'read') {
  const input = { name: 'Diary', members: { Bob: bob } }
  const { memory } = granted(await rig.workspace.perform(ACTIONS.addMemory, input, ALICE))
  const document = await create(`/memories/${memory.mount}/rates.md`)
  const memories = ['default', memory.id]
  const { chat } = granted(
    await rig.workspace.perform(ACTIONS.addChat, { speaker: 'Alice', memories }, ALICE),
  )
  await tell(chat, `Is it true? ${LINE}`)
  return { memory, document, chat }
}

/** Alice says it, and Claude cannot answer, so that it is kept nowhere else. */
async function tell(chat: string, text: string): Promise<void> {
  rig.fault({ kind: 'status', status: 401 })
  await rig.say(chat, text, ALICE)
  rig.fault(null)
}

const preview = async (what: Erasing, viewer: typeof ALICE) =>
  granted(await rig.workspace.perform(previewErasing, { what }, viewer))

async function eraseAs(what: Erasing, viewer: typeof ALICE) {
  const documents = (await preview(what, viewer)).documents.map((place) => place.document)
  const alsoIn = { documents, chats: true, settings: true }
  return rig.workspace.perform(ACTIONS.erase, { what, alsoIn, speaker: viewer.name }, viewer)
}

async function chatText(chat: string): Promise<string> {
  return JSON.stringify((await rig.workspace.snapshot([chat], ALICE)).chats[chat])
}

describe('words', () => {
  it('are neither shown nor removed where one may not look, and what lies in the files is not told', async () => {
    const { document, chat, memory } = await prepare('none')
    const own = await create('/memories/rates.md', BOB)
    const found = await preview(words, BOB)
    expect(found.documents.map((place) => place.document)).toEqual([own])
    expect(found).toMatchObject({ turns: [], chats: [], hidden: 0, files: null })
    expect(granted(await eraseAs(words, BOB))).toMatchObject({ turns: 0, check: null })
    expect(await chatText(chat)).toContain(NAME)
    expect(await rig.memories.inside(memory.id)?.text(document)).toContain(NAME)
    expect(await rig.memory.text(own)).not.toContain(NAME)
    expect(granted(await eraseAs(words, ALICE)).check).toMatchObject({ found: [] })
    expect(await chatText(chat)).not.toContain(NAME)
  })

  it('stay in what one may only read', async () => {
    const { document, memory } = await prepare('read')
    expect((await preview(words, BOB)).documents).toEqual([])
    granted(
      await rig.workspace.perform(
        ACTIONS.erase,
        { what: words, alsoIn: { documents: [document], chats: false, settings: false }, speaker: 'Bob' },
        BOB,
      ),
    )
    expect(await rig.memories.inside(memory.id)?.text(document)).toContain(NAME)
  })
})

describe('a document', () => {
  it('can be erased by whoever may write it; of hidden chats that quote it, the number is told', async () => {
    const { chat } = await prepare('none')
    const document = await create('/memories/shared-rates.md', BOB)
    const what = { kind: 'document', document, versions: 'all' } as const
    // The diary holds the same line, so for all that one can tell the chat has it from there.
    expect(await preview(what, BOB)).toMatchObject({ hidden: 0, turns: [] })
    const other = { path: '/memories/own.md', text: 'Nobody else has written this line\n', speaker: 'Bob' }
    const made = granted(await rig.workspace.perform(ACTIONS.createDocument, other, BOB))
    if (made.kind !== 'done' || !made.document) throw new Error(made.kind)
    await tell(chat, 'It says: Nobody else has written this line')
    const own = { kind: 'document', document: made.document.document, versions: 'all' } as const
    expect(await preview(own, BOB)).toMatchObject({ hidden: 1, turns: [], chats: [] })
    expect(granted(await eraseAs(own, BOB))).toMatchObject({ turns: 1, check: null })
    expect(await chatText(chat)).not.toContain('Nobody else')
    expect(await chatText(chat)).toContain(NAME)
  })

  it.each([
    ['none', 'not_found'],
    ['read', 'forbidden'],
  ] as const)('of a memory in which one may %s is refused as %s', async (access, code) => {
    const { document } = await prepare(access)
    const what = { kind: 'document', document, versions: 'all' } as const
    const alsoIn = { documents: [], chats: true, settings: true }
    const input = { what, alsoIn, speaker: 'Bob' }
    const refused = { ok: false, refusal: { code } }
    expect(await rig.workspace.perform(previewErasing, { what }, BOB)).toMatchObject(refused)
    expect(await rig.workspace.perform(ACTIONS.erase, input, BOB)).toMatchObject(refused)
  })

  it('of a mounted memory goes with its place, and is completed for the one who asked when cut off', async () => {
    const { document, memory } = await prepare('none')
    const head = rig.memories.inside(memory.id)?.head ?? 0
    const tab = await rig.tab([], ALICE)
    rig.hang()
    void eraseAs({ kind: 'document', document, versions: 'all' }, ALICE)
    await tab.until((state) => (state.workspace.memoryHeads[memory.id] ?? 0) > head + 1)
    await rig.crash()
    expect(await rig.memories.inside(memory.id)?.text(document, 1)).toBeNull()
    const found = await preview({ kind: 'words', words: LINE }, ALICE)
    expect(found).toMatchObject({ documents: [], turns: [], files: { found: [] } })
  })
})
