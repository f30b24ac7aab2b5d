import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'
import { legalDayMinutes } from './time-limit.ts'
import { CalendarDate, MinuteOfDay } from './working-calendar-source.ts'

/**
 * From when on a day's receipts are counted from the opening of the next working day.
 * @legal ND-61-2018 Điều 18: received after 15:00
 * @legal ND-297-2025 Điều 6: received in the last hour, for one group of procedures
 */
export const Cutoff = z.union([
  z.strictObject({ at: MinuteOfDay }),
  z.strictObject({ minutesBeforeClosing: z.number().int().min(0).max(720) }),
  z.literal('none'),
])
export type Cutoff = z.infer<typeof Cutoff>

/** How deadlines are counted. Every rule is a dated setting; a dossier keeps the rules it was counted with. */
export const DeadlineRules = z.strictObject({
  cutoff: Cutoff.default({ at: 900 }),
  /** What a complete supplement does: the full limit again, or the due date moved by the time waited. @legal ND-61-2018 Điều 19 */
  supplementEffect: z.enum(['restart', 'shift']).default('restart'),
  /** A financial duty of the applicant stops the clock until it is settled; nothing else is known. */
  financeEffect: z.literal('pause').default('pause'),
  /**
   * When a limit in calendar days or months ends: at the clock time of its start (`same-time`), or at the closing of its last day.
   * @legal BLDS-2015 Điều 148
   */
  calendarLimitEnds: z.enum(['same-time', 'closing']).default('same-time'),
  /** How many requests for a supplement go out without the head; what is missing is asked for once. @legal ND-61-2018 Điều 17 */
  supplementsWithoutApproval: z.number().int().min(0).max(10).default(1),
  /** How many may be made at all, with the head. No law names a number. */
  maxSupplements: z.number().int().min(1).max(100).default(3),
  /** How often a due date may be appointed anew. @legal ND-61-2018 Điều 19 khoản 9 */
  maxReappointments: z.number().int().min(0).max(100).default(1),
  /** How long before the due date the apology falls due, in working days. @legal ND-61-2018 Điều 19 khoản 9 */
  apologyWorkingDays: z.number().int().min(1).max(30).default(1),
  /** How many working days before that moment the head is asked for the apology, so that it can still be in time. */
  apologyLeadDays: z.number().int().min(0).max(30).default(1),
  /** Overdue becomes critical beyond the larger of the two. */
  critical: z
    .strictObject({
      workingMinutes: z.number().int().min(0).default(legalDayMinutes),
      shareOfLimit: z.number().min(0).max(1).default(0.1),
    })
    .prefault({}),
  /** Remaining working minutes from which on work is due soon. */
  dueSoonMinutes: z.number().int().min(0).default(legalDayMinutes),
  /** Working minutes before the due date that make a result early. */
  earlyMinutes: z.number().int().min(1).default(60),
  /** Working minutes within which an online dossier is accepted, sent back or refused. @legal ND-297-2025 Điều 6 */
  acceptanceMinutes: z.number().int().min(1).default(480),
  /** Working minutes after which the officer is alerted of a dossier not yet looked at. @legal ND-297-2025 Điều 6 */
  alertMinutes: z.number().int().min(1).default(120),
  /** Working days the applicant has to answer a request for a supplement. @legal ND-297-2025 Điều 6 */
  supplementAnswerDays: z.number().int().min(1).max(3_660).default(15),
})
export type DeadlineRules = z.infer<typeof DeadlineRules>

export const defaultDeadlineRules: DeadlineRules = DeadlineRules.parse({})

/** The rules with the days they are in force, the last day left out. */
export const DatedDeadlineRules = z.strictObject({
  inForceFrom: CalendarDate,
  inForceUntil: CalendarDate.nullable().default(null),
  rules: DeadlineRules,
})
export type DatedDeadlineRules = z.infer<typeof DatedDeadlineRules>

/** The rules in force on a day. Refuses when none are. */
export const deadlineRulesOn = (
  versions: readonly DatedDeadlineRules[],
  day: Temporal.PlainDate,
): Result<DeadlineRules, { readonly code: 'calendar.no-rules-in-force' }> => {
  const found = versions.find(
    ({ inForceFrom, inForceUntil }) =>
      Temporal.PlainDate.compare(inForceFrom, day) <= 0 &&
      (inForceUntil === null || Temporal.PlainDate.compare(day, inForceUntil) < 0),
  )
  return found === undefined ? refuse({ code: 'calendar.no-rules-in-force' }) : accept(found.rules)
}
