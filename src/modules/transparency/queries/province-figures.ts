import { sql } from 'kysely'
import { localDate, type Temporal } from '#kernel/time.ts'
import { type WorkingCalendar, workingMinutesBetween } from '#modules/calendar/domain/index.ts'
import { monthOf, onTimePermille, sumOfCells } from '#modules/reports/domain/index.ts'
import { reportII06a } from '#modules/reports/index.ts'
import type { Reader } from '#platform/database/connection.ts'

export type ProvinceFigures = {
  /** Settled early or on time this month, in tenths of a percent; null while nothing was settled. */
  readonly onTimePermille: number | null
  /** Working minutes from acceptance to the result, the middle one of the latest; null while there is none. */
  readonly medianMinutes: number | null
  readonly inHand: number
  readonly lateNow: number
}

/** So many of the latest results tell how long it takes, none older than so many days. */
const latest = 1_000
const latestDays = 30

type Settled = { readonly acceptedAt: Temporal.Instant; readonly finishedAt: Temporal.Instant }

const medianOf = (values: readonly number[]): number | null => {
  if (values.length === 0) return null
  const sorted = [...values].sort((left, right) => left - right)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2)
}

const latestSettled = async (reader: Reader, now: Temporal.Instant): Promise<readonly Settled[]> => {
  const since = now.subtract({ hours: latestDays * 24 })
  const { rows } = await sql<Settled>`
    select accepted_at as "acceptedAt", finished_at as "finishedAt" from dossier
    where finished_at > ${since} and finished_at <= ${now}
    order by finished_at desc limit ${latest}`.execute(reader)
  return rows
}

/** The four figures of the home page, in two statements whatever the number of dossiers. */
export const provinceFigures = async (
  reader: Reader,
  now: Temporal.Instant,
  calendar: WorkingCalendar,
): Promise<ProvinceFigures> => {
  const rows = await reportII06a(reader, { ...monthOf(localDate(now)), by: 'agency', now })
  const cells = sumOfCells(rows.map((row) => row.cells))
  const settled = await latestSettled(reader, now)
  return {
    onTimePermille: onTimePermille(cells),
    medianMinutes: medianOf(settled.map((one) => workingMinutesBetween(calendar, one.acceptedAt, one.finishedAt))),
    inHand: cells.inHand,
    lateNow: cells.overdue,
  }
}

export type ProvinceFiguresSource = typeof provinceFigures

const keptSeconds = 60

type Kept = { readonly at: Temporal.Instant; readonly figures: Promise<ProvinceFigures> }

/** The same, reckoned at most once a minute for all who come: the first page is asked for most, and its figures move slowly. */
export const openProvinceFigures = (): ProvinceFiguresSource => {
  const kept = new WeakMap<Reader, Kept>()
  return (reader, now, calendar) => {
    const known = kept.get(reader)
    if (known !== undefined && now.since(known.at).total('seconds') < keptSeconds) return known.figures
    const figures = provinceFigures(reader, now, calendar)
    kept.set(reader, { at: now, figures })
    figures.catch(() => kept.delete(reader))
    return figures
  }
}
