import { describe, expect, it } from 'vitest'
import { mountUnder, rightsWords, wayOf } from './rights-words.ts'

describe('rights in words', () => {
  it('name everybody when nobody differs', () => {
    expect(rightsWords({ everyone: 'write', members: {} })).toBe('Everybody reads and writes.')
    expect(rightsWords({ everyone: 'read', members: { Alice: 'read' } })).toBe('Everybody reads.')
  })

  it('name those who differ, and what holds for all others', () => {
    const members = { Sam: 'read', John: 'write', Alice: 'write' } as const
    expect(rightsWords({ everyone: 'none', members })).toBe(
      'Alice and John write, Sam reads, nobody else sees it.',
    )
    expect(rightsWords({ everyone: 'read', members })).toBe('Alice and John write, everybody else reads.')
    expect(rightsWords({ everyone: 'write', members: { Sam: 'none' } })).toBe(
      'Sam does not see it, everybody else writes.',
    )
  })
})

describe('the place of a memory', () => {
  it('gets the sign of a private one as soon as somebody may not read it, and loses it again', () => {
    expect(mountUnder('team', { everyone: 'none', members: { Alice: 'write' } })).toBe('~team')
    expect(mountUnder('~team', { everyone: 'read', members: {} })).toBe('team')
    expect(mountUnder('team', { everyone: 'write', members: { Sam: 'none' } })).toBe('~team')
  })
})

describe('the way in which people think of rights', () => {
  it('follows what everybody may', () => {
    expect(wayOf({ everyone: 'none', members: {} })).toBe('private')
    expect(wayOf({ everyone: 'read', members: {} })).toBe('handbook')
    expect(wayOf({ everyone: 'write', members: {} })).toBe('shared')
  })
})
