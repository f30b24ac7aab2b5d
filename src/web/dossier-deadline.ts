import { formatInstantLong, localDate, type Temporal } from '#kernel/time.ts'
import {
  explanationRows,
  lateness,
  remainingInWords,
  replayClock,
  type TimeLimit,
} from '#modules/calendar/domain/index.ts'
import type { WorkingTime } from '#modules/calendar/index.ts'
import type { ClockHistory } from '#modules/dossiers/index.ts'
import type { LatenessView } from './ui/parts/badge.tsx'
import type { DueView } from './ui/parts/due-date-explanation.tsx'

/** How pressing a due moment is, as a badge shows it. */
export const latenessOf = (
  workingTime: WorkingTime,
  now: Temporal.Instant,
  dueAt: Temporal.Instant | null,
  limit: TimeLimit | null,
): LatenessView | undefined => {
  if (dueAt === null) return undefined
  const rules = workingTime.rulesOn(localDate(now))
  const { group, remainingMinutes } = lateness(
    workingTime.calendar,
    rules,
    now,
    dueAt,
    limit ?? { amount: 1, unit: 'working_day' },
  )
  const levels = { 'critically-overdue': 'critical', overdue: 'overdue', 'due-soon': 'soon', later: 'later' } as const
  const isOverdue = group === 'overdue' || group === 'critically-overdue'
  return { level: levels[group], text: remainingInWords(remainingMinutes, isOverdue) }
}

/** The appointed day and how it was counted, line by line. */
export const dueViewOf = (
  workingTime: WorkingTime,
  history: ClockHistory,
  limit: TimeLimit | null,
  texts: { readonly paused: string; readonly unknown: string },
): DueView | undefined => {
  if (history.events.length === 0 || history.rules === null) return undefined
  const state = replayClock(workingTime.calendar, history.rules, limit, history.events)
  if (!state.ok) return undefined
  const { dueAt } = state.value
  const lines = explanationRows(state.value).map((row) => ({ text: row.label, value: row.value }))
  if (dueAt === null) return { at: limit === null ? texts.unknown : texts.paused, lines }
  return { at: formatInstantLong(dueAt), lines }
}
