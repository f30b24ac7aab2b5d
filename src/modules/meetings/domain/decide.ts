import { accept, type Result, refuse } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { type EngagementFacts, type EngagementStanding, type EngagementWords, longestDays } from './engagement.ts'
import type { MeetingRefusal } from './refusals.ts'

type Decision = Result<null, MeetingRefusal>
const allowed: Decision = accept(null)
const msOfDay = 24 * 60 * 60 * 1_000

const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  one.epochMilliseconds < other.epochMilliseconds

type Said = Pick<EngagementWords, 'startsAt' | 'endsAt' | 'roomId' | 'place' | 'chairId' | 'chairWords'>

/** Whether it says when, where and who leads. */
export const decideWords = (said: Said): Decision => {
  if (!isBefore(said.startsAt, said.endsAt)) return refuse({ code: 'engagement.ends-before-start' })
  const lasts = said.endsAt.epochMilliseconds - said.startsAt.epochMilliseconds
  if (lasts > longestDays * msOfDay) return refuse({ code: 'engagement.too-long' })
  if (said.roomId === null && said.place === '') return refuse({ code: 'engagement.place-missing' })
  return said.chairId === null && said.chairWords === '' ? refuse({ code: 'engagement.chair-missing' }) : allowed
}

const isOpen = ({ state }: EngagementFacts): boolean => state === 'registered' || state === 'approved'

/** What waits may be changed by whoever registered it; what was approved only by those who arrange the plan. */
export const decideChange = (facts: EngagementFacts, standing: EngagementStanding): Decision => {
  const may = standing.arranges || (standing.registered && facts.state === 'registered')
  if (!may) return refuse({ code: 'engagement.not-permitted' })
  return isOpen(facts) && !facts.isConcluded ? allowed : refuse({ code: 'engagement.decided-already' })
}

export const decideApproval = (
  facts: EngagementFacts,
  standing: EngagementStanding,
  verdict: { readonly isApproved: boolean; readonly note: string },
): Decision => {
  if (!standing.arranges) return refuse({ code: 'engagement.not-permitted' })
  if (facts.state !== 'registered') return refuse({ code: 'engagement.decided-already' })
  return !verdict.isApproved && verdict.note === '' ? refuse({ code: 'engagement.reason-missing' }) : allowed
}

/** Whoever registered it takes back what waits; those who arrange the plan call off what was approved, and say why. */
export const decideCancellation = (facts: EngagementFacts, standing: EngagementStanding, reason: string): Decision => {
  const change = decideChange(facts, standing)
  if (!change.ok) return change
  return facts.state === 'approved' && reason === '' ? refuse({ code: 'engagement.reason-missing' }) : allowed
}

const mayConclude = (facts: EngagementFacts, now: Temporal.Instant): Decision => {
  if (facts.state !== 'approved') return refuse({ code: 'engagement.not-approved' })
  if (isBefore(now, facts.startsAt)) return refuse({ code: 'engagement.not-begun' })
  return facts.isConcluded ? refuse({ code: 'engagement.concluded-already' }) : allowed
}

/** Conclusions are written down by the one who led, whoever prepared it, or the office. */
export const decideConclusions = (
  facts: EngagementFacts,
  standing: EngagementStanding,
  now: Temporal.Instant,
): Decision => {
  if (!standing.arranges && !standing.registered && !standing.chairs)
    return refuse({ code: 'engagement.not-permitted' })
  return mayConclude(facts, now)
}

/** Issued, they bind: by the one who led it, or by a leader of the agency. */
export const decideIssue = (
  facts: EngagementFacts,
  standing: Pick<EngagementStanding, 'chairs'> & { readonly leads: boolean },
  now: Temporal.Instant,
): Decision =>
  standing.chairs || standing.leads ? mayConclude(facts, now) : refuse({ code: 'engagement.not-permitted' })
