import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { spansBefore, spansBetween } from './spans.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const anyDay = fc.integer({ min: 0, max: 9_000 }).map((days) => day('2010-01-01').add({ days }))

describe('spans', () => {
  it('are whole years and months with days at the edges', () => {
    expect(
      spansBetween(day('2024-11-29'), day('2027-02-02')).map((span) => `${span.grain} ${span.from} ${span.until}`),
    ).toEqual([
      'day 2024-11-29 2024-12-01',
      'month 2024-12-01 2025-01-01',
      'year 2025-01-01 2027-01-01',
      'month 2027-01-01 2027-02-01',
      'day 2027-02-01 2027-02-02',
    ])
    expect(spansBetween(day('2026-09-07'), day('2026-09-07'))).toEqual([])
  })

  it('follow each other from the first day to the last, at most five', () =>
    fc.assert(
      fc.property(anyDay, anyDay, (one, other) => {
        const [from, until] = Temporal.PlainDate.compare(one, other) <= 0 ? [one, other] : [other, one]
        const spans = spansBetween(from, until)
        const ends = [from, ...spans.map((span) => span.until)].map(String)
        expect(spans.map((span) => String(span.from))).toEqual(ends.slice(0, -1))
        expect(ends.at(-1)).toBe(String(until))
        expect(spans.length).toBeLessThanOrEqual(5)
      }),
    ))

  it('before a day are at most three', () =>
    fc.assert(
      fc.property(anyDay, (until) => {
        const spans = spansBefore(until)
        expect(String(spans.at(-1)?.until)).toBe(String(until))
        expect(spans.length).toBeLessThanOrEqual(3)
      }),
    ))
})
