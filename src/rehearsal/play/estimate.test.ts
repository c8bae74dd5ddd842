import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planPhases, share, splitBudget } from './estimate.ts'

test('phases follow each other without a gap, fill the months, and hold every unit once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.nat(5_000), fc.boolean(), (months, units, moving) => {
      const phases = planPhases(months, units, moving)
      let month = 0
      for (const phase of phases) {
        expect(phase.from).toBe(month + 1)
        expect(phase.to).toBeGreaterThanOrEqual(phase.from)
        month = phase.to
      }
      expect(month).toBe(months)
      expect(phases.reduce((sum, phase) => sum + phase.units, 0)).toBe(units)
    }),
  )
})

test('a split budget is the budget again, to the last unit of money', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000_000), fc.boolean(), fc.nat(3), (amount, moving, standards) => {
      const lines = splitBudget(amount, moving, standards)
      expect(lines.reduce((sum, line) => sum + line.percent, 0)).toBe(100)
      expect(lines.reduce((sum, line) => sum + line.amount, 0)).toBe(amount)
    }),
  )
})

test('shares add up to the total and differ from the exact part by less than one', () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 }),
      (total, weights) => {
        const parts = share(total, weights)
        const sum = weights.reduce((a, b) => a + b, 0)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        parts.forEach((part, index) => {
          expect(Math.abs(part - (total * (weights[index] ?? 0)) / sum)).toBeLessThanOrEqual(1)
        })
      },
    ),
  )
})
