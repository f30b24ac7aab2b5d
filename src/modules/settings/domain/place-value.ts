import { accept, type Result, refuse } from '#kernel/result.ts'
import { Temporal } from '#kernel/time.ts'

/** The days of a value; the last one is left out, null is for good. */
export type Days = { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate | null }

export type DecidedDays = Days & { readonly id: string }

/** What becomes of the values already decided when a new one is placed among them. */
export type Placing = {
  /** Ends the day before the new one begins. */
  readonly ends: string | null
  /** Comes back when the new one is over. */
  readonly resumes: { readonly id: string; readonly days: Days } | null
}

export type PlacingRefusal =
  | { readonly code: 'setting.begins-in-the-past' }
  | { readonly code: 'setting.ends-before-it-begins' }

const isBefore = (left: Temporal.PlainDate, right: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(left, right) < 0

const isIn = (day: Temporal.PlainDate, { from, until }: Days): boolean =>
  !isBefore(day, from) && (until === null || isBefore(day, until))

/**
 * Where a new value finds its place: the one in force on its first day ends there, and comes back afterwards when the new one holds for
 * a time only. A value that begins on the very same day or later is left alone; whether the two can stand is for the database to say.
 */
export const placeValue = (
  decided: readonly DecidedDays[],
  today: Temporal.PlainDate,
  wanted: Days,
): Result<Placing, PlacingRefusal> => {
  if (isBefore(wanted.from, today)) return refuse({ code: 'setting.begins-in-the-past' })
  if (wanted.until !== null && !isBefore(wanted.from, wanted.until))
    return refuse({ code: 'setting.ends-before-it-begins' })
  const old = decided.find((days) => isIn(wanted.from, days))
  if (old === undefined || old.from.equals(wanted.from)) return accept({ ends: null, resumes: null })
  const outlasts = wanted.until !== null && (old.until === null || isBefore(wanted.until, old.until))
  return accept({
    ends: old.id,
    resumes: outlasts && wanted.until !== null ? { id: old.id, days: { from: wanted.until, until: old.until } } : null,
  })
}
