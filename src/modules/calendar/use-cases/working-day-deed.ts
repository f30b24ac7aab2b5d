import { type Result, refuse } from '#kernel/result.ts'
import { type Clock, localDate, Temporal } from '#kernel/time.ts'
import { type Actor, hasRole, type OfficerActor } from '#modules/identity/domain/index.ts'
import { appendAction } from '#platform/action-log/action-log.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { calendarSubject } from '../domain/calendar-subject.ts'
import { lockWorkingDays } from '../store/working-day-exceptions.ts'
import type { WorkingTimeSource } from '../store/working-time.ts'

export type WorkingDayDeps = {
  readonly database: Database
  readonly clock: Clock
  readonly workingTime: WorkingTimeSource
}

/** Counts the due dates of what is open anew; what waits already is enough. */
export const recomputeDeadlinesTask = 'recompute-deadlines'

export type WorkingDayRefusal =
  | { readonly code: 'working-day.not-permitted' }
  | { readonly code: 'working-day.past' }
  | { readonly code: 'working-day.not-found' }
  | { readonly code: 'working-day.known-already' }
  | { readonly code: 'working-day.name-missing' }
  | { readonly code: 'working-day.source-missing' }
  /** A day off is declared on a day on which nobody works anyway. */
  | { readonly code: 'working-day.rests-already' }
  /** A day of work is declared on a day of work. */
  | { readonly code: 'working-day.works-already' }
  | { readonly code: 'working-day.beyond-calendar' }

export type WorkingDayScene = { readonly tx: Tx; readonly now: Temporal.Instant; readonly actor: OfficerActor }

/** An administrator's deed on the calendar, in one transaction; today's day may still be changed, a past one never. */
export const onWorkingDays = <Value>(
  deps: WorkingDayDeps,
  actor: Actor,
  date: Temporal.PlainDate,
  deed: (scene: WorkingDayScene) => Promise<Result<Value, WorkingDayRefusal>>,
): Promise<Result<Value, WorkingDayRefusal>> =>
  inTransaction(deps.database, async (tx): Promise<Result<Value, WorkingDayRefusal>> => {
    if (!hasRole(actor, 'administrator')) return refuse({ code: 'working-day.not-permitted' })
    const now = deps.clock.now()
    if (Temporal.PlainDate.compare(date, localDate(now)) < 0) return refuse({ code: 'working-day.past' })
    await lockWorkingDays(tx)
    return deed({ tx, now, actor })
  })

/** Writes down what was done to a day, and has the due dates that hang on it counted anew. */
export const recordWorkingDayDeed = async (
  { tx, now, actor }: WorkingDayScene,
  type: 'working-day.added' | 'working-day.removed',
  detail: Record<string, unknown>,
): Promise<void> => {
  const post = actor.posts.find((one) => one.role === 'administrator')
  await appendAction(tx, {
    ...calendarSubject,
    type,
    actor: { kind: 'officer', id: actor.officerId, ...(post === undefined ? {} : { postId: post.postId }) },
    occurredAt: now,
    recordedAt: now,
    detail,
  })
  await publishEvent(tx, { type, ...calendarSubject, data: detail, occurredAt: now })
  await enqueue(tx, recomputeDeadlinesTask, { because: type }, { jobKey: recomputeDeadlinesTask })
}
