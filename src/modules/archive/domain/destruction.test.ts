import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { isWholeCouncil, type StandingOfFile, whyNotDestroyed } from './destruction.ts'
import { keptUntil } from './retention.ts'

const day = Temporal.PlainDate.from
const today = day('2037-01-01')
const ready: StandingOfFile = {
  state: 'archived',
  keptUntil: day('2036-12-31'),
  verdict: 'destroy',
  isDecided: true,
  isLent: false,
}

describe('a file', () => {
  it.each<[string, Partial<StandingOfFile>, string | null]>([
    ['whose years are over, by decision', {}, null],
    ['on its last day', { keptUntil: today }, 'not-expired'],
    ['that is kept for ever', { keptUntil: null }, 'for-ever'],
    ['that was destroyed already', { state: 'destroyed' }, 'not-archived'],
    ['that never came into the archive', { state: 'closed' }, 'not-archived'],
    ['that the council keeps', { verdict: 'keep' }, 'kept-by-council'],
    ['on which nobody has decided', { isDecided: false }, 'not-decided'],
    ['that somebody reads', { isLent: true }, 'lent'],
    ['that is not expired, though decided on', { keptUntil: day('2040-12-31') }, 'not-expired'],
  ])('%s: %j', (_, changes, wanted) => {
    expect(whyNotDestroyed({ ...ready, ...changes }, today)).toBe(wanted)
  })

  it.each([
    ['2026-01-01', 10, '2036-12-31'],
    ['2026-12-31', 10, '2036-12-31'],
    ['2024-02-29', 1, '2025-12-31'],
    ['2026-05-05', null, undefined],
  ] as const)('that ended on %s and is kept %s years is kept until %s', (ended, years, wanted) => {
    expect(keptUntil(day(ended), years)?.toString()).toBe(wanted)
  })
})

it.each([
  [['chair', 'secretary', 'member'], ['a', 'b', 'c'], true],
  [['chair', 'secretary'], ['a', 'b'], false],
  [['chair', 'secretary', 'member'], ['a', 'b', 'a'], false],
  [['chair', 'chair', 'secretary', 'member'], ['a', 'b', 'c', 'd'], false],
  [['secretary', 'member', 'member'], ['a', 'b', 'c'], false],
] as const)('a council of %j held by %j is whole: %s', (parts, officers, wanted) => {
  expect(isWholeCouncil(parts.map((part, index) => ({ part, officerId: officers[index] ?? '' })))).toBe(wanted)
})
