import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Base, type DiskSide, decide, looksLikeDamage, MOST_DELETIONS, type Present } from './decide.ts'

// Few hashes, documents and versions, so that they often coincide.
const sha256 = fc.constantFrom('a', 'b', 'c')
const document = fc.constantFrom('doc_1', 'doc_2')
const version = fc.integer({ min: 1, max: 3 })
const base = fc.option(fc.record({ document, version: fc.integer({ min: 0, max: 3 }), sha256 }), {
  nil: null,
})
const present = fc.option(fc.record({ document, version, sha256 }), { nil: null })
const disk: fc.Arbitrary<DiskSide> = fc.oneof(
  fc.record({ kind: fc.constant('absent' as const) }),
  fc.record({ kind: fc.constant('directory' as const) }),
  fc.record({ kind: fc.constant('foreign' as const), why: fc.constant('it is a symbolic link') }),
  fc.record({ kind: fc.constant('file' as const), sha256 }),
)
const past = (known: boolean, elsewhere: boolean) => ({ known: () => known, elsewhere: () => elsewhere })
const always = (check: (b: Base | null, p: Present | null, d: DiskSide) => void) =>
  fc.assert(
    fc.property(base, present, disk, (b, p, d) => check(b, p, d)),
    { numRuns: 2000 },
  )

describe('the decision about one path', () => {
  it('overwrites or removes a file only when the memory knows its text', () => {
    fc.assert(
      fc.property(base, present, disk, fc.boolean(), fc.boolean(), (b, p, d, known, elsewhere) => {
        const { kind } = decide(b, p, d, past(known, elsewhere))
        if (d.kind === 'file' && (kind === 'write' || kind === 'remove')) expect(d.sha256).toBe(b?.sha256)
        if (kind === 'remove') expect(known).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('deletes a document only when it is as the deleted file was', () => {
    always((b, p, d) => {
      const decision = decide(b, p, d, past(true, false))
      if (decision.kind !== 'delete') return
      expect(d.kind).toBe('absent')
      expect({ document: p?.document, version: p?.version }).toEqual({
        document: b?.document,
        version: decision.base,
      })
    })
  })

  it('takes every unknown text in, one way or another', () => {
    always((b, p, d) => {
      if (d.kind !== 'file' || d.sha256 === b?.sha256 || d.sha256 === p?.sha256) return
      const { kind } = decide(b, p, d, past(true, true))
      expect(['create', 'save', 'keep_beside']).toContain(kind)
    })
  })

  it('comes to rest: after a write, a removal or a deletion there is nothing left to do', () => {
    always((b, p, d) => {
      const rest = past(true, false)
      const { kind } = decide(b, p, d, rest)
      if (kind === 'write' && p) {
        expect(decide(p, p, { kind: 'file', sha256: p.sha256 }, rest).kind).toBe('in_step')
      }
      if (kind === 'remove' || kind === 'delete') {
        expect(decide(null, null, { kind: 'absent' }, rest).kind).toBe('forget')
      }
    })
  })

  it('never touches what is foreign', () => {
    always((b, p, d) => {
      if (d.kind !== 'foreign') return
      expect(decide(b, p, d, past(true, true))).toEqual({ kind: 'leave_alone', why: d.why })
    })
  })

  it('does not believe a base from another memory', () => {
    const b = { document: 'doc_1', version: 3, sha256: 'a' }
    const file = { kind: 'file', sha256: 'a' } as const
    expect(decide(b, null, file, past(false, false))).toEqual({
      kind: 'create',
      revives: false,
    })
    expect(decide(b, null, file, past(true, false))).toEqual({ kind: 'remove' })
  })
})

describe('the damage rule', () => {
  it('takes an emptied folder for damage, but lets a person delete the only file while the server runs', () => {
    expect(looksLikeDamage(1, 1, true)).toBe(true)
    expect(looksLikeDamage(1, 1, false)).toBe(false)
    expect(looksLikeDamage(2, 2, false)).toBe(true)
    expect(looksLikeDamage(2, 3, false)).toBe(false)
    expect(looksLikeDamage(2, 3, true)).toBe(false)
    expect(looksLikeDamage(0, 0, true)).toBe(false)
  })

  it('takes more than fifty deletions at once for damage', () => {
    expect(looksLikeDamage(MOST_DELETIONS, 1000, false)).toBe(false)
    expect(looksLikeDamage(MOST_DELETIONS + 1, 1000, false)).toBe(true)
  })
})
