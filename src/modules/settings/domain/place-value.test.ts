import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { type DecidedDays, placeValue } from './place-value.ts'

const today = Temporal.PlainDate.from('2026-09-07')
const day = (offset: number): Temporal.PlainDate => today.add({ days: offset })
const decided = (id: string, from: number, until: number | null): DecidedDays => ({
  id,
  from: day(from),
  until: until === null ? null : day(until),
})

describe('a new value', () => {
  it('ends the one in force on the day it begins', () => {
    expect(placeValue([decided('old', -10, null)], today, { from: day(5), until: null })).toEqual({
      ok: true,
      value: { ends: 'old', resumes: null },
    })
  })

  it('for a time only gives way to the old one again', () => {
    const placed = placeValue([decided('old', -10, 90)], today, { from: day(5), until: day(8) })
    expect(placed).toEqual({
      ok: true,
      value: { ends: 'old', resumes: { id: 'old', days: { from: day(8), until: day(90) } } },
    })
  })

  it('never reaches into the past, nor ends before it begins', () => {
    expect(placeValue([], today, { from: day(-1), until: null })).toMatchObject({
      refusal: { code: 'setting.begins-in-the-past' },
    })
    expect(placeValue([], today, { from: day(2), until: day(2) })).toMatchObject({
      refusal: { code: 'setting.ends-before-it-begins' },
    })
  })

  it('leaves every day before it as it was decided', () => {
    const period = fc.tuple(fc.integer({ min: -60, max: 60 }), fc.option(fc.integer({ min: 1, max: 60 })))
    fc.assert(
      fc.property(
        period,
        fc.integer({ min: 0, max: 60 }),
        fc.option(fc.integer({ min: 1, max: 30 })),
        (old, from, length) => {
          const [begins, lasts] = old
          const known = decided('old', begins, lasts === null ? null : begins + lasts)
          const wanted = { from: day(from), until: length === null ? null : day(from + length) }
          const placed = placeValue([known], today, wanted)
          if (!placed.ok) throw new Error(placed.refusal.code)
          const ended = placed.value.ends === 'old'
          expect(ended).toBe(begins < from && (lasts === null || from < begins + lasts))
          // What comes back begins exactly where the new value is over, and ends where it always did.
          if (placed.value.resumes !== null)
            expect(placed.value.resumes.days).toEqual({ from: wanted.until, until: known.until })
        },
      ),
    )
  })
})
