import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { handOverBy, handOverRules, writtenFileCode } from './work-file.ts'

const rules = handOverRules.whenUndecided
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

describe('the last day for the hand-over', () => {
  it.each<[string, Parameters<typeof handOverBy>[1], string, string | null]>([
    ['is a year after the work ends', { kind: 'general', retentionYears: 20 }, '2026-03-31', '2027-03-31'],
    [
      'is three months after a building is settled',
      { kind: 'construction', retentionYears: null },
      '2026-11-30',
      '2027-02-28',
    ],
    ['is set for files kept five years', { kind: 'dossier', retentionYears: 5 }, '2026-01-15', '2027-01-15'],
    ['is not set for files kept less', { kind: 'general', retentionYears: 4 }, '2026-01-15', null],
    ['is set for files kept for ever', { kind: 'general', retentionYears: null }, '2024-02-29', '2025-02-28'],
  ])('%s', (_, file, endedOn, wanted) => {
    expect(handOverBy(rules, file, day(endedOn))?.toString() ?? null).toBe(wanted)
  })

  it('never comes before the work ends, and never earlier for work that ends later', () => {
    const days = fc.integer({ min: 0, max: 20_000 }).map((count) => day('2000-01-01').add({ days: count }))
    fc.assert(
      fc.property(days, days, fc.constantFrom('general', 'construction'), (left, right, kind) => {
        const [first, second] = Temporal.PlainDate.compare(left, right) <= 0 ? [left, right] : [right, left]
        const dueOf = (on: Temporal.PlainDate) => handOverBy(rules, { kind, retentionYears: null }, on) ?? on
        expect(Temporal.PlainDate.compare(dueOf(first), first)).toBe(1)
        expect(Temporal.PlainDate.compare(dueOf(first), dueOf(second))).toBeLessThanOrEqual(0)
      }),
    )
  })
})

it('writes number and notation as the annex does', () => {
  expect(writtenFileCode({ number: 1, notation: 'TCCB' })).toBe('01.TCCB')
  expect(writtenFileCode({ number: 123, notation: 'VP' })).toBe('123.VP')
})
