import { z } from 'zod'
import { unreachable } from '#kernel/result.ts'

export const TimeUnit = z.enum(['working_hour', 'working_day', 'calendar_day', 'month'])
export type TimeUnit = z.infer<typeof TimeUnit>

/**
 * How long a procedure may take, as it is published. Hours may be broken to the minute; days and months are whole. A limit whose unit is
 * unknown is not a TimeLimit: it is null, and no clock runs on it.
 */
export const TimeLimit = z
  .strictObject({ amount: z.number().positive().max(10_000), unit: TimeUnit })
  .refine(
    ({ amount, unit }) => Number.isInteger(unit === 'working_hour' ? Math.round(amount * 6000) / 100 : amount),
    'days and months are whole, hours are whole minutes',
  )
  .refine(({ amount, unit }) => unit !== 'month' || amount <= 240, 'a limit of more than 240 months')
  .refine(({ amount, unit }) => !unit.endsWith('_day') || amount <= 3_660, 'a limit of more than 3,660 days')
export type TimeLimit = z.infer<typeof TimeLimit>

/** Reads a published limit; null when its amount or unit says nothing that can be counted. */
export const timeLimitFrom = (published: unknown): TimeLimit | null => {
  const parsed = TimeLimit.safeParse(published)
  return parsed.success ? parsed.data : null
}

/** The minutes that the law counts as a working day in internal processes. @legal QD-3760-2025-NA bảng quy trình nội bộ */
export const legalDayMinutes = 480

export const minutesOfHours = (hours: number): number => Math.round(hours * 60)

/** The working minutes a limit stands for without looking at a calendar: five days of work in seven, thirty days in a month. */
export const nominalMinutes = (limit: TimeLimit): number => {
  switch (limit.unit) {
    case 'working_hour':
      return minutesOfHours(limit.amount)
    case 'working_day':
      return limit.amount * legalDayMinutes
    case 'calendar_day':
      return Math.round((limit.amount * 5 * legalDayMinutes) / 7)
    case 'month':
      return Math.round((limit.amount * 30 * 5 * legalDayMinutes) / 7)
    default:
      return unreachable(limit.unit)
  }
}
