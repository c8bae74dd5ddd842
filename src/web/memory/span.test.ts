import { describe, expect, it } from 'vitest'
import { spanOf } from './span.ts'

describe('a stretch of time', () => {
  const now = new Date(2026, 10, 29, 16, 40)
  const at = (day: number, hour = 0, minute = 0) => new Date(2026, 10, day, hour, minute).toISOString()

  it('is a day from midnight to midnight, where one is', () => {
    expect(spanOf('today', now)).toEqual({ since: at(29) })
    expect(spanOf('yesterday', now)).toEqual({ since: at(28), until: at(29) })
    expect(spanOf('between', now)).toEqual({ since: at(29), until: at(30) })
  })

  it('is seven days back to the minute', () => {
    expect(spanOf('week', now)).toEqual({ since: at(22, 16, 40) })
  })
})
