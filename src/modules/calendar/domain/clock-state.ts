import { accept, type Result, refuse, unreachable } from '#kernel/result.ts'
import type { Temporal } from '#kernel/time.ts'
import { type Clock, type ClockEvent, type ClockPhase, type ClockRefusal, type ClockTurn, runClock } from './clock.ts'
import type { DeadlineRules } from './deadline-rules.ts'
import { type ExplanationLine, linesOfDue, provisionalLines } from './explanation-lines.ts'
import { apologyDue, type Settled, settledWhen } from './lateness.ts'
import type { TimeLimit } from './time-limit.ts'
import type { WorkingCalendar } from './working-calendar.ts'
import { instantAt, isWorkingMoment, type WallMinute, wallMinuteOf, workedBetween } from './working-time.ts'

/** How a dossier's clock stands after its events, with every reason. */
export type ClockState = {
  readonly phase: ClockPhase
  readonly startedAt: Temporal.Instant | null
  readonly countedFrom: Temporal.Instant | null
  /** Null while nothing is due: before the start, while the clock is paused, and always without a limit. */
  readonly dueAt: Temporal.Instant | null
  /** What was due when the clock was paused or stopped. */
  readonly dueBeforePause: Temporal.Instant | null
  readonly pausedSince: Temporal.Instant | null
  readonly reappointments: number
  readonly supplements: number
  /** Once finished. */
  readonly settled: Settled | null
  readonly lines: readonly ExplanationLine[]
}

const pausedLine = (
  calendar: WorkingCalendar,
  turn: Extract<ClockTurn, { readonly kind: 'paused' }>,
): ExplanationLine => ({
  kind: 'paused',
  cause: turn.cause,
  from: instantAt(turn.from),
  until: instantAt(turn.until),
  workingMinutes: workedBetween(calendar, turn.from, turn.until),
  dueBefore: instantAt(turn.before),
  dueAfter: instantAt(turn.after),
})

const linesOfTurn = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  turn: ClockTurn,
  superseded: boolean,
): readonly ExplanationLine[] => {
  switch (turn.kind) {
    case 'computed': {
      const lines = linesOfDue(calendar, rules, turn.due, turn.begin).filter((line) => line.kind !== 'provisional')
      return superseded ? lines.slice(0, 1) : lines
    }
    case 'no-limit':
      return [{ kind: 'no-limit' }]
    case 'supplement-requested':
    case 'stopped':
    case 'finished':
      return [{ kind: turn.kind, at: instantAt(turn.at) }]
    case 'paused':
      return [pausedLine(calendar, turn)]
    case 'reappointed': {
      const { at, before, after } = turn
      return [{ kind: 'reappointed', at: instantAt(at), dueBefore: instantAt(before), dueAfter: instantAt(after) }]
    }
    default:
      return unreachable(turn)
  }
}

/** Of several countings only the last explains the due date; the earlier leave no more than their receipt. */
const linesOfClock = (calendar: WorkingCalendar, rules: DeadlineRules, clock: Clock): readonly ExplanationLine[] => {
  const lastComputed = clock.turns.findLastIndex((turn) => turn.kind === 'computed')
  const lines = clock.turns.flatMap((turn, index) => linesOfTurn(calendar, rules, turn, index < lastComputed))
  if (clock.due === null) return lines
  if (clock.pausedAt === null) return [...lines, ...provisionalLines(calendar, clock.due)]
  return [
    ...lines,
    {
      kind: 'pausing',
      cause: clock.phase === 'awaiting-finance' ? 'finance' : 'supplement',
      since: instantAt(clock.pausedAt),
      remainingMinutes: workedBetween(calendar, clock.pausedAt, clock.due),
    },
  ]
}

const instantOrNull = (moment: WallMinute | null): Temporal.Instant | null =>
  moment === null ? null : instantAt(moment)

const stateOf = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  clock: Clock,
  lastAt: Temporal.Instant | null,
): ClockState => {
  const due = instantOrNull(clock.due)
  const open = clock.phase === 'running' || clock.phase === 'finished'
  const finished = clock.phase === 'finished' && due !== null && lastAt !== null
  return {
    phase: clock.phase,
    startedAt: instantOrNull(clock.startedAt),
    countedFrom: instantOrNull(clock.countedFrom),
    dueAt: open ? due : null,
    dueBeforePause: open ? null : due,
    pausedSince: instantOrNull(clock.pausedAt),
    reappointments: clock.reappointments,
    supplements: clock.supplements,
    settled: finished ? settledWhen(calendar, rules, lastAt, due) : null,
    lines: linesOfClock(calendar, rules, clock),
  }
}

/**
 * The state of a clock after its events, which must be in the order of time. Refuses events that cannot follow each other. With a null
 * limit (unit unknown) the phases are followed and nothing is ever due.
 */
export const replayClock = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  limit: TimeLimit | null,
  events: readonly ClockEvent[],
): Result<ClockState, ClockRefusal> => {
  const run = runClock(calendar, rules, limit, events)
  return run.ok ? accept(stateOf(calendar, rules, run.value, events.at(-1)?.at ?? null)) : run
}

/** Only the due date of that state: what is recomputed for every open dossier when a day off changes. */
export const recomputeDue = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  limit: TimeLimit | null,
  events: readonly ClockEvent[],
): Result<Temporal.Instant | null, ClockRefusal> => {
  const run = runClock(calendar, rules, limit, events)
  if (!run.ok) return run
  return accept(run.value.phase === 'running' || run.value.phase === 'finished' ? instantOrNull(run.value.due) : null)
}

export type ApologyRefusal = {
  readonly code:
    | 'calendar.clock-not-running'
    | 'calendar.reappointments-spent'
    | 'calendar.reappointment-not-later'
    | 'calendar.reappointment-outside-working-time'
}

/**
 * Whether an apology with a new due date may be given now. `inTime`: a working day before the due date, as the law wants it; a later one
 * is still owed to the applicant. @legal ND-61-2018 Điều 19 khoản 9
 */
export const apologyAllowed = (
  calendar: WorkingCalendar,
  rules: DeadlineRules,
  clock: Pick<ClockState, 'phase' | 'dueAt' | 'reappointments'>,
  now: Temporal.Instant,
  newDue: Temporal.Instant,
): Result<{ readonly inTime: boolean }, ApologyRefusal> => {
  if (clock.phase !== 'running' || clock.dueAt === null) return refuse({ code: 'calendar.clock-not-running' })
  if (clock.reappointments >= rules.maxReappointments) return refuse({ code: 'calendar.reappointments-spent' })
  const later = Math.max(clock.dueAt.epochMilliseconds, now.epochMilliseconds)
  if (newDue.epochMilliseconds <= later) return refuse({ code: 'calendar.reappointment-not-later' })
  if (!isWorkingMoment(calendar, wallMinuteOf(newDue)))
    return refuse({ code: 'calendar.reappointment-outside-working-time' })
  return accept({
    inTime: now.epochMilliseconds <= apologyDue(calendar, rules, clock.dueAt).epochMilliseconds,
  })
}
