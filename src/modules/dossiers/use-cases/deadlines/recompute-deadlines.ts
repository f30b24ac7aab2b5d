import { Temporal } from '#kernel/time.ts'
import { recomputeDue } from '#modules/calendar/domain/index.ts'
import { calendarSubject, lockWorkingDays, recomputeDeadlinesTask, type WorkingTime } from '#modules/calendar/index.ts'
import { appendAction, appendToMany, beginningOfChain } from '#platform/action-log/action-log.ts'
import type { Tx } from '#platform/database/connection.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { publishEvent } from '#platform/outbox/publish-event.ts'
import { criticalFrom } from '../../store/clock.ts'
import {
  type CountedDossier,
  type DueDateReader,
  lastLinks,
  lockAsRead,
  type NewDue,
  openDossierIds,
  openDueDateReader,
  tryLockDueDates,
  writeDues,
  writeWorkDue,
} from '../../store/due-dates.ts'
import type { DossierDeps } from '../scene.ts'

type RecomputeDeps = Pick<DossierDeps, 'database' | 'clock' | 'workingTime'>

/** What a recomputation did; `unclear` are dossiers whose clock cannot have moved as it is written, left as they are. */
export type Recomputed = { readonly checked: number; readonly changed: number; readonly unclear: number }

const batchSize = 1_000
/** The database writes one batch while the next is counted; more would only wait for the same two cores. */
const batchesAtOnce = 3
const retrySeconds = 15

type Judged = NewDue & { readonly was: CountedDossier }

const isMoved = ({ dueMs, was }: Judged): boolean => dueMs !== was.dueMs

/** The due date as the calendar of today has it; null when the moves of the clock cannot follow each other. */
const judge = (workingTime: WorkingTime, dossier: CountedDossier): Judged | null => {
  const { id, limit, events, rules } = dossier
  if (rules === null) return null
  const due = recomputeDue(workingTime.calendar, rules, limit, events)
  if (!due.ok || due.value === null) return null
  const critical = criticalFrom(workingTime, rules, { limit }, due.value)
  return {
    id,
    was: dossier,
    dueMs: due.value.epochMilliseconds,
    criticalMs: critical === null ? null : critical.epochMilliseconds,
  }
}

const textOf = (milliseconds: number): string => Temporal.Instant.fromEpochMilliseconds(milliseconds).toString()

const logChanges = async (tx: Tx, changed: readonly Judged[], now: Temporal.Instant): Promise<void> => {
  if (changed.length === 0) return
  const links = await lastLinks(
    tx,
    changed.map(({ id }) => id),
  )
  await appendToMany(
    tx,
    changed.map(({ id, was, dueMs }) => ({
      previous: links.get(id) ?? beginningOfChain,
      action: {
        subjectKind: 'dossier',
        subjectId: id,
        type: 'dossier.deadline-recomputed',
        actor: { kind: 'system' },
        occurredAt: now,
        recordedAt: now,
        detail: { dueBefore: textOf(was.dueMs), dueAfter: textOf(dueMs) },
      },
    })),
  )
}

type Batch = Recomputed & { readonly missed: readonly string[] }

/**
 * One batch in one transaction, with the calendar of that moment, so that a later change is never overwritten. Only what has to be
 * written is locked; a dossier on which somebody did a deed meanwhile is missed, and read again afterwards.
 */
const recomputeBatch = (deps: RecomputeDeps, read: DueDateReader, ids: readonly string[]): Promise<Batch> =>
  deps.database.transaction().execute(async (tx) => {
    const workingTime = await deps.workingTime(tx)
    const dossiers = await read(tx, ids)
    const judged = dossiers.map((dossier) => judge(workingTime, dossier)).filter((one) => one !== null)
    const wrong = judged.filter((one) => isMoved(one) || one.criticalMs !== one.was.criticalMs)
    const locked = await lockAsRead(
      tx,
      wrong.map(({ was }) => was),
    )
    const mine = wrong.filter(({ id }) => locked.has(id))
    const moved = mine.filter(isMoved)
    const now = deps.clock.now()
    await logChanges(tx, moved, now)
    await writeWorkDue(tx, mine)
    // Last, because the figures of the province wait for it until the transaction is over.
    await writeDues(tx, moved, now)
    const missed = wrong.filter(({ id }) => !locked.has(id)).map(({ id }) => id)
    const checked = dossiers.length - missed.length
    return { checked, changed: moved.length, unclear: dossiers.length - judged.length, missed }
  })

const sum = (left: Recomputed, right: Recomputed): Recomputed => ({
  checked: left.checked + right.checked,
  changed: left.changed + right.changed,
  unclear: left.unclear + right.unclear,
})

const nothing: Recomputed = { checked: 0, changed: 0, unclear: 0 }

const recomputeAll = async (deps: RecomputeDeps, tx: Tx): Promise<Recomputed> => {
  const read = openDueDateReader()
  const batches = openDossierIds(tx, batchSize)
  const work = async (): Promise<Recomputed> => {
    let done = nothing
    for (let next = await batches.next(); next.done !== true; next = await batches.next())
      for (let ids = next.value; ids.length > 0; ) {
        const batch = await recomputeBatch(deps, read, ids)
        done = sum(done, batch)
        ids = batch.missed
      }
    return done
  }
  const parts = await Promise.all(Array.from({ length: batchesAtOnce }, work))
  return parts.reduce(sum, nothing)
}

/**
 * Counts the due date of every open dossier anew, after the calendar has changed. A dossier keeps the rules of the day it was accepted;
 * what waits for the applicant is counted when it goes on. Broken off, it may be run again: what is right already is not touched. While
 * another recomputation runs it answers null and comes back later, because that one may have passed dossiers by before the last change.
 */
export const recomputeDeadlines = (deps: RecomputeDeps): Promise<Recomputed | null> =>
  deps.database.transaction().execute(async (tx) => {
    const began = deps.clock.now()
    if (!(await tryLockDueDates(tx))) {
      const runAt = began.add({ seconds: retrySeconds })
      await enqueue(tx, recomputeDeadlinesTask, {}, { jobKey: recomputeDeadlinesTask, runAt })
      return null
    }
    const done = await recomputeAll(deps, tx)
    const now = deps.clock.now()
    const detail = { ...done, seconds: Math.round(began.until(now).total('seconds')) }
    const subject = { ...calendarSubject, type: 'deadlines.recomputed' }
    await lockWorkingDays(tx)
    await appendAction(tx, { ...subject, actor: { kind: 'system' }, occurredAt: now, recordedAt: now, detail })
    await publishEvent(tx, { ...subject, data: detail, occurredAt: now })
    return done
  })
