import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { granted, openRig, type Rig } from '../../test/workspace-rig.ts'
import { GUEST, OWNER, type Principal } from '../memory/rights.ts'
import { ACTIONS } from './actions.ts'
import { previewErasing } from './erase-preview.ts'
import type { KeepPrompt } from './prompt-actions.ts'
import { LONGEST_PROMPT, MOST_PROMPTS } from './prompts.ts'
import type { Workspace } from './workspace.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const ALICE: Principal = { kind: 'person', name: 'Alice' }
const BOB: Principal = { kind: 'person', name: 'Bob' }

const prompt = (name: string, text = `Tell me of ${name}.`): KeepPrompt => ({
  id: `kept-${name}-12345678`,
  title: `About ${name}`,
  for: 'everybody',
  group: 'own',
  teaches: '',
  expects: '',
  best: 'any',
  text,
})
const act: Workspace['perform'] = (action, input, viewer = ALICE) =>
  rig.workspace.perform(action, input, viewer)
const all = async () => (await rig.workspace.snapshot([])).workspace.prompts

describe('a prompt of one’s own', () => {
  it('is kept once, with who made it, and is there after a restart', async () => {
    const first = granted(await act(ACTIONS.keepPrompt, prompt('tea')))
    expect(first.prompt).toMatchObject({ by: 'Alice', version: 1, title: 'About tea' })
    expect(granted(await act(ACTIONS.keepPrompt, prompt('tea')))).toEqual(first)
    const other = await act(ACTIONS.keepPrompt, { ...prompt('tea'), text: 'Other.' })
    expect(other).toMatchObject({ refusal: { code: 'conflict' } })
    await rig.reopen()
    expect(await all()).toEqual([first.prompt])
  })

  it('is changed from the version that was seen, never over a newer one', async () => {
    granted(await act(ACTIONS.keepPrompt, prompt('tea')))
    const change = (text: string, base: number) => act(ACTIONS.changePrompt, { ...prompt('tea', text), base })
    expect(granted(await change('One.', 1)).prompt).toMatchObject({ version: 2, text: 'One.' })
    expect(await change('Two.', 1)).toMatchObject({ refusal: { code: 'conflict' } })
    expect(granted(await change('One.', 1)).prompt.version).toBe(2)
    expect((await all())[0]?.text).toBe('One.')
  })

  it('is changed and removed by whoever made it, and of a guest’s by everybody', async () => {
    granted(await act(ACTIONS.keepPrompt, prompt('tea')))
    granted(await act(ACTIONS.keepPrompt, prompt('coffee'), GUEST))
    for (const viewer of [BOB, GUEST]) {
      const forbidden = { refusal: { code: 'forbidden', message: expect.stringContaining('Alice') } }
      expect(await act(ACTIONS.removePrompt, prompt('tea'), viewer)).toMatchObject(forbidden)
      expect(await act(ACTIONS.changePrompt, { ...prompt('tea', 'x'), base: 1 }, viewer)).toMatchObject(
        forbidden,
      )
      const prompts = [prompt('new'), prompt('tea', 'x')]
      expect(await act(ACTIONS.importPrompts, { prompts }, viewer)).toMatchObject(forbidden)
    }
    granted(await act(ACTIONS.removePrompt, prompt('coffee'), BOB))
    granted(await act(ACTIONS.changePrompt, { ...prompt('tea', 'x'), base: 1 }, OWNER))
    granted(await act(ACTIONS.removePrompt, prompt('tea')))
    expect(await act(ACTIONS.removePrompt, prompt('tea'))).toMatchObject({ refusal: { code: 'not_found' } })
    expect(await all()).toEqual([])
  })

  it('is one of a bounded number, of bounded length together', async () => {
    const many = Array.from({ length: MOST_PROMPTS }, (_, i) => prompt(`${i}`))
    granted(await act(ACTIONS.importPrompts, { prompts: many }))
    expect(await act(ACTIONS.keepPrompt, prompt('one-more'))).toMatchObject({ refusal: { code: 'conflict' } })
    const long = many.slice(0, 30).map((each) => ({ ...each, text: 'a'.repeat(LONGEST_PROMPT) }))
    const refused = await act(ACTIONS.importPrompts, { prompts: long })
    expect(refused).toMatchObject({ refusal: { message: expect.stringContaining('500,000 characters') } })
    expect((await all()).every(({ text }) => text.length < 100)).toBe(true)
  })

  it('comes with others from a file: all or none, and the same file twice is once', async () => {
    const prompts = [prompt('tea'), prompt('coffee')]
    const how = async (input = prompts) =>
      granted(await act(ACTIONS.importPrompts, { prompts: input })).prompts.map((each) => each.how)
    expect(await how()).toEqual(['added', 'added'])
    const state = await all()
    expect(await how()).toEqual(['unchanged', 'unchanged'])
    expect(await all()).toEqual(state)
    expect(await how([prompt('tea', 'Other.'), prompt('milk')])).toEqual(['changed', 'added'])
    expect((await all()).map(({ version }) => version)).toEqual([2, 1, 1])
    const twice = await act(ACTIONS.importPrompts, { prompts: [prompt('x'), prompt('x', 'y')] })
    expect(twice).toMatchObject({ refusal: { code: 'bad_input' } })
    expect(await all()).toHaveLength(3)
  })

  it('is found and cleaned by an erasure', async () => {
    const NAME = 'Zanzibar Nightjar'
    granted(await act(ACTIONS.keepPrompt, { ...prompt('bird'), text: `Sing of ${NAME}.`, expects: NAME }))
    const what = { kind: 'words', words: NAME } as const
    const preview = granted(await act(previewErasing, { what }))
    expect(preview.prompts).toMatchObject([{ id: 'kept-bird-12345678', title: 'About bird', count: 2 }])
    const alsoIn = { documents: [], chats: true, settings: true, prompts: true }
    const done = granted(await act(ACTIONS.erase, { what, alsoIn, speaker: 'Alice' }, OWNER))
    expect(done.check?.found).toEqual([])
    expect(await all()).toMatchObject([{ text: 'Sing of [removed].', expects: '[removed]', version: 2 }])
  })
})
