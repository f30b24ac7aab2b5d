import { z } from 'zod'
import type { Temporal } from '#kernel/time.ts'
import { tidy } from '#kernel/vietnamese-text.ts'
import { addWorkingDays, addWorkingMinutes, type WorkingCalendar } from '#modules/calendar/domain/index.ts'
import type { Urgency } from './official-document.ts'

/** How long the registry has to lay an incoming document before the leader. */
export const IncomingRules = z.strictObject({
  presentDays: z.number().int().min(0).max(10),
  urgentMinutes: z.number().int().min(1).max(480),
})
export type IncomingRules = z.infer<typeof IncomingRules>

/** The same day, at the latest the next working day; urgent ones at once. @legal ND-30-2020 Điều 23 */
export const incomingRulesKey = {
  key: 'documents.incoming-rules',
  schema: IncomingRules,
  whenUndecided: { presentDays: 1, urgentMinutes: 60 },
} as const

export const presentDue = (
  calendar: WorkingCalendar,
  rules: IncomingRules,
  urgency: Urgency,
  at: Temporal.Instant,
): Temporal.Instant =>
  urgency > 0 ? addWorkingMinutes(calendar, at, rules.urgentMinutes) : addWorkingDays(calendar, at, rules.presentDays)

const line = (max: number) => z.string().max(max).transform(tidy)

/** What stands on the face of an incoming document. */
export const IncomingFace = z.strictObject({
  typeCode: line(10),
  subject: line(500).pipe(z.string().min(1)),
  code: z.strictObject({ number: z.number().int().min(1).max(999_999_999).nullable(), notation: line(80) }),
  documentDate: z.iso.date().nullable(),
  authorAgencyId: z.uuid().nullable(),
  authorName: line(300),
  signerName: line(200).default(''),
  signerTitle: line(300).default(''),
  addressee: line(300).default(''),
  urgency: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).default(0),
  secrecy: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).default(0),
  pages: z.number().int().min(0).max(100_000).nullable().default(null),
  copies: z.number().int().min(0).max(10_000).nullable().default(null),
  /** The last day that the sender gives. */
  dueOn: z.iso.date().nullable().default(null),
})
export type IncomingFace = z.infer<typeof IncomingFace>

/** How somebody takes part in a document: one is responsible, others help, others only know. */
export const RoutingPart = z.enum(['lead', 'together', 'informed'])
export type RoutingPart = z.infer<typeof RoutingPart>

/** As printed books and slips call them. */
export const routingPartNames: Readonly<Record<RoutingPart, string>> = {
  lead: 'Xử lý chính',
  together: 'Phối hợp',
  informed: 'Để biết',
}

/** The step at which the clerk says that a document taken back by its sender is out of use here. */
export const recalledStep = 'recalled'

/** `lead:<id>`: which part a piece of work is, and whose. */
export const partOfStep = (stepKey: string): RoutingPart | null => {
  const parsed = RoutingPart.safeParse(stepKey.split(':')[0])
  return parsed.success ? parsed.data : null
}
