import { localDate, localTime, Temporal } from '#kernel/time.ts'

/** The Monday of the week in which a day lies. */
export const mondayOf = (day: Temporal.PlainDate): Temporal.PlainDate => day.subtract({ days: day.dayOfWeek - 1 })

export type HalfDay = 'morning' | 'afternoon'

export type PlannedTime = { readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant }

/** What begins before noon is of the morning. */
export const halfDayOf = (moment: Temporal.Instant): HalfDay => (localTime(moment).hour < 12 ? 'morning' : 'afternoon')

/** The half of a day under which an engagement stands: where it begins, and the mornings of the days over which it goes on. */
const halfOn = (one: PlannedTime, day: Temporal.PlainDate): HalfDay | null => {
  const first = localDate(one.startsAt)
  // What ends at midnight is over on the day before.
  const last = localDate(one.endsAt.subtract({ milliseconds: 1 }))
  if (Temporal.PlainDate.compare(first, day) > 0 || Temporal.PlainDate.compare(day, last) > 0) return null
  return first.equals(day) ? halfDayOf(one.startsAt) : 'morning'
}

export type PlanDay<One> = {
  readonly day: Temporal.PlainDate
  readonly morning: readonly One[]
  readonly afternoon: readonly One[]
}

/** Engagements by day and half, in the order in which they begin; each on every day over which it goes. */
export const planDays = <One extends PlannedTime>(
  all: readonly One[],
  first: Temporal.PlainDate,
  days: number,
): readonly PlanDay<One>[] => {
  const ordered = all.toSorted((left, right) => left.startsAt.epochMilliseconds - right.startsAt.epochMilliseconds)
  return Array.from({ length: days }, (_, index) => {
    const day = first.add({ days: index })
    const of = (half: HalfDay) => ordered.filter((one) => halfOn(one, day) === half)
    return { day, morning: of('morning'), afternoon: of('afternoon') }
  })
}

/** How a published plan differs from what holds now. */
export type PlanChange = 'added' | 'changed' | 'cancelled'

export type ChangeFacts = {
  readonly state: 'registered' | 'approved' | 'declined' | 'cancelled'
  readonly decidedAt: Temporal.Instant | null
  readonly changedAt: Temporal.Instant | null
}

const isAfter = (one: Temporal.Instant | null, other: Temporal.Instant): boolean =>
  one !== null && one.epochMilliseconds > other.epochMilliseconds

/** What the readers of the plan must be told of an engagement; nothing while the plan is not out. */
export const planChange = (facts: ChangeFacts, publishedAt: Temporal.Instant | null): PlanChange | null => {
  if (publishedAt === null) return null
  // Called off before the plan came out, or never approved: nobody has read of it.
  if (facts.state === 'cancelled')
    return facts.decidedAt !== null && isAfter(facts.changedAt, publishedAt) ? 'cancelled' : null
  if (facts.state !== 'approved') return null
  if (isAfter(facts.decidedAt, publishedAt)) return 'added'
  return isAfter(facts.changedAt, publishedAt) ? 'changed' : null
}
