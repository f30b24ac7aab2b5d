import { accept, type Result, refuse, unreachable } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import type { DeadlineRules } from './deadline-rules.ts'
import { type Due, dueOf } from './due.ts'
import type { PauseCause } from './explanation-lines.ts'
import type { TimeLimit } from './time-limit.ts'
import type { WorkingCalendar } from './working-calendar.ts'
import {
  dayIndexOf,
  fitIntoDay,
  isWorkingMoment,
  minuteOfDay,
  momentOn,
  moveByWorkingMinutes,
  patternOn,
  type WallMinute,
  wallMinuteOf,
  workedBetween,
  workingDayFrom,
} from './working-time.ts'

/** What happens to the clock of a dossier, in the order of time. */
export type ClockEvent =
  | {
      readonly kind:
        | 'started'
        | 'supplement-requested'
        | 'supplement-completed'
        | 'finance-requested'
        | 'finance-settled'
        | 'stopped'
        | 'finished'
      readonly at: Temporal.Instant
    }
  | { readonly kind: 'reappointed'; readonly at: Temporal.Instant; readonly newDue: Temporal.Instant }

export type ClockPhase = 'not-started' | 'running' | 'awaiting-supplement' | 'awaiting-finance' | 'stopped' | 'finished'

export type ClockRefusal = {
  readonly code:
    | 'calendar.clock-not-started'
    | 'calendar.clock-already-started'
    | 'calendar.clock-not-running'
    | 'calendar.clock-not-paused'
    | 'calendar.clock-closed'
    | 'calendar.clock-without-limit'
    | 'calendar.events-out-of-order'
    | 'calendar.reappointments-spent'
}

/** What the clock did, for its explanation. */
export type ClockTurn =
  | { readonly kind: 'computed'; readonly due: Due; readonly begin: 'received' | 'restarted' }
  | { readonly kind: 'no-limit' | 'supplement-requested' | 'stopped' | 'finished'; readonly at: WallMinute }
  | {
      readonly kind: 'paused'
      readonly cause: PauseCause
      readonly from: WallMinute
      readonly until: WallMinute
      readonly before: WallMinute
      readonly after: WallMinute
    }
  | {
      readonly kind: 'reappointed'
      readonly at: WallMinute
      readonly before: WallMinute
      readonly after: WallMinute
    }

/** The clock in numbers. While it is paused `due` is what was due when it stopped. */
export type Clock = {
  readonly phase: ClockPhase
  readonly last: WallMinute
  readonly startedAt: WallMinute | null
  readonly countedFrom: WallMinute | null
  readonly due: WallMinute | null
  readonly pausedAt: WallMinute | null
  readonly reappointments: number
  readonly supplements: number
  readonly turns: readonly ClockTurn[]
}

/** What every turn of a clock is made with. No clock runs without a limit: its phases go on, nothing is ever due. */
type Frame = {
  readonly calendar: WorkingCalendar
  readonly rules: DeadlineRules
  readonly limit: TimeLimit | null
}

type Turned = Result<Clock, ClockRefusal>

const idle: Clock = {
  phase: 'not-started',
  last: Number.NEGATIVE_INFINITY,
  startedAt: null,
  countedFrom: null,
  due: null,
  pausedAt: null,
  reappointments: 0,
  supplements: 0,
  turns: [],
}

const begun = (frame: Frame, clock: Clock, at: WallMinute, begin: 'received' | 'restarted'): Clock => {
  const running = { ...clock, phase: 'running', startedAt: clock.startedAt ?? at, pausedAt: null } as const
  if (frame.limit === null)
    return { ...running, turns: begin === 'received' ? [...clock.turns, { kind: 'no-limit', at }] : clock.turns }
  const due = dueOf(frame.calendar, frame.rules, frame.limit, at)
  return {
    ...running,
    countedFrom: due.start.from,
    due: due.due,
    turns: [...clock.turns, { kind: 'computed', due, begin }],
  }
}

/** The clock runs on, its due moment later by the working time that it stood still. */
const resumed = ({ calendar }: Frame, clock: Clock, at: WallMinute, cause: PauseCause): Clock => {
  const running = { ...clock, phase: 'running', pausedAt: null } as const
  if (clock.due === null || clock.pausedAt === null) return running
  const stood = workedBetween(calendar, clock.pausedAt, at)
  const after = stood === 0 ? clock.due : moveByWorkingMinutes(calendar, clock.due, stood)
  const turn = { kind: 'paused', cause, from: clock.pausedAt, until: at, before: clock.due, after } as const
  return { ...running, due: after, turns: [...clock.turns, turn] }
}

const paused = (clock: Clock, at: WallMinute, cause: PauseCause): Turned => {
  if (clock.phase === 'not-started') return refuse({ code: 'calendar.clock-not-started' })
  if (clock.phase !== 'running') return refuse({ code: 'calendar.clock-not-running' })
  if (cause === 'finance') return accept({ ...clock, phase: 'awaiting-finance', pausedAt: at })
  return accept({
    ...clock,
    phase: 'awaiting-supplement',
    pausedAt: at,
    supplements: clock.supplements + 1,
    turns: [...clock.turns, { kind: 'supplement-requested', at }],
  })
}

const supplemented = (frame: Frame, clock: Clock, at: WallMinute): Turned => {
  if (clock.phase !== 'awaiting-supplement') return refuse({ code: 'calendar.clock-not-paused' })
  return accept(
    frame.rules.supplementEffect === 'restart'
      ? begun(frame, clock, at, 'restarted')
      : resumed(frame, clock, at, 'supplement'),
  )
}

/** The appointed moment, or the same time of the next working day when a day off was declared on it since. */
const appointed = ({ calendar }: Frame, moment: WallMinute): WallMinute => {
  if (isWorkingMoment(calendar, moment)) return moment
  const day = workingDayFrom(calendar, dayIndexOf(calendar, moment))
  return momentOn(calendar, day, fitIntoDay(patternOn(calendar, day), minuteOfDay(moment)))
}

/** A new date for what will be late, as often as the rules allow. @legal ND-61-2018 Điều 19 khoản 9 */
const reappointed = (frame: Frame, clock: Clock, at: WallMinute, newDue: WallMinute): Turned => {
  if (clock.phase === 'not-started') return refuse({ code: 'calendar.clock-not-started' })
  if (clock.phase !== 'running') return refuse({ code: 'calendar.clock-not-running' })
  if (clock.due === null) return refuse({ code: 'calendar.clock-without-limit' })
  if (clock.reappointments >= frame.rules.maxReappointments) return refuse({ code: 'calendar.reappointments-spent' })
  const after = Math.max(clock.due, appointed(frame, newDue))
  return accept({
    ...clock,
    due: after,
    reappointments: clock.reappointments + 1,
    turns: [...clock.turns, { kind: 'reappointed', at, before: clock.due, after }],
  })
}

/** A dossier may be finished while its financial duty is open (it then counts as settled), never while papers are missing. */
const finished = (frame: Frame, clock: Clock, at: WallMinute): Turned => {
  if (clock.phase === 'not-started') return refuse({ code: 'calendar.clock-not-started' })
  if (clock.phase === 'awaiting-supplement') return refuse({ code: 'calendar.clock-not-running' })
  const running = clock.phase === 'awaiting-finance' ? resumed(frame, clock, at, 'finance') : clock
  return accept({ ...running, phase: 'finished', turns: [...running.turns, { kind: 'finished', at }] })
}

const turned = (frame: Frame, clock: Clock, event: ClockEvent, at: WallMinute): Turned => {
  switch (event.kind) {
    case 'started':
      if (clock.phase !== 'not-started') return refuse({ code: 'calendar.clock-already-started' })
      return accept(begun(frame, clock, at, 'received'))
    case 'supplement-requested':
      return paused(clock, at, 'supplement')
    case 'supplement-completed':
      return supplemented(frame, clock, at)
    case 'finance-requested':
      return paused(clock, at, 'finance')
    case 'finance-settled':
      if (clock.phase !== 'awaiting-finance') return refuse({ code: 'calendar.clock-not-paused' })
      return accept(resumed(frame, clock, at, 'finance'))
    case 'reappointed':
      return reappointed(frame, clock, at, wallMinuteOf(event.newDue))
    case 'stopped':
      if (clock.phase === 'not-started') return refuse({ code: 'calendar.clock-not-started' })
      return accept({ ...clock, phase: 'stopped', pausedAt: null, turns: [...clock.turns, { kind: 'stopped', at }] })
    case 'finished':
      return finished(frame, clock, at)
    default:
      return unreachable(event)
  }
}

/** Runs the clock through its events. Pure numbers, no wording: quick enough for every open dossier of a province. */
export const runClock = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  limit: TimeLimit | null,
  events: readonly ClockEvent[],
): Result<Clock, ClockRefusal> => {
  const frame = { calendar, rules, limit }
  let clock = idle
  for (const event of events) {
    const at = wallMinuteOf(event.at)
    if (clock.phase === 'stopped' || clock.phase === 'finished') return refuse({ code: 'calendar.clock-closed' })
    if (at < clock.last) return refuse({ code: 'calendar.events-out-of-order' })
    const next = turned(frame, clock, event, at)
    if (!next.ok) return next
    clock = { ...next.value, last: at }
  }
  return accept(clock)
}
