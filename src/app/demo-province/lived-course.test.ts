import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import {
  addWorkingMinutes,
  compileCalendar,
  computeDue,
  defaultDeadlineRules,
  ShiftPlan,
  type TimeLimit,
  WorkingCalendarSource,
  workingMinutesBetween,
} from '#modules/calendar/domain/index.ts'
import workingDays from '../../../db/reference-data/working-days.json' with { type: 'json' }
import { type CourseFacts, type LivedDeed, type LivedTime, planCourse } from './lived-course.ts'
import type { Course } from './lived-data.ts'

const exceptions = workingDays.exceptions.map(({ date, kind, name, certainty }) => ({ date, kind, name, certainty }))
const calendar = compileCalendar(
  WorkingCalendarSource.parse({ plans: [ShiftPlan.parse({ inForceFrom: '2020-01-01' })], exceptions }),
)
const rules = defaultDeadlineRules

/** Whenever the first start is: at night, at noon, on a Sunday, in the new year's holidays. */
const anyTime = fc
  .record({ minute: fc.integer({ min: 0, max: 500_000 }), chance: fc.double({ min: 0, max: 0.999, noNaN: true }) })
  .map(({ minute, chance }): LivedTime => {
    const now = Temporal.Instant.from('2026-09-20T00:00:00Z').add({ minutes: minute })
    return { calendar, rules, end: addWorkingMinutes(calendar, now, -1), chance: () => chance }
  })

const limits: readonly TimeLimit[] = [
  { amount: 1, unit: 'working_day' },
  { amount: 3, unit: 'working_day' },
  { amount: 22, unit: 'working_day' },
  { amount: 15, unit: 'calendar_day' },
]
const anyFacts = fc
  .record({ limit: fc.constantFrom(...limits), isAtCounter: fc.boolean() })
  .map((facts): CourseFacts => ({ ...facts, minutesOf: (deed) => (deed === 'handle' ? 180 : 60) }))

const standing = (at: 'handle' | 'return' | 'number', press: 'usual' | 'soon' | 'overdue' | 'critical'): Course => ({
  is: 'standing',
  at,
  press,
  apology: false,
})
const settled = (how: 'early' | 'on-time' | 'late', supplement = false): Course => ({
  is: 'settled',
  how,
  daysAgo: 40,
  supplement,
  apology: how === 'late',
  rating: 5,
})
const courses: readonly Course[] = [
  settled('early'),
  settled('early', true),
  settled('on-time'),
  settled('late'),
  standing('handle', 'usual'),
  standing('handle', 'soon'),
  standing('handle', 'critical'),
  standing('number', 'overdue'),
  standing('return', 'usual'),
  { is: 'standing', at: 'handle', press: 'usual', apology: true },
  { is: 'waiting-for-supplement', at: 'handle' },
  { is: 'waiting-for-supplement', at: 'receive' },
  { is: 'waiting-for-payment' },
  { is: 'refused', daysAgo: 3, reason: 'x' },
  { is: 'withdrawn', daysAgo: 3 },
]

/** What must have happened before. */
const after: Partial<Record<LivedDeed, LivedDeed>> = {
  accept: 'file',
  assign: 'file',
  draft: 'assign',
  agree: 'draft',
  sign: 'agree',
  seal: 'sign',
  return: 'seal',
  apologise: 'ask-apology',
  'answer-supplement': 'ask-supplement',
}

describe('the course of a dossier', () => {
  it.each(courses)('$is $how $at $press: each deed after what it needs, in working time, before the end', (course) =>
    fc.assert(
      fc.property(anyTime, anyFacts, (time, facts) => {
        const planned = planCourse(time, facts, course)
        const ordered = planned.toSorted((left, right) => Temporal.Instant.compare(left.at, right.at))
        expect(ordered[0]?.deed).toBe('file')
        for (const [index, { at, deed }] of ordered.entries()) {
          expect(Temporal.Instant.compare(at, time.end)).toBeLessThanOrEqual(0)
          expect(workingMinutesBetween(calendar, at.subtract({ minutes: 1 }), at.add({ minutes: 1 }))).toBeGreaterThan(
            0,
          )
          const needed = after[deed]
          if (needed !== undefined) expect(ordered.slice(0, index).map((one) => one.deed)).toContain(needed)
        }
      }),
      { numRuns: 20 },
    ),
  )

  it.each(['soon', 'overdue', 'critical'] as const)('that is %s is due so', (press) =>
    fc.assert(
      fc.property(anyTime, anyFacts, (time, facts) => {
        const planned = planCourse(time, facts, standing('handle', press))
        const accepted = planned.find((one) => one.deed === (facts.isAtCounter ? 'file' : 'accept'))?.at ?? time.end
        const left = workingMinutesBetween(calendar, time.end, computeDue(calendar, rules, facts.limit, accepted).dueAt)
        if (press === 'soon') expect(left).toBeLessThanOrEqual(480)
        else expect(left).toBeLessThan(0)
      }),
      { numRuns: 20 },
    ),
  )
})
