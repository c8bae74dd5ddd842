import { describe, expect, it } from 'vitest'
import type { Actor, CommittedChange } from '../../memory/types.ts'
import {
  AWAY_AFTER,
  changedSince,
  comeBack,
  handsOn,
  type Placed,
  parseVisit,
  type Since,
} from './away-model.ts'

const alice: Actor = { kind: 'claude', onBehalfOf: 'Alice' }
const john: Actor = { kind: 'claude', onBehalfOf: 'John' }
const me: Actor = { kind: 'person', name: 'Me' }

const path = (name: string) => `/memories/${name}.md`
const wrote = (kind: 'create' | 'edit', name: string, document = name): CommittedChange => ({
  kind,
  document,
  path: path(name),
  size: 1,
  sha256: 'x',
})
const removed = (name: string): CommittedChange => ({ kind: 'delete', document: name, path: path(name) })
const moved = (from: string, to: string): CommittedChange => ({
  kind: 'rename',
  document: from,
  from: path(from),
  path: path(to),
})
const commit = (number: number, actor: Actor, ...changes: CommittedChange[]): Placed => ({
  number,
  memory: 'default',
  at: `2026-11-20T10:${String(number).padStart(2, '0')}:00Z`,
  actor,
  reason: 'save',
  changes,
  ...(actor.kind === 'claude'
    ? { origin: { chat: `chat-${actor.onBehalfOf}`, turn: 't', toolCall: 'u' } }
    : {}),
})
const since = (number: number): Since => ({
  isNews: (_, __, { number: each }) => each > number,
  isMine: (actor) => actor.kind === 'person' && actor.name === 'Me',
})

describe('what changed since', () => {
  it('is told document by document, the one changed last first, with whose hand and from which chat', () => {
    const commits = [
      commit(5, john, wrote('edit', 'a')),
      commit(4, alice, wrote('create', 'b')),
      commit(3, alice, wrote('edit', 'a')),
      commit(2, alice, wrote('create', 'a')),
    ]
    const changed = changedSince(commits, since(2))
    expect(changed.map(({ document, fate, commits }) => [document, fate, commits.length])).toEqual([
      ['a', 'changed', 2],
      ['b', 'new', 1],
    ])
    expect(changed[0]).toMatchObject({ hands: [john, alice], chats: ['chat-John', 'chat-Alice'] })
    expect(handsOn(changed)).toEqual({ claudeFor: ['John', 'Alice'], others: [] })
  })

  it('leaves out what one changed oneself, and what came and went', () => {
    const commits = [
      commit(4, alice, removed('c')),
      commit(3, alice, wrote('create', 'c')),
      commit(2, me, wrote('edit', 'a')),
    ]
    expect(changedSince(commits, since(1))).toEqual([])
  })

  it('keeps one’s own change where others were there too, without naming oneself', () => {
    const [changed] = changedSince(
      [commit(3, me, wrote('edit', 'a')), commit(2, alice, wrote('edit', 'a'))],
      since(1),
    )
    expect(changed).toMatchObject({ hands: [alice], commits: [{ number: 3 }, { number: 2 }] })
  })

  it('tells what moved from what changed, and where it lay', () => {
    expect(changedSince([commit(2, alice, moved('a', 'z'))], since(1))).toMatchObject([
      { fate: 'moved', was: path('a'), path: path('z') },
    ])
    const both = [commit(3, alice, wrote('edit', 'z', 'a')), commit(2, alice, moved('a', 'z'))]
    expect(changedSince(both, since(1))).toMatchObject([{ fate: 'changed', was: path('a'), path: path('z') }])
  })

  it('tells what is gone', () => {
    expect(changedSince([commit(2, alice, removed('a'))], since(1))).toMatchObject([{ fate: 'gone' }])
  })
})

describe('coming back', () => {
  const before = { at: 1_000_000, heads: { default: 5 }, away: null }
  const later = (heads: Record<string, number>, after = AWAY_AFTER) => ({ at: before.at + after, heads })

  it('tells of what happened, when one was gone long enough', () => {
    expect(comeBack(before, later({ default: 6 })).away).toEqual({ at: before.at, heads: { default: 5 } })
    expect(comeBack(before, later({ default: 5, team: 1 })).away).not.toBeNull()
    expect(comeBack(before, later({ default: 6 }, AWAY_AFTER - 1)).away).toBeNull()
    expect(comeBack(before, later({ default: 5 })).away).toBeNull()
    expect(comeBack(null, later({ default: 6 })).away).toBeNull()
  })

  it('keeps what was not looked through yet, from its beginning', () => {
    const away = { at: 1, heads: { default: 2 } }
    expect(comeBack({ ...before, away }, later({ default: 9 })).away).toBe(away)
  })

  it('reads back what it wrote, and nothing else', () => {
    const visit = { ...before, away: { at: 1, heads: {} } }
    expect(parseVisit(JSON.parse(JSON.stringify(visit)))).toEqual(visit)
    for (const bad of [null, 1, {}, { at: 'x', heads: {} }, { at: 1, heads: { a: 'x' } }])
      expect(parseVisit(bad)).toBeNull()
  })
})
