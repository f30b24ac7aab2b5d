import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { actsBefore } from './story.ts'

const at = (day: number) => Temporal.Instant.from(`2026-11-${String(day).padStart(2, '0')}T03:00:00Z`)
const apology = (day: number) => ({ kind: 'apology', at: at(day) }) as const

describe('by when whoever acts now must act', () => {
  it.each([
    ['by the day of the step', at(17), at(20), [], at(17)],
    ['no later than the appointment', at(30), at(20), [], at(20)],
    ['by the new appointment, when the day of the step had gone by', at(17), at(26), [apology(18)], at(26)],
    ['by the day of a step that was still to come', at(24), at(26), [apology(18)], at(24)],
    ['by the day of the step, when nothing is appointed', at(17), null, [], at(17)],
    ['by no day, when the step has none', null, at(20), [], null],
  ])('%s', (_, step, appointment, story, expected) =>
    expect(actsBefore(step, appointment, story)?.toString()).toBe(expected?.toString()),
  )
})
