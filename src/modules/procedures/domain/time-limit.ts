import { z } from 'zod'

export const TimeUnit = z.enum(['working_hour', 'working_day', 'calendar_day', 'month'])
export type TimeUnit = z.infer<typeof TimeUnit>

/** A time limit as the law counts it. A limit whose unit is not known is not a limit: it is null, and its words are kept. */
export const TimeLimit = z.strictObject({
  amount: z.number().int().min(1).max(10_000),
  unit: TimeUnit,
})
export type TimeLimit = z.infer<typeof TimeLimit>

/** Internal processes count eight working hours to the day. @legal QD-3760-2025-NA bảng quy trình nội bộ */
export const workingHoursPerDay = 8

/** The working hours that surely fit in a limit: of calendar time only its share of working days. */
export const workingHoursIn = (limit: TimeLimit): number => {
  switch (limit.unit) {
    case 'working_hour':
      return limit.amount
    case 'working_day':
      return limit.amount * workingHoursPerDay
    case 'calendar_day':
      return Math.max(1, Math.floor((limit.amount * 5) / 7)) * workingHoursPerDay
    case 'month':
      return limit.amount * 20 * workingHoursPerDay
  }
}
