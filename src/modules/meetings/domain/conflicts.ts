import type { PlannedTime } from './week.ts'

/** Something that already takes a room or a person in a span of time. Its title stays with those who may see it. */
export type Busy = PlannedTime & {
  readonly engagementId: string | null
  /** Null where whoever asks may not see it. */
  readonly title: string | null
  readonly roomId: string | null
  readonly roomName: string | null
  readonly officerId: string | null
  readonly officerName: string | null
  readonly cause: 'engagement' | 'leave'
}

export type Wanted = PlannedTime & {
  readonly id: string
  readonly roomId: string | null
  readonly officerIds: readonly string[]
}

export type Conflict = Busy & { readonly of: 'room' | 'person' }

const overlap = (one: PlannedTime, other: PlannedTime): boolean =>
  one.startsAt.epochMilliseconds < other.endsAt.epochMilliseconds &&
  other.startsAt.epochMilliseconds < one.endsAt.epochMilliseconds

/** Where an engagement stands in the way of others: what ends when it begins does not. */
export const conflictsOf = (wanted: Wanted, busy: readonly Busy[]): readonly Conflict[] =>
  busy
    .filter((one) => one.engagementId !== wanted.id && overlap(wanted, one))
    .flatMap((one): readonly Conflict[] => [
      ...(one.roomId !== null && one.roomId === wanted.roomId ? [{ ...one, of: 'room' as const }] : []),
      ...(one.officerId !== null && wanted.officerIds.includes(one.officerId)
        ? [{ ...one, of: 'person' as const }]
        : []),
    ])
