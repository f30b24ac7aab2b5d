import { Temporal } from '#kernel/time.ts'

/** Figures are kept by day, month and year; a span is a run of whole ones, its end left out. */
export type Grain = 'day' | 'month' | 'year'
export type Span = { readonly grain: Grain; readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate }

/** Before any dossier. */
export const beginning = Temporal.PlainDate.from('0001-01-01')

const { compare } = Temporal.PlainDate

const grainAt = (day: Temporal.PlainDate, until: Temporal.PlainDate): Grain => {
  if (day.dayOfYear === 1 && compare(day.add({ years: 1 }), until) <= 0) return 'year'
  return day.day === 1 && compare(day.add({ months: 1 }), until) <= 0 ? 'month' : 'day'
}

const steps = { day: { days: 1 }, month: { months: 1 }, year: { years: 1 } } as const

/** The days from one to another, the last left out, as few spans: whole years, whole months, and days at the edges. */
export const spansBetween = (from: Temporal.PlainDate, until: Temporal.PlainDate): readonly Span[] => {
  const spans: Span[] = []
  for (let at = from; compare(at, until) < 0; ) {
    const grain = grainAt(at, until)
    const next = at.add(steps[grain])
    const last = spans.at(-1)
    if (last?.grain === grain) spans[spans.length - 1] = { ...last, until: next }
    else spans.push({ grain, from: at, until: next })
    at = next
  }
  return spans
}

/** All days before one. */
export const spansBefore = (until: Temporal.PlainDate): readonly Span[] => {
  const year = until.with({ month: 1, day: 1 })
  return [{ grain: 'year', from: beginning, until: year }, ...spansBetween(year, until)]
}
