import { z } from 'zod'
import { Temporal } from '#kernel/time.ts'

export const engagementSubject = 'engagement'

export const engagementKinds = ['meeting', 'citizen-reception', 'trip', 'ceremony', 'other'] as const
export type EngagementKind = (typeof engagementKinds)[number]

export type EngagementState = 'registered' | 'approved' | 'declined' | 'cancelled'

/** Longer than this something is several engagements. */
export const longestDays = 31

const line = (most: number) => z.string().trim().max(most)

/** What the calendar says of an engagement, as it is typed. `id` is made by the form: sent twice, it is registered once. */
export const EngagementWords = z.object({
  id: z.uuid(),
  agencyId: z.uuid(),
  kind: z.enum(engagementKinds),
  title: line(300).min(1),
  detail: line(2_000).default(''),
  startsAt: z.instanceof(Temporal.Instant),
  endsAt: z.instanceof(Temporal.Instant),
  roomId: z.uuid().nullable(),
  place: line(200).default(''),
  chairId: z.uuid().nullable(),
  chairWords: line(200).default(''),
  officerIds: z.array(z.uuid()).max(60).default([]),
  unitIds: z.array(z.uuid()).max(60).default([]),
  guests: line(1_000).default(''),
  preparedUnitId: z.uuid().nullable(),
  isConfidential: z.boolean().default(false),
  /** Numbers and notations of documents, as they stand on the paper: `15/QĐ-UBND`. */
  paperCodes: z.array(line(120).min(1)).max(20).default([]),
})
export type EngagementWords = z.infer<typeof EngagementWords>

/** What somebody is to an engagement. */
export type EngagementStanding = {
  /** The office that arranges the plan, or a leader. */
  readonly arranges: boolean
  readonly registered: boolean
  readonly chairs: boolean
}

export type EngagementFacts = {
  readonly state: EngagementState
  readonly startsAt: Temporal.Instant
  readonly isConcluded: boolean
}
