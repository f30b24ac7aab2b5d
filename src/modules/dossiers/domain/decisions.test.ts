import { describe, expect, it } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { type ApologyWindow, decideReappointment } from './decisions.ts'

const at = (text: string) => Temporal.Instant.from(`${text}:00+07:00`)

const window: ApologyWindow = {
  allowed: 1,
  opens: at('2026-09-08T09:00'),
  inTimeUntil: at('2026-09-09T09:00'),
  latestNewDue: at('2027-09-09T09:00'),
}
const dossier = { status: 'processing', dueAt: at('2026-09-10T09:00'), reappointments: 0 } as const
const reason = 'Chờ cơ quan khác trả lời.'
const newDue = at('2026-09-15T09:00')

/** Legal situations of an apology. @legal ND-61-2018 Điều 19 khoản 9 */
describe('an apology with a new date', () => {
  it.each([
    ['before its window', { now: at('2026-09-08T08:59') }, 'dossier.apology-too-early'],
    ['as its window opens', { now: at('2026-09-08T09:00') }, true],
    ['a working day before the due date, to the minute', { now: at('2026-09-09T09:00') }, true],
    ['a minute later', { now: at('2026-09-09T09:01') }, false],
    ['when the dossier is late already', { now: at('2026-09-11T09:00') }, false],
    ['for a day that is past', { now: at('2026-09-16T09:00') }, 'dossier.new-due-not-later'],
    ['for the old day', { newDue: at('2026-09-10T09:00') }, 'dossier.new-due-not-later'],
    ['for a day in two years', { newDue: at('2028-09-10T09:00') }, 'dossier.new-due-too-far'],
    ['without a reason', { reason: ' ' }, 'dossier.reason-missing'],
    ['a second time', { reappointments: 1 }, 'dossier.reappointments-spent'],
    ['while the applicant is waited for', { status: 'supplementing' as const }, 'dossier.status-forbids'],
    ['without a time limit', { dueAt: null }, 'dossier.clock-has-no-limit'],
  ])('%s', (_what, changed, expected) => {
    const now = at('2026-09-08T10:00')
    const done = decideReappointment({ ...dossier, ...changed }, { reason, newDue, now, ...changed }, window)
    expect(done.ok ? done.value.inTime : done.refusal.code).toBe(expected)
  })
})
