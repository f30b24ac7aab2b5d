import { z } from 'zod'
import { Temporal } from '#kernel/time.ts'
import { CalendarDate } from '#modules/calendar/domain/index.ts'
import type { Role } from '#modules/identity/domain/index.ts'

export const leaveKinds = ['annual', 'sick', 'maternity', 'study', 'unpaid', 'other'] as const
export const LeaveKind = z.enum(leaveKinds)
export type LeaveKind = z.infer<typeof LeaveKind>

/** `ended-early`: granted, and back before its last day. */
export type LeaveState = 'asked' | 'granted' | 'declined' | 'withdrawn' | 'ended-early'

/** The longest leave and delegation that are taken: two years, as a course abroad lasts. */
export const longestAbsenceDays = 731

/** From a first to a last day, both included, as people say it. */
export const Days = z
  .strictObject({ first: CalendarDate, last: CalendarDate })
  .refine(
    ({ first, last }) => Temporal.PlainDate.compare(first, last) <= 0 && first.until(last).days <= longestAbsenceDays,
  )
export type Days = z.infer<typeof Days>

export const AskLeave = z.strictObject({
  kind: LeaveKind,
  days: Days,
  reason: z.string().trim().max(1000),
  /** Who stands in on every post meanwhile. */
  substituteId: z.uuid().nullable(),
})
export type AskLeave = z.infer<typeof AskLeave>

export const DecideLeave = z.strictObject({
  leaveId: z.uuid(),
  isGranted: z.boolean(),
  note: z.string().trim().max(1000),
})
export type DecideLeave = z.infer<typeof DecideLeave>

export const GiveDelegation = z.strictObject({
  postId: z.uuid(),
  toOfficerId: z.uuid(),
  days: Days,
  reason: z.string().trim().min(1).max(500),
})
export type GiveDelegation = z.infer<typeof GiveDelegation>

export const EndDelegation = z.strictObject({ delegationId: z.uuid(), reason: z.string().trim().min(1).max(500) })
export type EndDelegation = z.infer<typeof EndDelegation>

/** Posts that stay with their holder: who keeps the accounts, and who checks the others, is named by name. */
export const isDelegable = (role: Role): boolean => role !== 'administrator' && role !== 'auditor'

/** Why something about an officer's absence, delegation or work is refused. */
export type PersonnelRefusal =
  | { readonly code: 'personnel.not-permitted' }
  | { readonly code: 'officer.unknown' }
  | { readonly code: 'leave.unknown' }
  | { readonly code: 'leave.decided-already' }
  | { readonly code: 'leave.no-working-day' }
  | { readonly code: 'leave.beyond-calendar' }
  | { readonly code: 'leave.overlaps' }
  | { readonly code: 'leave.note-missing' }
  | { readonly code: 'leave.over-already' }
  | { readonly code: 'delegation.unknown' }
  | { readonly code: 'delegation.over-already' }
  | { readonly code: 'delegation.begins-in-the-past' }
  /** A post held by delegation is not delegated on. @legal ND-30-2020 Điều 13 khoản 3 */
  | { readonly code: 'delegation.not-own-post' }
  | { readonly code: 'delegation.post-stays' }
  | { readonly code: 'delegation.to-outsider' }
  | { readonly code: 'delegation.overlaps' }
  /** Whoever shall stand in is away in those days. */
  | { readonly code: 'delegation.to-somebody-away' }
  | { readonly code: 'duty.unknown' }
  | { readonly code: 'duty.given-already' }
  /** Neither of the agency nor of its office. */
  | { readonly code: 'duty.post-elsewhere' }
  | { readonly code: 'hand-over.nothing-open' }
  /** Work came or went since the preview. */
  | { readonly code: 'hand-over.changed' }
  | { readonly code: 'hand-over.left-behind' }
  | { readonly code: 'hand-over.successor-unfit' }
