import { localDate, Temporal, zone } from '#kernel/time.ts'
import {
  addWorkingDays,
  addWorkingMinutes,
  apologyOpens,
  computeDue,
  criticalMinutes,
  type DeadlineRules,
  nominalMinutes,
  type TimeLimit,
  type WorkingCalendar,
  workingMinutesBetween,
} from '#modules/calendar/domain/index.ts'
import type { Course, StandingDeed } from './lived-data.ts'

/** What is done to a dossier in its course. `file` at a counter includes its acceptance. */
export type LivedDeed =
  | 'file'
  | 'accept'
  | 'refuse'
  | 'withdraw'
  | 'ask-supplement'
  | 'answer-supplement'
  | 'ask-finance'
  | 'pay'
  | 'assign'
  | 'draft'
  | 'agree'
  | 'sign'
  | 'seal'
  | 'return'
  | 'rate'
  | 'ask-apology'
  | 'apologise'

/** A deed with its moment, always in working time. `newDue`: what an apology promises. */
export type PlannedDeed = {
  readonly at: Temporal.Instant
  readonly deed: LivedDeed
  readonly newDue?: Temporal.Instant
}

export type CourseFacts = {
  readonly limit: TimeLimit
  /** Working minutes each step may take. */
  readonly minutesOf: (deed: StandingDeed) => number
  readonly isAtCounter: boolean
}

/** The time in which a province lived: its working hours, the last working moment, and chance from 0 to 1. */
export type LivedTime = {
  readonly calendar: WorkingCalendar
  readonly rules: DeadlineRules
  readonly end: Temporal.Instant
  readonly chance: () => number
}

const steps = ['assign', 'handle', 'review', 'sign', 'number'] as const
type Step = (typeof steps)[number]

/** The steps before the one at which a dossier stands; all when it stands at none of them. */
const stepsBefore = (standing: StandingDeed | null): readonly Step[] => {
  const index = (steps as readonly (StandingDeed | null)[]).indexOf(standing)
  return index < 0 ? steps : steps.slice(0, index)
}

const deedOf = { assign: 'assign', handle: 'draft', review: 'agree', sign: 'sign', number: 'seal' } as const
/** How much of the whole time each step takes. */
const shareOf = { assign: 0.08, handle: 0.62, review: 0.1, sign: 0.12, number: 0.08 } as const

const later = (time: LivedTime, at: Temporal.Instant, minutes: number): Temporal.Instant =>
  addWorkingMinutes(time.calendar, at, Math.round(minutes))

const dueOf = (time: LivedTime, facts: CourseFacts, accepted: Temporal.Instant): Temporal.Instant =>
  computeDue(time.calendar, time.rules, facts.limit, accepted).dueAt

const isBefore = (left: Temporal.Instant, right: Temporal.Instant): boolean => Temporal.Instant.compare(left, right) < 0

/** A moment of the morning or the early afternoon, so many working days ago. */
const someMoment = (time: LivedTime, daysAgo: number): Temporal.Instant => {
  const day = localDate(addWorkingDays(time.calendar, time.end, -daysAgo))
  const minute = Math.round(460 + time.chance() * 380)
  const wall = day.toZonedDateTime({
    timeZone: zone,
    plainTime: { hour: Math.floor(minute / 60), minute: minute % 60 },
  })
  return later(time, wall.toInstant(), 0)
}

/** How a dossier comes in: at the counter it is accepted at once, else an officer looks at it a little later. */
const intake = (time: LivedTime, facts: CourseFacts, accepted: Temporal.Instant): readonly PlannedDeed[] =>
  facts.isAtCounter
    ? [
        { at: accepted, deed: 'file' },
        { at: later(time, accepted, 5), deed: 'pay' },
      ]
    : [
        { at: later(time, accepted, -(15 + 150 * time.chance())), deed: 'file' },
        { at: accepted, deed: 'accept' },
      ]

/** The steps before one of them (all, without one), spread over the time from acceptance until then. */
const stepsUntil = (
  time: LivedTime,
  accepted: Temporal.Instant,
  until: Temporal.Instant,
  standing: StandingDeed | null = null,
): readonly PlannedDeed[] => {
  const done = stepsBefore(standing)
  const whole = done.reduce<number>((sum, step) => sum + shareOf[step], 0)
  const minutes = workingMinutesBetween(time.calendar, accepted, until)
  let passed = 0
  return done.map((step) => {
    passed += shareOf[step] / whole
    return { at: later(time, accepted, minutes * passed), deed: deedOf[step] }
  })
}

const handover = (time: LivedTime, finished: Temporal.Instant, facts: CourseFacts): readonly PlannedDeed[] => {
  const at = later(time, finished, 40 + 500 * time.chance())
  return [...(facts.isAtCounter ? [] : [{ at, deed: 'pay' as const }]), { at: later(time, at, 6), deed: 'return' }]
}

/** From when the apology is asked until the head has signed it, three working days more. */
const apology = (time: LivedTime, accepted: Temporal.Instant, due: Temporal.Instant): readonly PlannedDeed[] => {
  const asked = later(time, apologyOpens(time.calendar, time.rules, accepted, due), 10)
  return [
    { at: asked, deed: 'ask-apology' },
    { at: later(time, asked, 70), deed: 'apologise', newDue: addWorkingDays(time.calendar, due, 3) },
  ]
}

type Settled = Extract<Course, { is: 'settled' }>

const settled = (time: LivedTime, facts: CourseFacts, course: Settled): readonly PlannedDeed[] => {
  const looked = someMoment(time, course.daysAgo)
  const accepted = course.supplement ? later(time, looked, 620) : looked
  const due = dueOf(time, facts, accepted)
  const whole = workingMinutesBetween(time.calendar, accepted, due)
  const chance = time.chance()
  const taken = {
    early: Math.min(whole * (0.35 + 0.4 * chance), whole - 75),
    'on-time': whole - 10 - 40 * chance,
    late: whole + 90 + 300 * chance,
  }[course.how]
  const finished = later(time, accepted, taken)
  const supplement: readonly PlannedDeed[] = course.supplement
    ? [
        { at: looked, deed: 'ask-supplement' },
        { at: later(time, looked, 560), deed: 'answer-supplement' },
      ]
    : []
  const filed = course.supplement ? [{ at: later(time, looked, -45), deed: 'file' as const }] : []
  const came = intake(time, facts, accepted).filter((one) => !course.supplement || one.deed !== 'file')
  const returned = handover(time, finished, facts)
  const rated = course.rating === undefined ? [] : [{ at: later(time, finished, 700), deed: 'rate' as const }]
  return [
    ...filed,
    ...supplement,
    ...came,
    ...(course.apology ? apology(time, accepted, due) : []),
    ...stepsUntil(time, accepted, finished),
    ...returned,
    ...rated,
  ]
}

/** The latest acceptance with which the dossier is due at a moment or before. */
const acceptedFor = (time: LivedTime, facts: CourseFacts, due: Temporal.Instant): Temporal.Instant => {
  for (let back = 0; ; back += 15) {
    const accepted = later(time, due, -back - 15)
    if (!isBefore(due, dueOf(time, facts, accepted))) return accepted
  }
}

type Standing = Extract<Course, { is: 'standing' }>

/** By when a dossier that presses is due. */
const pressingDue = (time: LivedTime, facts: CourseFacts, press: Exclude<Standing['press'], 'usual'>) => {
  const minutes = {
    soon: 200 + 150 * time.chance(),
    overdue: -100 - 200 * time.chance(),
    critical: -criticalMinutes(time.rules, facts.limit) - 300,
  }
  return later(time, time.end, minutes[press])
}

const received = (time: LivedTime): readonly PlannedDeed[] => [
  { at: later(time, time.end, -(20 + 200 * time.chance())), deed: 'file' },
]

const toReturn = (time: LivedTime, facts: CourseFacts): readonly PlannedDeed[] => {
  const finished = later(time, time.end, -(40 + 200 * time.chance()))
  const accepted = later(time, finished, -0.6 * nominalMinutes(facts.limit))
  return [...intake(time, facts, accepted), ...stepsUntil(time, accepted, finished)]
}

const standing = (time: LivedTime, facts: CourseFacts, course: Standing): readonly PlannedDeed[] => {
  if (course.at === 'receive') return received(time)
  if (course.at === 'return') return toReturn(time, facts)
  const opened = later(time, time.end, -facts.minutesOf(course.at) * (0.15 + 0.35 * time.chance()))
  if (course.apology) return apologised(time, facts, course.at)
  if (course.press !== 'usual') {
    const accepted = acceptedFor(time, facts, pressingDue(time, facts, course.press))
    const since = isBefore(accepted, opened) ? opened : accepted
    return [...intake(time, facts, accepted), ...stepsUntil(time, accepted, since, course.at)]
  }
  const spent = stepsBefore(course.at).reduce((sum, step) => sum + facts.minutesOf(step) * 0.45, 25)
  const accepted = later(time, opened, -spent)
  return [...intake(time, facts, accepted), ...stepsUntil(time, accepted, opened, course.at)]
}

/** In hand beyond its first due date, with an apology and a new one. */
const apologised = (time: LivedTime, facts: CourseFacts, at: StandingDeed): readonly PlannedDeed[] => {
  const due = later(time, time.end, -250)
  const accepted = acceptedFor(time, facts, due)
  const opened = later(time, accepted, 200)
  return [
    ...intake(time, facts, accepted),
    ...stepsUntil(time, accepted, opened, at),
    ...apology(time, accepted, dueOf(time, facts, accepted)),
  ]
}

/** After filing an officer looks at it, and then the person or the desk does what ends its way there. */
const endedEarly = (time: LivedTime, daysAgo: number, deed: 'refuse' | 'withdraw'): readonly PlannedDeed[] => {
  const filed = someMoment(time, daysAgo)
  return [
    { at: filed, deed: 'file' },
    { at: later(time, filed, 60 + 120 * time.chance()), deed },
  ]
}

const waiting = (time: LivedTime, facts: CourseFacts, deed: 'ask-supplement' | 'ask-finance', at: StandingDeed) => {
  const asked = later(time, time.end, -(500 + 400 * time.chance()))
  if (at === 'receive')
    return [
      { at: later(time, asked, -70), deed: 'file' as const },
      { at: asked, deed },
    ]
  const accepted = later(time, asked, -620)
  const opened = later(time, accepted, 130)
  return [...intake(time, facts, accepted), ...stepsUntil(time, accepted, opened, 'handle'), { at: asked, deed }]
}

/** The deeds of a course in their order; what would be after the end has not happened yet. Pure. */
export const planCourse = (time: LivedTime, facts: CourseFacts, course: Course): readonly PlannedDeed[] => {
  const planned = (): readonly PlannedDeed[] => {
    switch (course.is) {
      case 'settled':
        return settled(time, facts, course)
      case 'standing':
        return standing(time, facts, course)
      case 'waiting-for-supplement':
        return waiting(time, facts, 'ask-supplement', course.at)
      case 'waiting-for-payment':
        return waiting(time, facts, 'ask-finance', 'handle')
      case 'refused':
        return endedEarly(time, course.daysAgo, 'refuse')
      default:
        return endedEarly(time, course.daysAgo, 'withdraw')
    }
  }
  return planned().filter((one) => !isBefore(time.end, one.at))
}
