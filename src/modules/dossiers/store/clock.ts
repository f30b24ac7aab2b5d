import { newId } from '#kernel/ids.ts'
import { accept, type Result } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import {
  addWorkingMinutes,
  type ClockEvent,
  type ClockRefusal,
  type ClockState,
  criticalMinutes,
  DeadlineRules,
  replayClock,
} from '#modules/calendar/domain/index.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import { setWorkDue } from '#modules/processes/index.ts'
import { jsonb, type Reader, type Tx } from '#platform/database/connection.ts'
import type { Dossier } from '../domain/dossier.ts'

/** The moves of a dossier's clock so far, with the rules it is counted by: those of the day it was accepted. */
export type ClockHistory = { readonly events: readonly ClockEvent[]; readonly rules: DeadlineRules | null }

export const loadClockHistory = async (reader: Reader, dossierId: string): Promise<ClockHistory> => {
  const rows = await reader
    .selectFrom('clock_event')
    .select(['kind', 'at', 'due_after', 'rules'])
    .where('dossier_id', '=', dossierId)
    .orderBy('seq')
    .execute()
  const events = rows.map(
    (row): ClockEvent =>
      row.kind === 'reappointed'
        ? { kind: 'reappointed', at: row.at, newDue: row.due_after ?? row.at }
        : { kind: row.kind as Exclude<ClockEvent['kind'], 'reappointed'>, at: row.at },
  )
  const [first] = rows
  return { events, rules: first === undefined ? null : DeadlineRules.parse(first.rules) }
}

/** From when on a dossier that is due then is critically late. */
export const criticalFrom = (
  workingTime: WorkingTime,
  rules: DeadlineRules,
  dossier: Pick<Dossier, 'limit'>,
  dueAt: Temporal.Instant | null,
): Temporal.Instant | null =>
  dueAt === null || dossier.limit === null
    ? null
    : addWorkingMinutes(workingTime.calendar, dueAt, criticalMinutes(rules, dossier.limit))

export type TurnedClock = { readonly state: ClockState; readonly rules: DeadlineRules }

/**
 * Turns the clock of a locked dossier: keeps the move with the rules and the explanation as they were then, and repeats the due date on
 * the open work. The caller writes `state.dueAt` to the dossier.
 */
export const turnClock = async (
  tx: Tx,
  workingTime: WorkingTime,
  dossier: Dossier,
  event: ClockEvent,
): Promise<Result<TurnedClock, ClockRefusal>> => {
  const history = await loadClockHistory(tx, dossier.id)
  const rules = history.rules ?? workingTime.rulesOn(localDate(event.at))
  const turned = replayClock(workingTime.calendar, rules, dossier.limit, [...history.events, event])
  if (!turned.ok) return turned
  const state = turned.value
  await tx
    .insertInto('clock_event')
    .values({
      id: newId(),
      dossier_id: dossier.id,
      seq: history.events.length + 1,
      kind: event.kind,
      at: event.at,
      due_before: dossier.dueAt,
      due_after: state.dueAt,
      rules: jsonb(rules),
      explanation: jsonb(state.lines),
    })
    .execute()
  await setWorkDue(tx, dossier.id, state.dueAt, criticalFrom(workingTime, rules, dossier, state.dueAt))
  return accept({ state, rules })
}
