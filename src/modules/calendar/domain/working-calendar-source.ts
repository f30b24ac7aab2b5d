import { z } from 'zod'
import { Temporal } from '#kernel/time.ts'

const plainDateFrom = (text: string, context: z.RefinementCtx): Temporal.PlainDate => {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    context.addIssue({ code: 'custom', message: 'not a day of the calendar' })
    return z.NEVER
  }
}

/** A day, as `2026-08-31` from JSON and SQL or already a plain date. */
export const CalendarDate = z.union([
  z.instanceof(Temporal.PlainDate),
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .transform(plainDateFrom),
])

const clockToMinutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

/** Minutes since midnight, written as a number or as `07:30`. */
export const MinuteOfDay = z.union([
  z.number().int().min(0).max(1439),
  z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
    .transform(clockToMinutes),
])

/** One stretch of work, from and until in minutes of the day. */
export const Shift = z
  .tuple([MinuteOfDay, MinuteOfDay])
  .refine(([from, until]) => from < until, 'a shift ends after it begins')
export type Shift = z.infer<typeof Shift>

/** The shifts of one day in their order, with a break between each two. */
export const Shifts = z
  .array(Shift)
  .min(1)
  .max(6)
  .refine(
    (shifts) => shifts.every(([from], index) => index === 0 || (shifts[index - 1]?.[1] ?? 0) < from),
    'shifts follow each other with a break between them',
  )
export type Shifts = z.infer<typeof Shifts>

const defaultShifts: Shifts = [
  [420, 690],
  [810, 1020],
]

const Weekday = z.enum(['1', '2', '3', '4', '5', '6', '7'])

/**
 * The hours an office keeps from one day on, until the next plan begins. Days of the week are 1 (Monday) to 7 (Sunday).
 * A swapped working Saturday follows `usual`.
 */
export const ShiftPlan = z.strictObject({
  inForceFrom: CalendarDate,
  restDays: z.array(z.number().int().min(1).max(7)).max(6).default([6, 7]),
  usual: Shifts.default(defaultShifts),
  byWeekday: z.partialRecord(Weekday, Shifts).default({}),
})
export type ShiftPlan = z.infer<typeof ShiftPlan>

/**
 * Why a day differs from its weekday.
 * @legal BLLD-2019 Điều 112 khoản 1: public holidays
 * @legal BLLD-2019 Điều 111 khoản 3: a holiday on a rest day is compensated on the next working day
 */
export const ExceptionKind = z.enum(['public_holiday', 'compensation', 'swapped_off', 'swapped_working'])
export type ExceptionKind = z.infer<typeof ExceptionKind>

/** A day off on a weekday, or a day of work on a rest day, each by name. A holiday may fall on a rest day; it then only lends its name. */
export const WorkingDayException = z.object({
  date: CalendarDate,
  kind: ExceptionKind,
  name: z.string().min(1).max(200),
  certainty: z.enum(['seen', 'second-hand', 'memory', 'derived', 'decided']).default('decided'),
})
export type WorkingDayException = z.infer<typeof WorkingDayException>

const days = (rows: readonly { readonly date: Temporal.PlainDate }[]) => rows.map((row) => row.date.toString())

/** All that a working calendar is made from: dated shift plans and the exceptional days, in any order. */
export const WorkingCalendarSource = z.strictObject({
  plans: z
    .array(ShiftPlan)
    .min(1)
    .refine(
      (plans) => new Set(plans.map((plan) => plan.inForceFrom.toString())).size === plans.length,
      'two plans begin on the same day',
    ),
  exceptions: z
    .array(WorkingDayException)
    .refine((rows) => new Set(days(rows)).size === rows.length, 'a day is named twice')
    .default([]),
  /**
   * The last day up to which the State has announced the days off; deadlines beyond it are provisional. Left out, it is the end of the
   * last year in which a day off is more than derived.
   */
  announcedUntil: CalendarDate.optional(),
})
export type WorkingCalendarSource = z.infer<typeof WorkingCalendarSource>
